import type { FormatSettings } from '#lib/formats.ts'

/** Makes PDF documents: plain data in, bytes out. Texts are printed as they are; nothing in them is markup. */
export type Printer = {
  report(document: ReportDocument): Promise<Uint8Array>
  timesheet(document: TimesheetDocument): Promise<Uint8Array>
  invoice(document: InvoiceDocument): Promise<Uint8Array>
}

/** What a client is asked to pay, or gets back. */
export type InvoiceDocument = {
  /** The workspace's, in the language of the client. */
  formats: FormatSettings
  workspaceName: string
  /** Under its name: address, VAT number, bank account. */
  senderLines: string[]
  clientName: string
  clientLines: string[]
  clientVatNumber: string | null
  /** Null of a draft. */
  number: string | null
  isCredit: boolean
  /** The invoice that it credits. */
  creditsNumber: string | null
  issuedOn: string
  dueOn: string
  reference: string
  currency: string
  lines: {
    description: string
    quantity: string
    unitPrice: string
    vatPercentage: string
    netMinor: number
  }[]
  subtotalMinor: number
  taxes: { percentage: string; minor: number }[]
  totalMinor: number
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
