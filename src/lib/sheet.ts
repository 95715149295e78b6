/** A cell of a table to download: text, a calendar day, a decimal number, or nothing. */
export type SheetCell = string | { day: string } | { decimal: string } | null

export type Sheet = {
  name: string
  columns: readonly string[]
  /** How a text file writes decimals; a point where nothing is said. */
  decimalSeparator?: string
  /** Read as they are written: a sheet may be longer than memory. */
  rows: AsyncIterable<readonly SheetCell[]>
}
