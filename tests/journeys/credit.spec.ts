import { expect, type Page } from '@playwright/test'
import { connectXero } from '../support/connect-xero.ts'
import { expectAccessible } from '../support/axe.ts'
import type { Stack } from '../support/stack.ts'
import { act, openFromMenu, signInNewcomer, test, today } from './steps.ts'

test.use({ journey: { name: 'credit', options: { seed: 'none' } } })

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
  const document = await ctx.db
    .selectFrom('xero_documents')
    .where('workspace_id', '=', ctx.workspaceId)
    .select('id')
    .executeTakeFirstOrThrow()
  return { ctx, tenantId, documentId: document.id }
}
