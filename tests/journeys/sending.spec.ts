import { expect } from '@playwright/test'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import { hasSentInvoice } from '../support/exported.ts'
import { act, choose, expectToast, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'sending', options: { seed: 'none' } } })

test('invoices look as the settings say, or as the export says; a theme that is gone is found', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { tenantId } = await connectXero({ ctx, xero: stack.simulator })
  const { id: clientId } = await has.client({ name: 'Blue Kettle BV' })
  const project = await has.project({ name: 'Website', clientId })
  await has.timeEntry({ projectId: project.id, workedOn: today, notes: 'Themed work' })

  await openFromMenu(page, 'Settings', 'Xero')
  await choose(page, 'Branding theme', 'Long project')
  await expectToast(page, 'Branding theme: Long project')
  await expectAccessible(page)

  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /Themed work/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  const theme = dialog.getByRole('combobox', { name: 'Branding theme' })
  await expect(theme).toHaveValue('Long project')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(dialog).toContainText('Long project')
  await dialog.getByRole('button', { name: 'Back' }).click()
  await choose(dialog, 'Branding theme', 'Standard')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(dialog).toContainText('Branding themeStandard')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).click()

  stack.simulator.control.organisations.edit(tenantId, { brandingThemes: ['Standard'] })
  await openFromMenu(page, 'Settings', 'Xero')
  await page.getByRole('link', { name: 'Check…' }).click()
  await page.getByRole('button', { name: 'Check again' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'no theme Long project any more' })
  await row.getByRole('button', { name: /^Let Xero choose/ }).click()
  await expect(row).toHaveCount(0)
})

test('Xero e-mails an approved invoice, once more only when that is said', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const xero = stack.simulator
  const { tenantId } = await connectXero({ ctx, xero }, { organisation: 'Harbour Practice GmbH' })
  const emails = () => xero.control.emails(tenantId)
  const client = await has.client({ name: 'Tall Ships BV', email: 'mast@example.com' })
  const project = await has.project({ name: 'Rigging', clientId: client.id })
  await has.timeEntry({ projectId: project.id, workedOn: today, notes: 'Mailed work' })

  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /Mailed work/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Authorised/ }).check()
  await dialog.getByRole('checkbox', { name: 'Let Xero e-mail the invoices' }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expect(dialog).toContainText('E-mails1')
  await dialog.getByRole('button', { name: /^Send 1 invoice/ }).click()
  await expect.poll(() => emails().map((each) => each.to)).toEqual([['mast@example.com']])

  const main = page.getByRole('main')
  await expect(main.getByText('Awaiting payment')).toBeVisible()
  await expect(main).toContainText('Sent to customerYes')
  await expect(main).toContainText('E-mailed by Xero')
  await main.getByRole('button', { name: 'Actions for Tall Ships BV' }).click()
  await expect(page.getByRole('menuitem', { name: 'Mark as sent' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'E-mail by Xero' }).click()
  await expect(dialog).toContainText('Xero says that Tall Ships BV got')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'E-mail again' }).click()
  await expectToast(page, 'Xero is asked to e-mail it')
  await expect.poll(() => emails().length).toBe(2)
  await expectAccessible(page)
})

test('a sales transaction in a locked period is reversed by a second journal, and posted anew', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const xero = stack.simulator
  const { tenantId } = await connectXero({ ctx, xero })
  const invoiceId = await hasSentInvoice({ ctx, has })
  await createSalesTransaction(ctx, { invoiceId })
  const journals = () => xero.control.manualJournals(tenantId).length
  await expect.poll(journals).toBe(1)
  xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-20' })

  await page.goto(`/finance/invoices/${invoiceId}`)
  const main = page.getByRole('main')
  await expect(main.getByText('Posted', { exact: true }).first()).toBeVisible()
  await main.getByRole('button', { name: 'Actions for Journal client' }).click()
  await page.getByRole('menuitem', { name: 'Void in Xero' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Void in Xero' }).click()
  await expect(dialog).toContainText('locked in Xero')
  await dialog.getByRole('button', { name: 'Reverse with a journal…' }).click()
  await expect(dialog).toContainText('Reverse the sales transaction?')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Reverse in Xero' }).click()
  await expectToast(page, 'The reversing journal is on its way to Xero')
  await expect(main).toContainText('Reversed by a journal of')
  await expect(main.getByRole('link', { name: 'View reversal in Xero' })).toBeVisible()
  await expectAccessible(page)
  expect(journals()).toBe(2)

  xero.control.organisations.edit(tenantId, { periodLockDate: null })
  await main.getByRole('button', { name: 'Create sales transaction in Xero' }).click()
  await expect.poll(journals).toBe(3)
  await expect(main).not.toContainText('Reversed by a journal of')
})
