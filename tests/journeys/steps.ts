import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { newId } from '#lib/ids.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { factoriesFor } from '../support/factories.ts'
import { type Stack, startStack } from '../support/stack.ts'

type Person = { email: string; password: string }

type StackOptions = Parameters<typeof startStack>[0]
type ForTest = { complaints: string[] }
type ForFile = { journey: { name: string; options?: StackOptions }; stack: Stack }

/**
 * A test with a whole Hourbook of its file's own: name the file in `test.use({ journey: { name } })`. It fails when the
 * browser has something to complain about, whatever the page shows.
 */
export const test = base.extend<ForTest, ForFile>({
  journey: [{ name: '' }, { option: true, scope: 'worker' }],
  stack: [
    async ({ journey }, use) => {
      await using stack = await startStack(journey.options)
      await use(stack)
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ stack }, use) => await use(stack.url),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = []
      context.on('weberror', (error) => complaints.push(String(error.error())))
      context.on('console', (message) => {
        if (message.type() === 'error' && !isRefusal(message.text()))
          complaints.push(message.text())
      })
      await use(complaints)
      expect(complaints, 'what the browser complained about').toEqual([])
    },
    { auto: true },
  ],
})

// Chromium writes a line for every 4xx answer; the page shows it, and the journey looks at the page.
function isRefusal(text: string): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d /.test(text)
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Timesheets', level: 1 })).toBeVisible()
}

/** Goes to a page by the main menu, as a person would: `openFromMenu(page, 'Finance', 'Uninvoiced')`. */
export async function openFromMenu(page: Page, ...[first, second]: string[]): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  const link = menu.getByRole('link', { name: second ?? first ?? '', exact: true })
  const group = menu.getByRole('button', { name: first ?? '', exact: true })
  if (second !== undefined && (await group.getAttribute('aria-expanded')) !== 'true') {
    await group.click()
  }
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
  // The old page stays until the code of the next one is there: what is clicked before that is lost.
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false')
}

/** Picks from a field that searches while one types. */
export async function choose(scope: Page | Locator, label: string, text: string): Promise<void> {
  const field = scope.getByRole('combobox', { name: label, exact: true })
  await field.click()
  await field.fill(text)
  const page = 'page' in scope ? scope.page() : scope
  await page.getByRole('option', { name: text }).first().click()
}

/** Actions ▾ and what is chosen from it. */
export async function act(page: Page, action: string): Promise<void> {
  await openActions(page)
  await page.getByRole('menuitem', { name: action }).click()
}

/** Actions ▾, opened, to look at. */
export async function openActions(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem').first()).toBeVisible()
  return menu
}

export async function expectToast(page: Page, text: string | RegExp): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages.getByRole('alert').filter({ hasText: text }).first()).toBeVisible()
}

/** Label and value, such as `Total` and `€192.48`; the first of that label within the scope. */
export async function expectFact(
  scope: Page | Locator,
  term: string,
  value: string | RegExp,
): Promise<void> {
  const found = expect.poll(async () => await factOf(scope, term), term)
  await (typeof value === 'string' ? found.toBe(value) : found.toMatch(value))
}

async function factOf(scope: Page | Locator, term: string): Promise<string> {
  const terms = await scope.getByRole('term').allInnerTexts()
  const at = terms.findIndex((each) => each.trim() === term)
  return at === -1 ? '' : await scope.getByRole('definition').nth(at).innerText()
}

/** Follows a link that opens a new tab. */
export async function openTab(page: Page, link: Locator): Promise<Page> {
  const [tab] = await Promise.all([
    page.context().waitForEvent('page', { timeout: 10_000 }),
    link.click(),
  ])
  await tab.waitForLoadState()
  return tab
}

/** Picks one of a row of buttons that are radio buttons in disguise. */
export async function pick(scope: Page | Locator, label: string, text: string): Promise<void> {
  const group = scope.getByRole('radiogroup', { name: label })
  await group.getByText(text, { exact: true }).click()
  await expect(group.getByRole('radio', { name: text, exact: true })).toBeChecked()
}

/** The day it is in every workspace of the journeys. */
export const today = dayIn('Europe/Amsterdam', new Date())

/** A person with an empty workspace of their own, signed in; `ctx` and `has` make things in it. */
export async function signInNewcomer(page: Page, stack: Stack) {
  const id = newId()
  const person = { name: 'Nora New', email: `${id}@example.com`, password: `secret ${id}` }
  await stack.makeWorkspace(person)
  const ctx = await stack.contextOf(person.email)
  await signIn(page, person)
  return { ...person, ctx, has: factoriesFor(ctx) }
}
