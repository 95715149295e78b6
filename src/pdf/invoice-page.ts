import type { InvoiceDocument } from '#app/ports/printer.ts'
import { createFormats } from '#lib/formats.ts'
import { printedWords } from './words.ts'

/** The data of templates/invoice.typ: everything a text, written as the workspace writes it in the client's language. */
export function invoiceData(invoice: InvoiceDocument): string {
  const { formats: settings, workspaceName, clientName, number, currency } = invoice
  const words = printedWords(settings.language)
  const formats = createFormats(settings)
  const money = (minor: number) => formats.money(minor, currency)
  const title = invoice.isCredit ? words.creditInvoice : words.invoice
  const vatNumber = invoice.clientVatNumber
  const facts = [
    { label: words.number, value: number ?? words.draft },
    { label: words.day, value: formats.day(invoice.issuedOn) },
    { label: words.due, value: invoice.isCredit ? '' : formats.day(invoice.dueOn) },
    { label: words.reference, value: invoice.reference },
    { label: words.credits, value: invoice.creditsNumber ?? '' },
  ]
  const payment = words.payment
    .replace('{total}', money(invoice.totalMinor))
    .replace('{due}', formats.day(invoice.dueOn))
    .replace('{number}', number ?? '')
  return JSON.stringify({
    language: settings.language,
    documentTitle: `${title} ${number ?? words.draft}`,
    title,
    workspaceName,
    senderLines: invoice.senderLines,
    toLabel: words.to,
    clientName: clientName.toWellFormed(),
    clientLines: [
      ...invoice.clientLines,
      ...(vatNumber ? [`${words.vatNumber} ${vatNumber}`] : []),
    ],
    facts: facts.filter(({ value }) => value !== ''),
    columns: [words.description, words.quantity, words.price, words.vat, words.amount],
    rows: invoice.lines.map((line) => ({
      description: line.description.toWellFormed().split('\n'),
      cells: [
        formats.quantity(line.quantity),
        formats.quantity(line.unitPrice, 2),
        `${formats.quantity(line.vatPercentage)}%`,
        formats.money(line.netMinor, null),
      ],
    })),
    sums: [
      { label: words.subtotal, value: money(invoice.subtotalMinor) },
      ...invoice.taxes.map(({ percentage, minor }) => ({
        label: `${words.vat} ${formats.quantity(percentage)}%`,
        value: money(minor),
      })),
    ],
    total: { label: words.total, value: money(invoice.totalMinor) },
    note: number !== null && !invoice.isCredit && invoice.totalMinor > 0 ? payment : null,
    pageWords: words.page,
  })
}
