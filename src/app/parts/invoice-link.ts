import type { Transaction } from '#db/database.ts'
import { findInvoiceLink, insertInvoiceLink, type InvoiceLink } from '#db/invoice-links.ts'
import type { Invoice } from '#db/invoices.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { newLinkToken, readLinkToken } from '#lib/link-token.ts'
import type { Context } from '../context.ts'
import { invoiceEntry } from './audit-names.ts'
import { audit } from './audit.ts'

export type InvoiceLinkView = Omit<InvoiceLink, 'sealedToken'> & { url: string }

export function viewInvoiceLink(
  { url, sealer }: Pick<Context, 'url' | 'sealer'>,
  { sealedToken, ...link }: InvoiceLink,
): InvoiceLinkView {
  return { ...link, url: `${url}/i/${sealer.open(sealedToken)}` }
}

/** The link of a final invoice that works; made if there is none. The invoice is locked. */
export async function linkOf(
  ctx: Context,
  tx: Transaction,
  invoice: Invoice,
): Promise<InvoiceLinkView> {
  const { workspaceId, memberId } = ctx
  assert(invoice.state !== 'draft', 'nobody sees a draft')
  const key = { workspaceId, invoiceId: invoice.id }
  const known = await findInvoiceLink(tx, key)
  if (known) return viewInvoiceLink(ctx, known)
  const token = newLinkToken(workspaceId)
  const secretHash = readLinkToken(token)?.secretHash
  assert(secretHash, 'a new link can be read')
  await insertInvoiceLink(tx, {
    ...key,
    id: newId(),
    secretHash,
    sealedToken: ctx.sealer.seal(token),
    createdBy: memberId,
    createdAt: ctx.clock.now(),
  })
  await audit(ctx, tx, invoiceEntry('link_made', invoice))
  const made = await findInvoiceLink(tx, key)
  assert(made, 'it was just written')
  return viewInvoiceLink(ctx, made)
}
