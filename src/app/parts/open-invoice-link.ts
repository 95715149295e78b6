import { findLinkedInvoice, setInvoiceLinkOpened } from '#db/invoice-links.ts'
import { readLinkToken } from '#lib/link-token.ts'
import type { Context, Services } from '../context.ts'
import { refuse } from '../refuse.ts'

/**
 * Whom a public link stands for: nobody in particular, who reads this one invoice. What was withdrawn and what never was are
 * looked for and refused alike.
 */
export async function openInvoiceLink(
  services: Services,
  { linkToken, isNoted }: { linkToken: string; isNoted: boolean },
): Promise<{ ctx: Context; invoiceId: string }> {
  const { db, clock } = services
  const read = readLinkToken(linkToken)
  const found = read && (await findLinkedInvoice(db, read))
  if (!found) refuse('invoice_link_not_found')
  const { workspaceId } = read
  const { linkId, invoiceId } = found
  if (isNoted) await setInvoiceLinkOpened(db, { workspaceId, linkId, openedAt: clock.now() })
  const permissions = new Set(['invoices:read'] as const)
  return { ctx: { ...services, workspaceId, memberId: null, permissions }, invoiceId }
}
