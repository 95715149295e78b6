import { releaseAllocations } from '#db/allocations.ts'
import type { Transaction } from '#db/database.ts'
import {
  type Invoice,
  keepExemptions,
  listLinesCreditedInFull,
  lockInvoice,
  setInvoiceFinalised,
  takeInvoiceNumber,
} from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { invoiceNumber, invoiceRefusal, invoiceSeries } from '#domain/invoice-state.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { invoiceEntry } from './audit-names.ts'
import { audit } from './audit.ts'
import { followPaymentsAnew } from './follow-payments.ts'
import { partiesNow } from './invoice-parties.ts'

/** Makes a draft final and gives it the next number of its series, which leaves no gaps. The invoice is locked. */
export async function finalise(ctx: Context, tx: Transaction, invoice: Invoice): Promise<Invoice> {
  const { workspaceId } = ctx
  const refusal = invoiceRefusal(invoice, 'finalise')
  if (refusal) refuse(refusal)

  const { invoicePrefix } = await getWorkspace(tx, { workspaceId })
  const series = invoiceSeries(invoicePrefix, invoice.issuedOn)
  const number = invoiceNumber(series, await takeInvoiceNumber(tx, { workspaceId, series }))
  const finalisedAt = ctx.clock.now()
  const { id: invoiceId, clientId } = invoice
  const parties = await partiesNow(tx, { workspaceId, clientId })
  await keepExemptions(tx, { workspaceId, invoiceId })
  await setInvoiceFinalised(tx, { workspaceId, invoiceId, number, finalisedAt, parties })
  if (invoice.creditsId !== null && invoice.freesItems) {
    await freeCredited(tx, { workspaceId, invoiceId: invoice.creditsId, createdAt: finalisedAt })
  }
  if (invoice.creditsId !== null)
    await followPaymentsAnew(ctx, tx, { invoiceId: invoice.creditsId })
  await audit(ctx, tx, invoiceEntry('finalised', { ...invoice, number }))
  return { ...invoice, state: 'finalised', number, finalisedAt }
}

/** The work behind lines that are credited in full can be billed again. */
async function freeCredited(
  tx: Transaction,
  credited: { workspaceId: string; invoiceId: string; createdAt: Date },
): Promise<void> {
  const { workspaceId, invoiceId, createdAt } = credited
  // Two parts of one line that become final at once would each find the other's a draft.
  await lockInvoice(tx, { workspaceId, invoiceId })
  const lineIds = await listLinesCreditedInFull(tx, { workspaceId, invoiceId })
  const documentKind = 'invoice'
  const documentId = invoiceId
  await releaseAllocations(tx, { workspaceId, documentKind, documentId, createdAt, lineIds })
}
