import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { partiesNow } from '#app/parts/invoice-parties.ts'
import { type InvoiceView, viewInvoiceIn } from '#app/parts/invoice-view.ts'
import { refuse } from '#app/refuse.ts'
import { releaseAllocations } from '#db/allocations.ts'
import type { Transaction } from '#db/database.ts'
import {
  keepExemptions,
  listLinesCreditedInFull,
  lockInvoice,
  setInvoiceFinalised,
  takeInvoiceNumber,
} from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { invoiceNumber, invoiceRefusal, invoiceSeries } from '#domain/invoice-state.ts'

/** Makes a draft final and gives it the next number of its series, which leaves no gaps. */
export async function finaliseInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<InvoiceView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    const refusal = invoiceRefusal(invoice, 'finalise')
    if (refusal) refuse(refusal)

    const { invoicePrefix } = await getWorkspace(tx, { workspaceId })
    const series = invoiceSeries(invoicePrefix, invoice.issuedOn)
    const number = invoiceNumber(series, await takeInvoiceNumber(tx, { workspaceId, series }))
    const finalisedAt = ctx.clock.now()
    const { clientId } = invoice
    const parties = await partiesNow(tx, { workspaceId, clientId })
    await keepExemptions(tx, { workspaceId, invoiceId })
    await setInvoiceFinalised(tx, { workspaceId, invoiceId, number, finalisedAt, parties })
    if (invoice.creditsId !== null && invoice.freesItems) {
      await freeCredited(tx, { workspaceId, invoiceId: invoice.creditsId, createdAt: finalisedAt })
    }
    await audit(ctx, tx, invoiceEntry('finalised', { ...invoice, number }))
    return await viewInvoiceIn(ctx, tx, { ...invoice, state: 'finalised', number, finalisedAt })
  })
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
