import type { Language } from '#lib/languages.ts'
import type { PaymentState } from '../payments.ts'

type Facts = { day: string; number: string; daysLate: number }

/** What the public page of an invoice says to who pays it. Days and amounts come as the workspace writes them. */
export type InvoicePageWords = {
  invoice: string
  creditInvoice: string
  from: string
  to: string
  number: string
  issuedOn: string
  dueOn: string
  credits: string
  reference: string
  clientNumber: string
  yourVat: string
  registration: string
  vatNumber: string
  lines: string
  description: string
  quantity: string
  price: string
  vat: string
  amount: string
  subtotal: string
  priceWithVat: string
  amountWithVat: string
  withoutVat: string
  totalWithVat: string
  vatOn(facts: { percentage: string; amount: string }): string
  total: string
  credited: string
  paid: string
  due: string
  toRefund: string
  states: Record<Exclude<PaymentState, 'draft'>, string>
  standing: Record<Exclude<PaymentState, 'draft'>, (facts: Facts) => string>
  payment: string
  payBy(facts: { amount: string; day: string; number: string }): string
  payNow(facts: { amount: string; number: string }): string
  iban: string
  bic: string
  accountName: string
  stating: string
  scan: string
  codeOf(number: string): string
  downloadPdf: string
  downloadUbl: string
  noLink: { title: string; text: string }
}

const english: InvoicePageWords = {
  invoice: 'Invoice',
  creditInvoice: 'Credit invoice',
  from: 'From',
  to: 'To',
  number: 'Number',
  issuedOn: 'Date',
  dueOn: 'Due date',
  credits: 'Credits',
  reference: 'Reference',
  clientNumber: 'Client number',
  yourVat: 'Your VAT number',
  registration: 'Company no.',
  vatNumber: 'VAT no.',
  lines: 'Lines',
  description: 'Description',
  quantity: 'Quantity',
  price: 'Price',
  vat: 'VAT',
  amount: 'Amount',
  subtotal: 'Subtotal',
  priceWithVat: 'Price incl. VAT',
  amountWithVat: 'Amount incl. VAT',
  withoutVat: 'Total excluding VAT',
  totalWithVat: 'Total including VAT',
  vatOn: ({ percentage, amount }) => `VAT ${percentage}% on ${amount}`,
  total: 'Total',
  credited: 'Credited',
  paid: 'Paid',
  due: 'Due',
  toRefund: 'To be refunded',
  states: {
    unpaid: 'To be paid',
    partly_paid: 'Partly paid',
    overdue: 'Overdue',
    paid: 'Paid',
    credited: 'Credited',
    to_refund: 'To be refunded',
    set_off: 'Credit',
  },
  standing: {
    unpaid: ({ day }) => `Due on ${day}`,
    partly_paid: ({ day }) => `What is left is due on ${day}`,
    overdue: ({ day, daysLate }) =>
      `Was due on ${day}, ${daysLate === 1 ? '1 day' : `${daysLate} days`} ago`,
    paid: () => 'Nothing is left to pay',
    credited: () => 'Nothing is left to pay',
    to_refund: () => 'More was paid than is due',
    set_off: ({ number }) => `Taken off invoice ${number}; there is nothing to pay`,
  },
  payment: 'How to pay',
  payBy: ({ amount, day, number }) => `Please pay ${amount} by ${day}, stating ${number}.`,
  payNow: ({ amount, number }) => `Please pay ${amount} now, stating ${number}.`,
  iban: 'IBAN',
  bic: 'BIC',
  accountName: 'Account of',
  stating: 'Reference',
  scan: 'Scan with the app of your bank',
  codeOf: (number) => `QR code to pay ${number} with`,
  downloadPdf: 'Download PDF',
  downloadUbl: 'Download UBL',
  noLink: {
    title: 'This link does not work',
    text: 'It was withdrawn, or a part of it is missing. Ask whoever sent it for a new one.',
  },
}

const dutch: InvoicePageWords = {
  invoice: 'Factuur',
  creditInvoice: 'Creditfactuur',
  from: 'Van',
  to: 'Aan',
  number: 'Nummer',
  issuedOn: 'Datum',
  dueOn: 'Vervaldatum',
  credits: 'Crediteert',
  reference: 'Kenmerk',
  clientNumber: 'Klantnummer',
  yourVat: 'Uw btw-nummer',
  registration: 'KvK',
  vatNumber: 'Btw-nr.',
  lines: 'Regels',
  description: 'Omschrijving',
  quantity: 'Aantal',
  price: 'Prijs',
  vat: 'Btw',
  amount: 'Bedrag',
  subtotal: 'Subtotaal',
  priceWithVat: 'Prijs incl. btw',
  amountWithVat: 'Bedrag incl. btw',
  withoutVat: 'Totaal exclusief btw',
  totalWithVat: 'Totaal inclusief btw',
  vatOn: ({ percentage, amount }) => `Btw ${percentage}% over ${amount}`,
  total: 'Totaal',
  credited: 'Gecrediteerd',
  paid: 'Betaald',
  due: 'Te betalen',
  toRefund: 'Terug te betalen',
  states: {
    unpaid: 'Te betalen',
    partly_paid: 'Deels betaald',
    overdue: 'Te laat',
    paid: 'Betaald',
    credited: 'Gecrediteerd',
    to_refund: 'Terug te betalen',
    set_off: 'Credit',
  },
  standing: {
    unpaid: ({ day }) => `Te betalen uiterlijk ${day}`,
    partly_paid: ({ day }) => `De rest uiterlijk ${day}`,
    overdue: ({ day, daysLate }) =>
      `Verviel op ${day}, ${daysLate === 1 ? '1 dag' : `${daysLate} dagen`} geleden`,
    paid: () => 'Er is niets meer te betalen',
    credited: () => 'Er is niets meer te betalen',
    to_refund: () => 'Er is meer betaald dan verschuldigd',
    set_off: ({ number }) => `Verrekend met factuur ${number}; er is niets te betalen`,
  },
  payment: 'Betalen',
  payBy: ({ amount, day, number }) =>
    `Betaal ${amount} uiterlijk ${day} onder vermelding van ${number}.`,
  payNow: ({ amount, number }) => `Betaal ${amount} nu, onder vermelding van ${number}.`,
  iban: 'IBAN',
  bic: 'BIC',
  accountName: 'Ten name van',
  stating: 'Omschrijving',
  scan: 'Scan met de app van de bank',
  codeOf: (number) => `QR-code om ${number} mee te betalen`,
  downloadPdf: 'PDF downloaden',
  downloadUbl: 'UBL downloaden',
  noLink: {
    title: 'Deze link werkt niet',
    text: 'De link is ingetrokken, of niet volledig overgenomen. Vraag de afzender om een nieuwe.',
  },
}

export const invoicePageWords: Record<Language, InvoicePageWords> = { en: english, nl: dutch }
