import { expect } from '@playwright/test'
import { addDays } from '#domain/work-day.ts'
import { expectAccessible } from '../support/axe.ts'
import { expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'subscription', options: { seed: 'none' } } })

test('a subscription is paused, resumed and gets a new price', async ({ page, stack }) => {
  const { has } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  // Three weeks have passed, the third with yesterday.
  const startsOn = addDays(today, -21)
  const price = { description: 'Hosting', quantity: '1', unitPrice: '100' }
  const subscription = { interval: 'week', startsOn, endsOn: null, ...price } as const
  await has.project({
    name: 'Hosting',
    clientId,
    invoiceMethod: 'subscription',
    hourlyRate: null,
    subscription,
  })
  await openFromMenu(page, 'Finance', 'Uninvoiced')
  const projects = page.getByRole('region', { name: 'Uninvoiced' })
  const row = projects.getByRole('row', { name: /Hosting/ })
  await expect(row).toContainText('300.00')
  await expect(row).toContainText(`Since ${addDays(startsOn, 6)} · 3 periods`)
  await projects.getByRole('link', { name: 'Hosting' }).click()

  const periods = page.getByRole('region', { name: 'Periods' })
  await expect(periods.getByText('Due', { exact: true })).toHaveCount(3)
  await page.getByRole('button', { name: 'Pause…' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Subscription saved')
  const from = page.getByText(`Paused: ${today} – Until further notice`)
  await expect(from).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Resume…' }).click()
  await dialog.getByRole('button', { name: 'Remove pause' }).click()
  await expect(from).toHaveCount(0)

  await page.getByRole('button', { name: 'New price…' }).click()
  await dialog.getByRole('button', { name: 'Valid from' }).click()
  await page.getByRole('button', { name: dayName(today), exact: true }).click()
  await dialog.getByLabel('Price each').fill('125')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`From ${today}: 1 × 125.00`)).toBeVisible()
  await expect(periods.getByRole('row', { name: /Upcoming/ })).toContainText('125.00')
  await expect(periods.getByRole('row', { name: /Due/ }).first()).toContainText('100.00')
})

/** A day as the calendar calls it: '23 November 2026'. */
function dayName(day: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(`${day}T00:00:00Z`))
}
