import type { InvoiceParties } from '#domain/invoice-parties.ts'
import type { LetterheadLayout } from '#domain/letterhead.ts'
import type { FormatSettings } from '#lib/formats.ts'

/** Makes PDF documents: plain data in, bytes out. Texts are printed as they are; nothing in them is markup. */
export type Printer = {
  report(document: ReportDocument): Promise<Uint8Array>
  timesheet(document: TimesheetDocument): Promise<Uint8Array>
  invoice(document: InvoiceDocument): Promise<Uint8Array>
  /** Whether a picture can be printed: it may begin as one and be none. */
  shows(picture: Picture): Promise<boolean>
}

export type Picture = { content: Uint8Array; mediaType: 'image/png' | 'image/jpeg' }

/** What an invoice asks for, and of whom. Amounts in minor units of `currency`, quantities and prices as decimals. */
export type InvoiceDocument = {
  /** An estimate: it is not to be paid, and `dueOn` is the last day on which it counts. */
  isEstimate?: true
  /** Days and numbers as the workspace writes them, words in the language of who pays. */
  formats: FormatSettings
  layout: LetterheadLayout
  accentColor: string
  logo: Picture | null
  parties: InvoiceParties
  /** Null for a draft. */
  number: string | null
  /** The number of the invoice that this one credits; null for an invoice. */
  credits: { number: string } | null
  issuedOn: string
  dueOn: string
  reference: string
  currency: string
  lines: {
    description: string
    quantity: string
    unitPrice: string
    vatPercentage: string
    /** Taken off quantity × price. */
    discountPercentage?: string
    /** The percentage of the lines above that it is a part of, below zero a discount. */
    adjustment?: { percentage: string } | null
    netMinor: number
    taxMinor: number
  }[]
  /** Whether unit prices, and so the amounts of lines, have the VAT in them. */
  pricesIncludeVat: boolean
  subtotalMinor: number
  /** Tax by percentage, with what it is on. */
  taxes: { percentage: string; netMinor: number; taxMinor: number }[]
  totalMinor: number
  /** Said under the sums, such as why nothing is charged. */
  remarks: string[]
  paymentTerms: string
  footer: string
  /** What the QR code says; null for none. */
  paymentCode: string | null
  /** The invoice as UBL, which goes inside; null where something is missing for it. */
  eInvoice: { xml: string } | null
  /** The hours behind it, on pages of their own. */
  hours: TimesheetProject[]
}

/** What was worked for a client, day by day under each project, for the one who pays for it. */
export type TimesheetDocument = {
  /** The workspace's: days, numbers and durations look as in the application. */
  formats: FormatSettings
  workspaceName: string
  clientName: string
  /** What it belongs to, such as the number of an invoice. */
  reference?: string | null
  /** The first and last day; those of the entries where none is given. */
  period?: { from: string; to: string }
  projects: TimesheetProject[]
}

export type TimesheetProject = {
  name: string
  code?: string | null
  /** In the order they are printed. */
  entries: {
    day: string
    memberName: string
    taskName: string | null
    notes: string
    seconds: number
    /** Where other hours are billed than were worked. */
    workedSeconds?: number
  }[]
}

/** A table in sections, each with its own sums. */
export type ReportDocument = {
  formats: FormatSettings
  workspaceName: string
  title: string
  /** Said above the table: what it is about. */
  facts: { label: string; value: string }[]
  columns: ReportColumn[]
  sections: ReportSection[]
  /** A cell for each column, or null. */
  totals: PaperCell[] | null
}

export type ReportColumn = {
  label: string
  /** Numbers stand to the right, words take what room is left; prose takes more of it. */
  kind: 'number' | 'day' | 'short' | 'words' | 'prose'
}

export type ReportSection = {
  title: string | null
  /** Said of the section beside its title. */
  note?: string | null
  rows: PaperCell[][]
  totals: PaperCell[] | null
}

export type PaperCell =
  | string
  | { day: string }
  | { time: string }
  | { seconds: number }
  | { minor: number }
  | { decimal: string; decimals: number }
  | null

/** There was no printing. `busy` passes by itself; `missing` means that this machine has no typesetter. */
export class CannotPrint extends Error {
  readonly reason: 'busy' | 'missing' | 'too_slow'

  constructor(reason: CannotPrint['reason'], cause?: unknown) {
    super(`Cannot print: ${reason}`, { cause })
    this.reason = reason
  }
}
