import { findClient } from '#db/clients.ts'
import type { Database } from '#db/database.ts'
import { getInvoiceDetails } from '#db/email-templates.ts'
import { type Invoice, listInvoiceLines } from '#db/invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { sumMinor } from '#domain/money.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import type { InvoiceDocument } from '../ports/printer.ts'

/** An own invoice as it is printed, in the language of its client. */
export async function invoiceDocumentOf(
  { workspaceId }: Pick<Context, 'workspaceId'>,
  db: Database,
  invoice: Invoice,
): Promise<InvoiceDocument> {
  const { id: invoiceId, clientId, number, creditsId, creditsNumber } = invoice
  const workspace = await getWorkspace(db, { workspaceId })
  const client = await findClient(db, { workspaceId, clientId })
  assert(client, 'an invoice has a client')
  const lines = await listInvoiceLines(db, { workspaceId, invoiceId })
  const details = await getInvoiceDetails(db, { workspaceId })
  const { issuedOn, dueOn, reference, currency, subtotalMinor, totalMinor } = invoice
  const byPercentage = Map.groupBy(lines, (line) => line.vatPercentage)
  return {
    formats: { ...workspace, language: client.language ?? workspace.language },
    workspaceName: workspace.name,
    senderLines: linesOf(details),
    clientName: client.name,
    clientLines: [...addressLines(client.invoiceAddress)],
    clientVatNumber: client.vatNumber,
    number,
    isCredit: creditsId !== null,
    creditsNumber,
    issuedOn,
    dueOn,
    reference,
    currency,
    lines,
    subtotalMinor,
    taxes: [...byPercentage].map(([percentage, taxed]) => ({
      percentage,
      minor: sumMinor(taxed.map((line) => line.taxMinor)),
    })),
    totalMinor,
  }
}

type Address = Partial<Record<string, string>>

function addressLines(address: Address): string[] {
  const { attentionTo, line1, line2, line3, line4, postalCode, city, region, country } = address
  const place = [postalCode, city].filter(Boolean).join('  ')
  return [attentionTo, line1, line2, line3, line4, place, region, country].flatMap(
    (line) => line || [],
  )
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || [])
}
