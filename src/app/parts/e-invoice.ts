import type { Database } from '#db/database.ts'
import {
  findInvoice,
  findInvoiceParties,
  type Invoice,
  listInvoiceLines,
  listLineUnits,
} from '#db/invoices.ts'
import { type EInvoiceFacts, eInvoiceOf, type Missing } from '#domain/e-invoice.ts'
import type { InvoiceParties } from '#domain/invoice-parties.ts'
import { ublOf } from '#domain/ubl.ts'
import { eInvoiceWords } from '#domain/words/e-invoice-words.ts'
import type { Context } from '../context.ts'
import { invoiceLanguage } from './invoice-language.ts'
import { partiesNow } from './invoice-parties.ts'

/** An invoice as UBL, or what it still needs. */
export async function eInvoiceFile(
  { workspaceId }: Pick<Context, 'workspaceId'>,
  db: Database,
  invoice: Invoice,
): Promise<{ xml: string } | { missing: Missing[] }> {
  const found = eInvoiceOf(await factsOf(db, { workspaceId, invoice }))
  if ('missing' in found) return found
  const language = await invoiceLanguage(db, { workspaceId, invoice })
  return { xml: ublOf(found.invoice, eInvoiceWords(language, invoice.creditsNumber ?? '')) }
}

async function factsOf(
  db: Database,
  { workspaceId, invoice }: { workspaceId: string; invoice: Invoice },
): Promise<EInvoiceFacts> {
  const { id: invoiceId, clientId, creditsId, creditsNumber } = invoice
  const now = await partiesNow(db, { workspaceId, clientId })
  const kept = await findInvoiceParties(db, { workspaceId, invoiceId })
  const units = await listLineUnits(db, { workspaceId, invoiceId })
  const lines = await listInvoiceLines(db, { workspaceId, invoiceId })
  const credited = creditsId && (await findInvoice(db, { workspaceId, invoiceId: creditsId }))
  return {
    ...invoice,
    credits: credited ? { number: creditsNumber ?? '', issuedOn: credited.issuedOn } : null,
    parties: kept ? withBlanksFilled(kept, now) : now,
    lines: lines.map((line) => ({ ...line, unit: unitNames[units.get(line.id) ?? 'other'] })),
  }
}

const unitNames = { time_entry: 'hour', mileage: 'kilometre', other: 'piece' } as const

/** What was kept stays; what was empty then may have been filled in since. */
function withBlanksFilled(kept: InvoiceParties, now: InvoiceParties): InvoiceParties {
  return {
    sender: { ...filled(kept.sender, now.sender), address: withCountry(kept.sender, now.sender) },
    recipient: {
      ...filled(kept.recipient, now.recipient),
      address: withCountry(kept.recipient, now.recipient),
    },
  }
}

function filled<Party extends object>(kept: Party, now: Party): Party {
  const said = Object.entries(kept).filter(([, value]) => value !== '')
  return { ...now, ...Object.fromEntries(said) }
}

type Addressed = Pick<InvoiceParties['sender'], 'address'>

function withCountry({ address: kept }: Addressed, { address: now }: Addressed) {
  if (Object.values(kept).every((line) => !line)) return now
  return { ...kept, country: kept.country || now.country }
}
