import {
  findInvoiceParties,
  type Invoice,
  type InvoiceLine,
  listInvoiceLines,
} from '#db/invoices.ts'
import { findLogo, getLetterhead } from '#db/letterheads.ts'
import { listHoursOfInvoice } from '#db/worked-hours.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { sumMinor } from '#domain/money.ts'
import { exemptionSentence } from '#domain/vat-exemption.ts'
import { eInvoiceWords } from '#domain/words/e-invoice-words.ts'
import type { Language } from '#lib/languages.ts'
import { paymentCode } from '#domain/payment-code.ts'
import type { Context } from '../context.ts'
import type { InvoiceDocument } from '../ports/printer.ts'
import { eInvoiceFile } from './e-invoice.ts'
import { invoiceLanguage } from './invoice-language.ts'
import { partiesNow } from './invoice-parties.ts'
import { timesheetProjects } from './timesheet-projects.ts'

/** An invoice as it is printed: a final one with the names and addresses it was made final with. */
export async function invoicePaper(ctx: Context, invoice: Invoice): Promise<InvoiceDocument> {
  const { db, workspaceId } = ctx
  const { id: invoiceId, clientId, number, currency, totalMinor } = invoice
  const workspace = await getWorkspace(db, { workspaceId })
  const letterhead = await getLetterhead(db, { workspaceId })
  const parties =
    (await findInvoiceParties(db, { workspaceId, invoiceId })) ??
    (await partiesNow(db, { workspaceId, clientId }))
  const lines = await listInvoiceLines(db, { workspaceId, invoiceId })
  const language = await invoiceLanguage(db, { workspaceId, invoice })
  const eInvoice = number === null ? null : await eInvoiceFile(ctx, db, invoice)
  const { name, iban, bic } = parties.sender
  const { layout, accentColor, paymentTerms, footer, showsPaymentCode, showsHours } = letterhead
  const transfer = { name, iban, bic, currency, amountMinor: totalMinor, text: number ?? '' }
  return {
    formats: { ...workspace, language },
    layout,
    accentColor,
    logo: (await findLogo(db, { workspaceId })) ?? null,
    parties,
    number,
    credits: invoice.creditsNumber === null ? null : { number: invoice.creditsNumber },
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    reference: invoice.reference,
    currency,
    lines,
    pricesIncludeVat: invoice.pricesIncludeVat,
    subtotalMinor: invoice.subtotalMinor,
    taxes: taxesOf(lines),
    totalMinor,
    remarks: remarksOf(lines, language),
    paymentTerms,
    footer,
    // A draft is not to be paid.
    paymentCode: (showsPaymentCode && number !== null && paymentCode(transfer)) || null,
    eInvoice: eInvoice && 'xml' in eInvoice ? eInvoice : null,
    hours: showsHours
      ? timesheetProjects(await listHoursOfInvoice(db, { workspaceId, invoiceId }))
      : [],
  }
}

/** Why nothing is charged, once for each reason. */
export function remarksOf(lines: readonly InvoiceLine[], language: Language): string[] {
  const { exemptions } = eInvoiceWords(language, '')
  const sentences = lines
    .filter((line) => Number(line.vatPercentage) === 0)
    .map((line) => exemptionSentence(line, exemptions))
  return [...new Set(sentences.filter(Boolean))]
}

/** Tax by percentage, the highest first: the sum of what each line was rounded to. */
export function taxesOf(
  lines: readonly Pick<InvoiceLine, 'vatPercentage' | 'netMinor' | 'taxMinor'>[],
): InvoiceDocument['taxes'] {
  return [...Map.groupBy(lines, (line) => line.vatPercentage)]
    .map(([percentage, each]) => ({
      percentage,
      netMinor: sumMinor(each.map((line) => line.netMinor)),
      taxMinor: sumMinor(each.map((line) => line.taxMinor)),
    }))
    .toSorted((one, other) => Number(other.percentage) - Number(one.percentage))
}
