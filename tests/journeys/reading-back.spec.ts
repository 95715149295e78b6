import { expect, type Page } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import { act, expectFact, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'reading back', options: { seed: 'none' } } })

test('a payment in Xero is seen, a paid invoice is not voided, a draft is voided and issued anew', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'Reading Back BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  const client = await has.client({ name: 'Bakery Lagrange' })
  const project = await has.project({ clientId: client.id, hourlyRate: '100' })
  await has.timeEntry({ workedOn: today, projectId: project.id, notes: 'To be issued anew' })
  await exportAll(page)
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  await expect(documents).toContainText('Draft')

  await page.getByRole('button', { name: 'Actions for Bakery Lagrange' }).click()
  await page.getByRole('menuitem', { name: 'Void and re-issue' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Xero deletes this draft')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Void in Xero' }).click()
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expectFact(dialog, 'Net', '€100.00')
  await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
  await expect(documents).toContainText('Draft')
  const statuses = () => control.invoices(id).map((each) => each['Status'])
  expect(statuses()).toEqual(['DELETED', 'DRAFT'])

  // What was forgotten comes on the same draft.
  await has.timeEntry({ workedOn: today, projectId: project.id, notes: 'Forgotten' })
  await page.getByRole('button', { name: 'Actions for Bakery Lagrange' }).click()
  await page.getByRole('menuitem', { name: 'Add open work' }).click()
  await expect(dialog).toContainText('Add to the invoice of Bakery Lagrange')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expectFact(dialog, 'Net', '€100.00')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Update the invoice in Xero' }).click()
  await expect(documents.getByRole('button', { name: /Bakery Lagrange.*200/ })).toBeVisible()
  await expect.poll(() => control.invoices(id).map((each) => each['Total'])).toEqual([100, 200])

  const live = control.invoices(id).find((each) => each['Status'] === 'DRAFT')
  const invoiceId = String(live?.['InvoiceID'])
  control.editInvoice(id, invoiceId, { Status: 'AUTHORISED' })
  control.payInvoice(id, invoiceId, { amount: 40 })
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(documents).toContainText('Part paid')
  await expectFact(documents, 'Paid', '€40.00')
  await expectFact(documents, 'Open', '€160.00')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Actions for Bakery Lagrange' }).click()
  const action = page.getByRole('menuitem', { name: /Void and re-issue/ })
  await expect(action).toHaveAttribute('aria-disabled', 'true')
  await expect(action).toContainText('There are payments')
  await page.keyboard.press('Escape')

  control.payInvoice(id, invoiceId)
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(documents.getByRole('button', { name: /Bakery Lagrange.*Paid/ })).toBeVisible()

  // The document that was deleted says so, and what it freed.
  await openFromMenu(page, 'Finance', 'Xero exports')
  const exports = page.getByRole('region', { name: 'Xero exports' })
  await exports.getByRole('row').last().getByRole('link').click()
  await expect(documents).toContainText('Deleted in Xero on')
  await expect(documents).toContainText('by Nora New')
  await expect(documents).toContainText('1 item became open again')
  await expectAccessible(page)
})

test('what somebody edits in Xero is shown field by field, accepted, and certified', async ({
  page,
  stack,
}) => {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id, name } = control.organisations.create({ name: 'Differences BV' })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  const client = await has.client({ name: 'Bakery Lagrange' })
  const project = await has.project({ clientId: client.id, hourlyRate: '100' })
  await has.timeEntry({ workedOn: today, projectId: project.id, notes: 'To be issued anew' })
  await exportAll(page)
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  await expect(documents).toContainText('Draft')
  const [invoice] = control.invoices(id)
  const [line] = (invoice?.['LineItems'] ?? []) as { LineItemID: string }[]
  control.editInvoice(id, String(invoice?.['InvoiceID']), {
    LineItems: [{ LineItemID: line?.LineItemID, Quantity: 2, Description: 'Website and more' }],
  })
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(documents).toContainText('Xero has other amounts')

  await openFromMenu(page, 'Finance', 'Xero exports')
  await page.getByRole('link', { name: 'Differences' }).click()
  const table = page.getByRole('region', { name: 'Differences, field by field' })
  await expect(table.getByRole('row', { name: /Total/ })).toContainText('€200.00')
  await expect(table.getByRole('row', { name: /Description/ })).toContainText('Website and more')
  await expectFact(page, 'Result', '1 document differs')
  await expectFact(page, 'Difference', '€100.00')
  await expectAccessible(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Certificate (PDF)' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`hourbook-and-xero-${today.slice(0, 7)}.pdf`)
  await page.getByRole('button', { name: 'Accept the differences' }).click()
  await expect(page.getByText('Hourbook and Xero agree')).toBeVisible()
  await page.getByRole('button', { name: 'Accepted', exact: true }).click()
  await expect(page.getByText('Accepted by Nora New')).toBeVisible()
  await expectAccessible(page)
})

async function exportAll(page: Page): Promise<void> {
  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /To be issued anew/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
}
