import { noItems } from '#api/billing-schemas.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { addDays } from '#domain/work-day.ts'
import { expect } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { act, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'reminders', options: { seed: 'none', mail: 'on' } } })

test('a late client is reminded by hand, in the words of the workspace, and it is seen in the lists', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV', email: 'pay@kettle.example' })
  const { id: invoiceId } = await createInvoice(ctx, {
    clientId,
    items: noItems,
    groupBy: 'project',
    lines: [{ description: 'Advice', quantity: '2', unitPrice: '100' }],
    issuedOn: addDays(today, -60),
    dueOn: addDays(today, -30),
    reference: '',
  })
  await finaliseInvoice(ctx, { invoiceId })
  await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })

  await openFromMenu(page, 'Settings', 'Reminders')
  const first = page.getByRole('group', { name: 'Reminder 1 of 3' })
  await expect(first).toBeVisible()
  await expectAccessible(page)
  await first.getByLabel('Subject').fill('Pay {{opne}}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(first).toContainText('There is no placeholder {{opne}}.')
  await first.getByLabel('Subject').fill('{{open}} is waiting')
  await first.getByLabel('Days after the due date').fill('30')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const second = page.getByRole('group', { name: 'Reminder 2 of 3' })
  await expect(second).toContainText('Give more days than the step before.')
  await expectAccessible(page)
  await first.getByLabel('Days after the due date').fill('10')
  await page.getByRole('button', { name: 'Add step' }).click()
  await expect(page.getByRole('group', { name: 'Reminder 4 of 4' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove reminder 4' }).click()
  await page.getByLabel('Send reminders by itself, once a day').check()
  await expect(page.getByText('For 1 invoice the next reminder is due now.')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expectToast(page, 'Saved')
  await page.getByText('Preview', { exact: true }).click()
  await expect(first).toContainText('€605.00 is waiting')
  await expectAccessible(page)

  await page.goto(`/finance/invoices/${invoiceId}`)
  const note = page.getByRole('region', { name: 'Reminders' })
  await expect(note).toContainText('Not reminded yet')
  await act(page, 'Send reminder…')
  const dialog = page.getByRole('dialog', { name: 'Reminder 1 of 3' })
  await expect(dialog.getByLabel('To', { exact: true })).toHaveValue('pay@kettle.example')
  await expect(dialog.getByLabel('Subject')).toHaveValue('€200.00 is waiting')
  await expectAccessible(page)
  await dialog.getByText('Preview').click()
  await expect(dialog).toContainText('.pdf')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expectToast(page, 'The reminder is on its way')
  const emails = page.getByRole('region', { name: 'By e-mail' })
  await expect(emails).toContainText('Reminder')
  await expect(emails).toContainText('Sent')
  await expect(note).toContainText('Reminder 1 of')
  await expect(note).toContainText('Reminder 2 goes out by itself on')
  await expectAccessible(page)

  await openFromMenu(page, 'Finance', 'Invoices')
  await page.getByRole('button', { name: 'Overdue' }).click()
  const row = page.getByRole('row', { name: /Blue Kettle/ })
  await expect(row).toContainText('1 ·')
  await expectAccessible(page)
  await openFromMenu(page, 'Finance', 'Ageing')
  await page.getByRole('button', { name: 'Blue Kettle BV' }).click()
  const aged = page.getByRole('dialog')
  await expect(aged.getByRole('row').nth(1)).toContainText('1 ·')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/settings/reminders')
  await expect(first).toBeVisible()
  await expectAccessible(page)
})
