import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { estimateEntry, lockEstimateFor } from '#app/parts/estimate-rules.ts'
import { type EstimateView, viewEstimateIn } from '#app/parts/estimate-view.ts'
import { today } from '#app/parts/today.ts'
import { findClient } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { type Estimate, insertEstimateResult, listEstimateLines } from '#db/estimates.ts'
import { findInvoice, insertInvoice, insertInvoiceLines } from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addDays } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

/** Drafts the own invoice of an accepted estimate, line by line as it was accepted. A second time it answers what was made. */
export async function createInvoiceFromEstimate(
  ctx: Context,
  { estimateId }: { estimateId: string },
): Promise<EstimateView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const accepted = await lockEstimateFor(ctx, tx, { estimateId, action: 'create_invoice' })
    if (accepted.invoice) return await viewEstimateIn(ctx, tx, accepted)
    const invoiceId = await draft(ctx, tx, accepted)
    const madeAt = ctx.clock.now()
    await insertEstimateResult(tx, { workspaceId, estimateId, invoiceId, madeAt })
    const invoice = await findInvoice(tx, { workspaceId, invoiceId })
    assert(invoice, 'an invoice that was just made is there')
    const estimate = { ...accepted, invoice: { id: invoiceId, number: null } }
    const link = { before: { invoiceId: null }, after: { invoiceId } }
    const linked = { ...estimateEntry('changed', estimate), ...link }
    await audit(ctx, tx, [invoiceEntry('created', invoice), linked])
    return await viewEstimateIn(ctx, tx, estimate)
  })
}

/** The invoice is dated today, with the number of the estimate as its reference. */
async function draft(ctx: Context, tx: Transaction, estimate: Estimate): Promise<string> {
  const { workspaceId, memberId: createdBy } = ctx
  assert(createdBy, 'a person invoices')
  const { clientId, currency, subtotalMinor, taxMinor, totalMinor } = estimate
  const client = await findClient(tx, { workspaceId, clientId })
  assert(client, 'an estimate has its client')
  const workspace = await getWorkspace(tx, { workspaceId })
  const issuedOn = await today(ctx, tx)
  const dueOn = addDays(issuedOn, client.paymentTermDays ?? workspace.paymentTermDays)
  const id = newId()
  const amounts = { subtotalMinor, taxMinor, totalMinor }
  const reference = estimate.number ?? ''
  const dates = { issuedOn, dueOn, createdAt: ctx.clock.now() }
  const invoice = { id, clientId, reference, currency, ...dates, ...amounts }
  await insertInvoice(tx, { workspaceId, createdBy, invoice })
  const kept = await listEstimateLines(tx, { workspaceId, estimateId: estimate.id })
  const lines = kept.map((line) => ({ ...line, id: newId(), projectId: null, itemCode: null }))
  await insertInvoiceLines(tx, { workspaceId, invoiceId: id, lines })
  return id
}
