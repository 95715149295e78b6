import { day, money, price, quantity } from './ledger-format.ts'
import { pdfFrom, type PdfText } from './pdf.ts'
import type { Invoice, Organisation } from './records.ts'
import { dueCents } from './settlement.ts'

const linesOnPage = 28
const columns = { quantity: 350, price: 430, amount: 539 }

/** An invoice or a credit note as a PDF. */
export function documentPdf(
  organisation: Organisation,
  invoice: Invoice,
  kind: 'Invoice' | 'Credit note',
): Buffer {
  const title = `${kind} ${invoice.number}`.trim()
  const pageCount = Math.max(1, Math.ceil(invoice.lines.length / linesOnPage))
  const pages = Array.from({ length: pageCount }, (_, index) => {
    const lines = invoice.lines.slice(index * linesOnPage, (index + 1) * linesOnPage)
    const isLast = index === pageCount - 1
    const start = 240
    return [
      ...headTexts(organisation, invoice, title),
      ...lines.flatMap((line, position) => lineTexts(line, start + position * 18)),
      ...(isLast ? totalTexts(invoice, start + lines.length * 18 + 14) : []),
      { text: `${title} · page ${index + 1} of ${pageCount}`, y: 806, size: 8 },
    ]
  })
  return pdfFrom(title, pages)
}

function headTexts(organisation: Organisation, invoice: Invoice, title: string): PdfText[] {
  const contact = organisation.contacts.get(invoice.contactId)
  const dates = [
    `Date ${day(invoice.date)}`,
    ...(invoice.dueDate ? [`Due ${day(invoice.dueDate)}`] : []),
    ...(invoice.reference ? [`Reference ${invoice.reference}`] : []),
  ]
  return [
    { text: title, y: 80, size: 20, isBold: true },
    { text: organisation.profile.legalName, y: 104 },
    { text: contact?.name ?? '', y: 140, size: 12, isBold: true },
    ...dates.map((text, index) => ({ text, y: 160 + index * 14 })),
    { text: 'Description', y: 222, size: 9, isBold: true },
    { text: 'Quantity', y: 222, right: columns.quantity, size: 9 },
    { text: 'Price', y: 222, right: columns.price, size: 9 },
    { text: `Amount ${invoice.currencyCode}`, y: 222, right: columns.amount, size: 9 },
  ]
}

const longestDescription = 48

function lineTexts(line: Invoice['lines'][number], y: number): PdfText[] {
  const whole = (line.description ?? '').replaceAll(/\s+/g, ' ')
  const text =
    whole.length > longestDescription ? `${whole.slice(0, longestDescription - 1)}…` : whole
  const figures: PdfText[] = [{ text: money(line.lineCents), y, right: columns.amount }]
  if (line.quantityFine !== null) {
    figures.push({ text: quantity(line.quantityFine), y, right: columns.quantity })
  }
  if (line.unitAmountFine !== null) {
    figures.push({ text: price(line.unitAmountFine), y, right: columns.price })
  }
  return [{ text, y }, ...figures]
}

function totalTexts(invoice: Invoice, y: number): PdfText[] {
  const rows: [string, number][] = [
    ['Subtotal', invoice.subTotalCents],
    ['Tax', invoice.totalTaxCents],
    ['Total', invoice.totalCents],
    ...(dueCents(invoice) === invoice.totalCents
      ? []
      : [['Due', dueCents(invoice)] as [string, number]]),
  ]
  return rows.flatMap(([name, cents], index) => [
    { text: name, y: y + index * 16, x: 360, isBold: name === 'Total' },
    { text: money(cents), y: y + index * 16, right: columns.amount },
  ])
}
