import type { InvoiceDocument } from '#app/ports/printer.ts'
import { ibanInGroups } from '#domain/iban.ts'
import { lineNetMinor } from '#domain/money.ts'
import { shownMinor } from '#domain/vat-amounts.ts'
import { addressLines } from '#domain/invoice-parties.ts'
import { createFormats, type Formats } from '#lib/formats.ts'
import { renderSVG } from 'uqr'
import { hoursText, isRounded, sumOfHours } from './billed-hours.ts'
import { breakable } from './typeset-table.ts'
import { printedWords, type PrintedWords } from './words.ts'

type Fact = { label: string; value: string }

/** The data of templates/invoice.typ: every value a text, written as the workspace writes it. */
export function invoiceData(invoice: InvoiceDocument, picture: string | null): string {
  const formats = createFormats(invoice.formats)
  const words = printedWords(invoice.formats.language)
  const { sender, recipient } = invoice.parties
  const { layout, number, currency, pricesIncludeVat } = invoice
  const money = (minor: number) => formats.money(minor, null)
  return JSON.stringify({
    language: invoice.formats.language,
    pageWords: words.page,
    layout,
    accent: invoice.accentColor,
    picture,
    title: titleOf(invoice, words),
    number,
    // A PDF/A-3 with a file inside has a day; the invoice's own, so that it is the same each time.
    archivedOn: invoice.eInvoice === null ? null : invoice.issuedOn.split('-').map(Number),
    draft: number === null ? words.draft : null,
    sender: {
      name: breakable(sender.name),
      lines: addressLines(sender.address).map(breakable),
      contact: [sender.email, sender.phone, sender.website].filter(Boolean).map(breakable),
      facts: facts([
        [words.registration, sender.registrationNumber],
        [words.vatNumber, sender.vatNumber],
        [words.iban, ibanInGroups(sender.iban)],
        [words.bic, sender.bic],
      ]),
    },
    recipient: {
      name: breakable(recipient.name),
      lines: addressLines({ ...recipient.address, attentionTo: recipient.attentionTo }).map(
        breakable,
      ),
    },
    facts: facts([
      [words.number, number ?? words.draft],
      [words.issuedOn, formats.day(invoice.issuedOn)],
      [
        invoice.isEstimate ? words.validUntil : words.dueOn,
        invoice.credits ? '' : formats.day(invoice.dueOn),
      ],
      [words.credits, invoice.credits?.number ?? ''],
      [invoice.isEstimate ? words.subject : words.reference, invoice.reference],
      [words.clientNumber, recipient.number],
      [words.theirVat, recipient.vatNumber],
    ]),
    columns: columnsOf(invoice, words),
    lines: invoice.lines.map((line) => [
      breakable(
        [line.description, noteOf(line, { formats, words, pricesIncludeVat })]
          .filter(Boolean)
          .join('\n'),
      ),
      formats.quantity(line.quantity, 2),
      formats.quantity(line.unitPrice, 2),
      `${formats.quantity(line.vatPercentage)}%`,
      money(shownMinor(line, pricesIncludeVat)),
    ]),
    sums: [
      {
        label: pricesIncludeVat ? words.withoutVat : words.subtotal,
        value: money(invoice.subtotalMinor),
      },
      ...invoice.taxes.map(({ percentage, netMinor, taxMinor }) => ({
        label: filled(words.vatOn, {
          percentage: formats.quantity(percentage),
          amount: money(netMinor),
        }),
        value: money(taxMinor),
      })),
    ],
    total: {
      label: pricesIncludeVat ? words.totalWithVat : words.total,
      value: formats.money(invoice.totalMinor, currency),
    },
    remarks: invoice.remarks.map(breakable),
    payment: paymentOf(invoice, formats, words),
    footer: breakable(invoice.footer),
    hours: hoursOf(invoice, formats, words),
  })
}

function titleOf({ isEstimate, credits }: InvoiceDocument, words: PrintedWords): string {
  if (isEstimate) return words.estimate
  return credits ? words.creditInvoice : words.invoice
}

function columnsOf({ pricesIncludeVat }: InvoiceDocument, words: PrintedWords): string[] {
  const price = pricesIncludeVat ? words.priceWithVat : words.price
  const amount = pricesIncludeVat ? words.amountWithVat : words.amount
  return [words.description, words.quantity, price, words.vat, amount]
}

/** What a line says of its discount, or of what it is a percentage. */
function noteOf(
  line: InvoiceDocument['lines'][number],
  how: { formats: Formats; words: PrintedWords; pricesIncludeVat: boolean },
) {
  const { formats, words, pricesIncludeVat } = how
  const { discountPercentage = '0', adjustment, quantity, unitPrice } = line
  const amountMinor = shownMinor(line, pricesIncludeVat)
  const percentage = (text: string) => formats.quantity(text.replace('-', ''))
  if (adjustment) return filled(words.ofAbove, { percentage: percentage(adjustment.percentage) })
  if (Number(discountPercentage) === 0) return ''
  return filled(words.discount, {
    percentage: percentage(discountPercentage),
    amount: formats.money(amountMinor - lineNetMinor(quantity, unitPrice), null),
  })
}

function facts(pairs: [string, string][]): Fact[] {
  return pairs
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label, value: breakable(value) }))
}

/** How to pay; null for an estimate, a credit and what comes to nothing. */
function paymentOf(invoice: InvoiceDocument, formats: Formats, words: PrintedWords) {
  const { totalMinor, currency, number, paymentCode, paymentTerms } = invoice
  const { iban, bic, name } = invoice.parties.sender
  if (invoice.isEstimate || totalMinor <= 0) return null
  const amount = formats.money(totalMinor, currency)
  const day = formats.day(invoice.dueOn)
  return {
    title: words.payment,
    text:
      paymentTerms === ''
        ? filled(words.payBy, { amount, day, number: number ?? '–' })
        : filled(paymentTerms, { amount, day, number: number ?? '–' }),
    facts:
      iban === ''
        ? []
        : facts([
            [words.iban, ibanInGroups(iban)],
            [words.bic, bic],
            [words.accountName, name],
          ]),
    code: paymentCode === null ? null : renderSVG(paymentCode, { border: 0, ecc: 'M' }),
    scan: words.scan,
  }
}

function hoursOf(invoice: InvoiceDocument, formats: Formats, words: PrintedWords) {
  const { hours, number } = invoice
  if (hours.length === 0) return null
  const write = formats.duration
  const hoursWord = isRounded(hours) ? words.hoursWorked : words.hours
  return {
    title: filled(words.hoursOf, { number: number ?? words.draft }),
    columns: [words.day, words.person, words.task, words.notes, hoursWord],
    projects: hours.map((project) => ({
      name: breakable(project.code ? `${project.code} ${project.name}` : project.name),
      total: hoursText(sumOfHours([project]), write),
      rows: project.entries.map((entry) => [
        formats.day(entry.day),
        breakable(entry.memberName),
        breakable(entry.taskName ?? ''),
        breakable(entry.notes),
        hoursText(entry, write),
      ]),
    })),
    total: { label: words.total, value: hoursText(sumOfHours(hours), write) },
  }
}

function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (given, name: string) => values[name] ?? given)
}
