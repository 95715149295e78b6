import { devices, expect } from '@playwright/test'
import { startOfDayIn } from '#lib/zoned-time.ts'
import { expectAccessible } from '../support/axe.ts'
import { choose, expectToast, signIn, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'timer', options: { seed: 'none' } } })

test('a timer is started, survives a reload, is changed, stopped once, and brought back', async ({
  page,
  stack,
}) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  await has.project({ name: 'Lighthouse' })
  await has.project({ name: 'Windmill' })
  await page.getByRole('button', { name: 'Start timer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start timer' })
  await choose(dialog, 'Project', 'Lighthouse')
  await dialog.getByLabel('Notes').fill('Lamp')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  const running = page.getByRole('button', { name: /^Timer: .*Lighthouse/ })
  await expect(running).toBeVisible()
  await page.reload()
  await expect(running).toBeVisible()
  await expectAccessible(page)

  // It began an hour ago, if that was today: so much is changed while it runs.
  const startedAt = Math.max(
    Date.now() - 3_600_000,
    startOfDayIn('Europe/Amsterdam', today).getTime(),
  )
  const minutes = Math.floor((Date.now() - startedAt) / 60_000)
  await stack.db
    .updateTable('timers')
    .set({ started_at: new Date(startedAt) })
    .where('workspace_id', '=', ctx.workspaceId)
    .execute()
  await page.reload()
  await expect(running).toContainText(
    new RegExp(`^Timer: (${clock(minutes)}|${clock(minutes + 1)}):`),
  )

  // A second start stops the first and saves it.
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search and commands' })
  await palette.getByRole('textbox').fill('windm')
  await palette.getByRole('option', { name: /Switch timer to Windmill/ }).click()
  await expectToast(page, /saved on Lighthouse/)
  await expect(page.getByRole('button', { name: /^Timer: .*Windmill/ })).toBeVisible()
  await expect(page.getByRole('table').getByText('Lamp')).toBeVisible()

  await page.getByRole('button', { name: 'Stop timer' }).click()
  await expectToast(page, /saved on Windmill/)
  await expect(page.getByRole('button', { name: 'Start timer' })).toBeVisible()
  const entries = await stack.db
    .selectFrom('time_entries')
    .where('workspace_id', '=', ctx.workspaceId)
    .select('seconds')
    .execute()
  expect(entries).toHaveLength(2)
})

test('a timer that ran past midnight is split when the person says so', async ({ page, stack }) => {
  const { has, ctx } = await signInNewcomer(page, stack)
  const { id: projectId } = await has.project({ name: 'Lighthouse' })
  const startedAt = new Date(Date.now() - 26 * 3_600_000)
  await stack.db
    .insertInto('timers')
    .values({
      workspace_id: ctx.workspaceId,
      id: projectId,
      member_id: String(ctx.memberId),
      project_id: projectId,
      task_id: null,
      notes: '',
      is_billable: null,
      started_at: startedAt,
      stopped_at: null,
      updated_at: startedAt,
    })
    .execute()
  await page.reload()
  await page.getByRole('button', { name: 'Stop timer' }).click()
  const dialog = page.getByRole('dialog', { name: 'The timer ran past midnight' })
  await expect(dialog).toContainText('Lighthouse')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Split at midnight' }).click()
  // It ran on while the page was looked at.
  await expectToast(page, /26:0\d saved on Lighthouse/)
})

test('keys and the palette lead everywhere the role may go', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  await has.client({ name: 'Aurora Lights' })
  const password = 'a secret for an employee'
  const email = 'emma.employee@example.com'
  const employee = await has.member({ name: 'Emma', email, role: 'employee' })
  const userId = await stack.createUser({ name: 'Emma', email, password })
  await stack.db
    .updateTable('members')
    .set({ user_id: userId })
    .where('id', '=', employee.id)
    .execute()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search and commands' })
  await expect(palette.getByRole('option', { name: /VAT rates/ })).toBeVisible()
  await expectAccessible(page)
  await palette.getByRole('textbox').fill('aurora')
  await palette.getByRole('option', { name: /Aurora Lights/ }).click()
  await expect(page.getByRole('heading', { name: 'Aurora Lights' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await expect(page.getByRole('grid', { name: 'Hours of this week' })).toBeVisible()

  await page.context().clearCookies()
  await signIn(page, { email, password })
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('option', { name: /Start timer/ })).toBeVisible()
  for (const name of [/VAT rates/, /New client/, /Export hours to Xero/, /Uninvoiced/]) {
    await expect(palette.getByRole('option', { name })).toHaveCount(0)
  }
})

test.describe('on a phone', () => {
  const { viewport, isMobile, hasTouch } = devices['iPhone 13']
  test.use({ viewport, isMobile, hasTouch })

  test('the timer is in the bar on top', async ({ page, stack }) => {
    const { has } = await signInNewcomer(page, stack)
    await has.project({ name: 'Lighthouse' })
    await page.getByRole('button', { name: 'Start timer' }).tap()
    await choose(page.getByRole('dialog'), 'Project', 'Lighthouse')
    await page.getByRole('button', { name: 'Start', exact: true }).tap()
    await expect(page.getByRole('button', { name: 'Stop timer' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Search and commands' }).tap()
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
    await expectAccessible(page)
  })
})

const clock = (minutes: number) =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
