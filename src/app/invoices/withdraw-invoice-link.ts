import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { invoiceEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { hasInvoiceLink, setInvoiceLinkWithdrawn } from '#db/invoice-links.ts'
import { lockInvoice } from '#db/invoices.ts'
import { assert } from '#lib/assert.ts'

/** Ends a public link for good. Withdrawn twice, it is withdrawn once; a newer link of the invoice goes on working. */
export async function withdrawInvoiceLink(
  ctx: Context,
  { invoiceId, linkId }: { invoiceId: string; linkId: string },
): Promise<void> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId, clock } = ctx
  assert(memberId, 'a person asks')
  await inTransaction(ctx, async (tx) => {
    const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
    if (!invoice) refuse('invoice_not_found')
    if (!(await hasInvoiceLink(tx, { workspaceId, invoiceId, linkId }))) {
      refuse('invoice_link_not_found')
    }
    const by = { withdrawnBy: memberId, withdrawnAt: clock.now() }
    if (!(await setInvoiceLinkWithdrawn(tx, { workspaceId, linkId, ...by }))) return
    await audit(ctx, tx, invoiceEntry('link_withdrawn', invoice))
  })
}
