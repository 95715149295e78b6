import { findClient } from '#db/clients.ts'
import type { Database } from '#db/database.ts'
import { getLetterhead } from '#db/letterheads.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { InvoiceParties } from '#domain/invoice-parties.ts'
import { assert } from '#lib/assert.ts'

/** Who an invoice to this client is from and to, as both are filled in now. */
export async function partiesNow(
  db: Database,
  { workspaceId, clientId }: { workspaceId: string; clientId: string },
): Promise<InvoiceParties> {
  const client = await findClient(db, { workspaceId, clientId })
  assert(client, 'an invoice has its client')
  const { invoiceAddress, visitingAddress, billingContact } = client
  const hasInvoiceAddress = Object.values(invoiceAddress).some((line) => Boolean(line))
  const postal = hasInvoiceAddress ? invoiceAddress : visitingAddress
  return {
    sender: await senderNow(db, { workspaceId }),
    recipient: {
      name: client.name,
      attentionTo: postal.attentionTo || (billingContact?.name ?? ''),
      address: postal,
      number: client.number ?? '',
      vatNumber: client.vatNumber ?? '',
      email: billingContact?.email || (client.email ?? ''),
      electronicAddress: client.electronicAddress ?? '',
      buyerReference: client.buyerReference ?? '',
    },
  }
}

/** Who invoices are from, as it is filled in now. */
export async function senderNow(
  db: Database,
  { workspaceId }: { workspaceId: string },
): Promise<InvoiceParties['sender']> {
  const letterhead = await getLetterhead(db, { workspaceId })
  const workspace = await getWorkspace(db, { workspaceId })
  const {
    address,
    registrationNumber,
    vatNumber,
    iban,
    bic,
    email,
    phone,
    website,
    electronicAddress,
  } = letterhead
  return {
    name: letterhead.legalName || workspace.name,
    address,
    registrationNumber,
    vatNumber,
    iban,
    bic,
    email,
    phone,
    website,
    electronicAddress,
  }
}
