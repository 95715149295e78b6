import { assert } from '#lib/assert.ts'
import type { Tracking } from './line-mapping.ts'
import { sumMinor } from './money.ts'
import { noTax } from './tax-type.ts'

/** A line of a sales invoice, with the account and tax type that its revenue goes to. */
export type SoldLine = {
  description: string
  projectId: string | null
  netMinor: number
  taxMinor: number
  accountCode: string
  taxType: string
  /** Of each tracking category at most one option. */
  tracking: readonly Tracking[]
}

/** Debit positive, credit negative. The tax is what the accounting package adds to the line: amounts exclude it. */
export type JournalLine = SoldLine

/**
 * The sales transaction of an invoice: debtors for all of it, and a credit for each line, so that the tax is rounded
 * line by line as on the invoice. With the tax that is added the lines sum to zero.
 */
export function journalLines(sold: {
  lines: readonly SoldLine[]
  debtorsAccountCode: string
  description: string
}): JournalLine[] {
  const credits = sold.lines
    .filter((line) => line.netMinor !== 0 || line.taxMinor !== 0)
    .map((line) => ({ ...line, netMinor: 0 - line.netMinor, taxMinor: 0 - line.taxMinor }))
  const grossMinor = 0 - sumMinor(credits.flatMap((line) => [line.netMinor, line.taxMinor]))
  const debtors: JournalLine = {
    description: sold.description,
    projectId: null,
    netMinor: grossMinor,
    taxMinor: 0,
    accountCode: sold.debtorsAccountCode,
    taxType: noTax,
    tracking: [],
  }
  const lines = [debtors, ...credits]
  assert(balanceMinor(lines) === 0, 'a journal sums to zero')
  return lines
}

/** The lines that take a journal back: debit and credit the other way round. */
export function reversedLines<Line extends { netMinor: number; taxMinor: number }>(
  lines: readonly Line[],
): Line[] {
  const reversed = lines.map((line) => ({
    ...line,
    netMinor: 0 - line.netMinor,
    taxMinor: 0 - line.taxMinor,
  }))
  assert(
    balanceMinor(reversed) === 0,
    'what takes a journal back sums to zero, as the journal does',
  )
  return reversed
}

/** What is left over when all lines and their tax are added; zero for a journal that can be posted. */
export function balanceMinor(lines: readonly { netMinor: number; taxMinor: number }[]): number {
  return sumMinor(lines.flatMap((line) => [line.netMinor, line.taxMinor]))
}
