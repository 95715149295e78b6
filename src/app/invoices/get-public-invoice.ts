import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { invoicePaper } from '#app/parts/invoice-paper.ts'
import { today } from '#app/parts/today.ts'
import type { InvoiceDocument } from '#app/ports/printer.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'
import { addressLines } from '#domain/invoice-parties.ts'
import { paymentCode } from '#domain/payment-code.ts'
import { paymentStanding, type Standing } from '#domain/payments.ts'
import { type Language, languageOf } from '#lib/languages.ts'

export type PublicInvoice = Standing &
  Pick<
    InvoiceDocument,
    | 'issuedOn'
    | 'dueOn'
    | 'reference'
    | 'currency'
    | 'lines'
    | 'pricesIncludeVat'
    | 'subtotalMinor'
    | 'taxes'
    | 'totalMinor'
    | 'remarks'
    | 'paymentTerms'
    | 'footer'
  > & {
    language: Language
    number: string
    /** The number of the invoice that this one credits. */
    creditsNumber: string | null
    seller: Record<
      'name' | 'registrationNumber' | 'vatNumber' | 'iban' | 'bic' | 'email' | 'phone' | 'website',
      string
    > & { address: string[] }
    client: Record<'name' | 'number' | 'vatNumber', string> & { address: string[] }
    creditedMinor: number
    paidMinor: number
    /** What a QR code says so that a bank's app fills in what is due. */
    paymentCode: string | null
    hasEInvoice: boolean
  }

/** How its page looks, as the letterhead has it. */
export type PublicLook = Pick<InvoiceDocument, 'formats' | 'accentColor' | 'logo'>

/** A final invoice as whoever has its link sees it: as on paper, and how it stands now. */
export async function getPublicInvoice(
  ctx: Context,
  { invoiceId }: { invoiceId: string },
): Promise<{ invoice: PublicInvoice; look: PublicLook }> {
  allow(ctx, 'invoices:read')
  const { workspaceId, db } = ctx
  const found = await findInvoice(db, { workspaceId, invoiceId })
  if (!found || found.number === null) refuse('invoice_link_not_found')
  const { number, creditedMinor, paidMinor } = found
  const { parties, formats, accentColor, logo, eInvoice, ...paper } = await invoicePaper(ctx, found)
  const standing = paymentStanding(found, await today(ctx, db))
  const { sender, recipient } = parties
  const transfer = { ...sender, currency: paper.currency, amountMinor: standing.dueMinor }
  const code = paper.paymentCode === null ? undefined : paymentCode({ ...transfer, text: number })
  const invoice = {
    ...paper,
    ...standing,
    language: languageOf(formats.language) ?? 'en',
    number,
    creditsNumber: paper.credits?.number ?? null,
    seller: { ...sender, address: addressLines(sender.address) },
    client: {
      ...recipient,
      address: addressLines({ ...recipient.address, attentionTo: recipient.attentionTo }),
    },
    creditedMinor,
    paidMinor,
    paymentCode: code ?? null,
    hasEInvoice: eInvoice !== null,
  }
  return { invoice, look: { formats, accentColor, logo } }
}
