import { updateProject } from '#app/projects/update-project.ts'
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { choose, expectToast, signInNewcomer, test, today } from './steps.ts'

test.use({
  journey: { name: 'offline', options: { seed: 'none' } },
  serviceWorkers: 'allow',
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
})

// Without a network the browser complains of every request: that is what these journeys are about.
test.afterEach(({ complaints }) => {
  const others = complaints.filter(
    (each) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/.test(each),
  )
  complaints.splice(0, complaints.length, ...others)
})

test('hours and the timer go on without a network, and are sent once', async ({
  page,
  context,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await ready(page, 'Lighthouse')
  await context.setOffline(true)
  await page.reload()
  const bar = page.getByRole('status').filter({ hasText: 'You are offline' })
  await expect(bar).toBeVisible()

  await addHours(page, 'Lighthouse', '1:30', 'On the ferry')
  const entry = page.getByRole('listitem').filter({ hasText: 'On the ferry' })
  await expect(entry).toContainText('1:30')
  await expect(bar).toContainText('1 change waits to be sent.')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Start timer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start timer' })
  await choose(dialog, 'Project', 'Lighthouse')
  await dialog.getByLabel('Notes').fill('Lamp')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('button', { name: 'Stop timer' }).click()
  await expectToast(page, /saved on Lighthouse/)
  await expect(page.getByRole('listitem').filter({ hasText: 'Lamp' })).toBeVisible()
  await expect(bar).toContainText('3 changes wait to be sent.')

  // What is written is changed before it was ever sent.
  await entry.getByRole('button', { name: 'Lighthouse', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Edit hours' })
  await drawer.getByLabel('Duration').fill('2:00')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(entry).toContainText('2:00')

  await page.close()
  const again = await context.newPage()
  await again.goto('/timesheets')
  await expect(again.getByRole('status').filter({ hasText: '4 changes wait' })).toBeVisible()
  await expect(again.getByRole('listitem').filter({ hasText: 'On the ferry' })).toContainText(
    '2:00',
  )

  // Two tabs come back at once.
  const second = await context.newPage()
  await second.goto('/timesheets')
  await context.setOffline(false)
  for (const tab of [again, second]) {
    await expect(tab.getByRole('status').filter({ hasText: 'wait' })).toBeHidden({
      timeout: 20_000,
    })
  }
  // While the strip says that changes are being sent, none waits, and the last is not there yet.
  const hours = [
    { notes: 'Lamp', seconds: 60 },
    { notes: 'On the ferry', seconds: 7200 },
  ]
  await expect
    .poll(async () => await hoursOf(stack, ctx.workspaceId), { timeout: 20_000 })
    .toEqual(hours)
  await again.reload()
  await expect(again.getByRole('listitem').filter({ hasText: 'On the ferry' })).toContainText(
    '2:00',
  )
  await expect(again.getByRole('button', { name: 'Start timer' })).toBeVisible()
  expect(await hoursOf(stack, ctx.workspaceId)).toEqual(hours)
})

test('what was changed elsewhere is shown beside what was meant', async ({
  page,
  context,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  const { id } = await has.timeEntry({ projectId, workedOn: today, seconds: 3600, notes: 'Paint' })
  await page.reload()
  await ready(page, 'Lighthouse')
  await context.setOffline(true)
  const entry = page.getByRole('listitem').filter({ hasText: 'Paint' })
  await entry.getByRole('button', { name: 'Lighthouse', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Edit hours' })
  await drawer.getByLabel('Duration').fill('3:00')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(entry).toContainText('3:00')

  await stack.db
    .updateTable('time_entries')
    .set({ seconds: 1800, updated_at: new Date() })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
  await context.setOffline(false)
  const bar = page.getByRole('status').filter({ hasText: '1 change could not be sent' })
  await bar.getByRole('button', { name: 'Show' }).click()
  const list = page.getByRole('dialog', { name: 'Changes on this device' })
  await expect(list).toContainText('3:00 on Lighthouse')
  await expect(list).toContainText('In Hourbook now: 0:30 on Lighthouse')
  await expectAccessible(page)
  await list.getByRole('button', { name: 'Add mine as new' }).click()
  await expect(list).toContainText('Everything is sent.')
  expect(await hoursOf(stack, ctx.workspaceId)).toEqual([
    { notes: 'Paint', seconds: 1800 },
    { notes: 'Paint', seconds: 10_800 },
  ])
})

test('what was refused is changed until it is taken, or tried again', async ({
  page,
  context,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  await has.project({ name: 'Windmill' })
  await ready(page, 'Lighthouse')
  await context.setOffline(true)
  await addHours(page, 'Lighthouse', '1:00', 'First')
  await addHours(page, 'Lighthouse', '2:00', 'Second')
  await updateProject(ctx, { projectId, changes: { isArchived: true } })
  await context.setOffline(false)
  const bar = page.getByRole('status').filter({ hasText: '2 changes could not be sent' })
  await bar.getByRole('button', { name: 'Show' }).click()
  const list = page.getByRole('dialog', { name: 'Changes on this device' })
  const rowOf = (notes: string) => list.getByRole('listitem').filter({ hasText: notes })
  await expect(rowOf('First')).toContainText('archived')

  await rowOf('First').getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit and send' })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toContainText('archived')
  await expectAccessible(page)
  await choose(form, 'Project', 'Windmill')
  await form.getByLabel('Duration').fill('1:15')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
  await expect(rowOf('First')).toHaveCount(0)

  // Tried again while nothing has changed, it stays; then it is taken.
  // The row says so already: only the answer tells that it was refused once more.
  const refused = page.waitForResponse(
    (answer) => answer.url().includes('/api/v1/time-entries') && answer.status() >= 400,
  )
  await rowOf('Second').getByRole('button', { name: 'Try again' }).click()
  await refused
  await expect(rowOf('Second')).toContainText('archived')
  await updateProject(ctx, { projectId, changes: { isArchived: false } })
  await rowOf('Second').getByRole('button', { name: 'Try again' }).click()
  await expect(list).toContainText('Everything is sent.')
  expect(await hoursOf(stack, ctx.workspaceId)).toEqual([
    { notes: 'First', seconds: 4500 },
    { notes: 'Second', seconds: 7200 },
  ])
})

test('signing out leaves nothing on the device', async ({ page, context, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await ready(page, 'Lighthouse')
  await context.setOffline(true)
  await addHours(page, 'Lighthouse', '0:45', 'Unsent')
  await signOutFromMenu(page)
  const dialog = page.getByRole('dialog', { name: 'Not everything is sent' })
  await expect(dialog).toContainText('1 change on this device')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Sign out and discard' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(await keptOnDevice(page)).toEqual({ answers: [], writes: [] })
  await page.goto('/timesheets')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()

  // The server hears of it as soon as it can be reached.
  await context.setOffline(false)
  await page.goto('/timesheets')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect((await page.request.get('/api/v1/me')).status()).toBe(401)
})

/** Waits until this device has what it needs. */
async function ready(page: Page, project: string): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.reload()
  const projects = async () =>
    (await keptOnDevice(page)).answers.find(({ url }) => url === '/api/v1/projects?limit=200&q=')
      ?.body ?? ''
  await expect.poll(projects, { timeout: 20_000 }).toContain(project)
  const urls = async () => (await keptOnDevice(page)).answers.map(({ url }) => url).join(' ')
  await expect.poll(urls).toContain('/api/v1/tasks?')
}

async function keptOnDevice(
  page: Page,
): Promise<{ answers: { url: string; body: string }[]; writes: unknown[] }> {
  return await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('hourbook')
      request.addEventListener('success', () => resolve(request.result))
    })
    const all = async (store: string) =>
      await new Promise<never[]>((resolve) => {
        const request = db.transaction(store).objectStore(store).getAll()
        request.addEventListener('success', () => resolve(request.result as never[]))
      })
    const kept = { answers: await all('answers'), writes: await all('writes') }
    db.close()
    return kept
  })
}

async function addHours(page: Page, project: string, duration: string, notes: string) {
  const form = page.getByRole('form', { name: 'Add hours' })
  if (!(await form.isVisible())) await page.getByRole('button', { name: 'Add hours' }).click()
  await choose(form, 'Project', project)
  await form.getByLabel('Duration').fill(duration)
  await form.getByLabel('Notes').fill(notes)
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expectToast(page, `${duration} added to ${project}`)
}

async function signOutFromMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open menu' }).click()
  await page.getByRole('button', { name: /^Your menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

async function hoursOf(stack: Stack, workspaceId: string) {
  return await stack.db
    .selectFrom('time_entries')
    .where('workspace_id', '=', workspaceId)
    .select(['notes', 'seconds'])
    .orderBy('notes')
    .orderBy('seconds')
    .execute()
}
