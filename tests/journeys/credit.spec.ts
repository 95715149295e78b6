import { expect, type Page } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { act, expectFact, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'credit', options: { seed: 'none' } } })

test('an invoice that is paid in part is credited in Xero, and its work is billed anew', async ({
  page,
  stack,
}) => {
  const { tenantId, invoiceId } = await hasApproved(page, stack)
  const { control } = stack.simulator
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  control.payInvoice(tenantId, invoiceId, { amount: 40 })
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(documents).toContainText('Part paid')

  // How it stands there is seen where people look: at the hours, and with the client.
  await openFromMenu(page, 'Reports')
  await expect(page.getByRole('row', { name: /To be credited/ })).toContainText('Part paid')
  await expectAccessible(page)
  await openFromMenu(page, 'Administration', 'Clients')
  await page.getByRole('link', { name: 'Bakery Lagrange', exact: true }).click()
  const ofClient = page.getByRole('region', { name: 'Invoices in Xero' })
  await expect(page.getByText('€60.00 due')).toBeVisible()
  await expect(ofClient).toContainText('Part paid')
  await expectAccessible(page)
  await ofClient.getByRole('link').first().click()

  await openCredit(page)
  const dialog = page.getByRole('dialog')
  await expectFact(dialog, 'Taken off the invoice', '€60.00')
  await expectFact(dialog, 'Left to the customer', '€40.00')
  await expect(dialog).toContainText('€40.00 stays as credit of the customer')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Credit in Xero' }).click()
  // Credited, it goes on to the invoice anew.
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await expectFact(dialog, 'Net', '€100.00')
  await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
  await expect(documents).toContainText('Awaiting payment')
  expect(control.creditNotes(tenantId)).toMatchObject([
    { Total: 100, RemainingCredit: 40, Allocations: [{ Amount: 60 }] },
  ])
  expect(control.invoices(tenantId)).toHaveLength(2)

  await openFromMenu(page, 'Finance', 'Xero exports')
  const exports = page.getByRole('region', { name: 'Xero exports' })
  await exports.getByRole('row').last().getByRole('link').click()
  await expect(documents).toContainText('of €100.00, €60.00 taken off this invoice')
  await expect(documents).toContainText('1 item became open again')
  await expectAccessible(page)
  const [inXero] = await Promise.all([
    page.context().waitForEvent('page'),
    documents.getByRole('link', { name: 'View credit note in Xero' }).click(),
  ])
  await expect(inXero.getByRole('heading', { level: 1 })).toContainText('Credit note')
})

test('credit only leaves the work billed, and is not done twice', async ({ page, stack }) => {
  const { tenantId, documentId, ctx } = await hasApproved(page, stack)
  await openCredit(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Credit only' }).check()
  await dialog.getByRole('button', { name: 'Credit in Xero' }).click()
  await expect(dialog).toContainText('is in Xero')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  await expect(documents.getByRole('button', { name: /Bakery Lagrange.*Credited/ })).toBeVisible()
  await expect(documents).toContainText('€100.00 taken off this invoice')
  expect(stack.simulator.control.creditNotes(tenantId)).toHaveLength(1)

  await page.getByRole('button', { name: 'Actions for Bakery Lagrange' }).click()
  const again = page.getByRole('menuitem', { name: /Credit in Xero/ })
  await expect(again).toHaveAttribute('aria-disabled', 'true')
  await expect(again).toContainText('wrote a credit note over this invoice already')
  await expect(page.getByRole('menuitem', { name: 'Free what it bills' })).toBeEnabled()
  const billed = await ctx.db
    .selectFrom('billed_items')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('document_id', '=', documentId)
    .select('item_id')
    .execute()
  expect(billed).toHaveLength(1)
})

async function openCredit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Bakery Lagrange' }).click()
  await page.getByRole('menuitem', { name: 'Credit in Xero' }).click()
}

/** An hour of a new workspace on an approved invoice in Xero; the page shows its export. */
async function hasApproved(page: Page, stack: Stack) {
  const { ctx, has } = await signInNewcomer(page, stack)
  const { control } = stack.simulator
  const { id: tenantId, name } = control.organisations.create({
    name: `Credit ${ctx.workspaceId.slice(-6)} BV`,
  })
  await connectXero({ ctx, xero: stack.simulator }, { organisation: name })
  const client = await has.client({ name: 'Bakery Lagrange' })
  const project = await has.project({ clientId: client.id, hourlyRate: '100' })
  await has.timeEntry({ workedOn: today, projectId: project.id, notes: 'To be credited' })
  await openFromMenu(page, 'Reports')
  await page.getByRole('checkbox', { name: /To be credited/ }).check()
  await act(page, 'Export to Xero')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Authorised' }).check()
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByRole('button', { name: 'Send 1 invoice to Xero' }).click()
  const documents = page.getByRole('region', { name: 'Documents of this export' })
  await expect(documents).toContainText('Awaiting payment')
  const [invoice] = control.invoices(tenantId)
  const document = await ctx.db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', ctx.workspaceId)
    .select('id')
    .executeTakeFirstOrThrow()
  return {
    ctx,
    tenantId,
    invoiceId: String(invoice?.['InvoiceID']),
    documentId: document.id,
  }
}
