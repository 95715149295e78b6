import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Finds nothing that a person with a screen reader, a keyboard or weak eyes would stumble over; and, the first time this
 * page is looked at, nothing that cannot be read in the dark either. All rules of axe, none switched off.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await settle(page)
  expect(await violationsOf(axeFor(page)), page.url()).toEqual([])
  if (!(await isNewInTheDark(page))) return
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  // Only colours differ.
  const axe = axeFor(page).withRules(['color-contrast', 'link-in-text-block'])
  expect(await violationsOf(axe), `${page.url()} in the dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

// Without frames of other sites there is no need for the slower way, which opens a tab for each look.
const axeFor = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true)

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}\n${html}\n${any[0]?.message ?? ''}`),
  )
}

const seenInTheDark = new WeakMap<Page, Set<string>>()

/** Pages are told apart by address without ids, and by the title of an open dialog. */
async function isNewInTheDark(page: Page): Promise<boolean> {
  const path = new URL(page.url()).pathname.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '…')
  const dialogs = await page.getByRole('dialog').getByRole('heading', { level: 2 }).allInnerTexts()
  const seen = seenInTheDark.get(page) ?? new Set<string>()
  seenInTheDark.set(page, seen)
  const key = [path, ...dialogs].join(' ')
  const isNew = !seen.has(key)
  seen.add(key)
  return isNew
}

// What is half-way through a fade has a contrast that nobody ever reads. A fade begins a frame or two after its cause.
async function settle(page: Page): Promise<void> {
  const moving = async () =>
    await page.evaluate(async () => {
      const frame = async () => await new Promise((resolve) => requestAnimationFrame(resolve))
      for (let count = 0; count < 3; count += 1) await frame()
      const all = document.getAnimations().filter((each) => each.playState === 'running')
      return all.filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).length
    })
  await expect.poll(moving).toBe(0)
}
