import type { XeroDocument } from '#db/xero-documents.ts'
import { minorToDecimal } from '#domain/money.ts'
import { contentHash } from '#lib/content-hash.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { refuse } from '../refuse.ts'
import type { CreditLine, InvoiceNow, InvoiceNowLine, TaxMode } from '../ports/accounting.ts'

export type PlannedCredit = {
  issuedOn: string
  taxMode: TaxMode
  lines: CreditLine[]
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  /** What of it is taken off the invoice: no more than is due on it. */
  allocatedMinor: number
  /** What stays as credit of the customer, since it was paid. */
  leftMinor: number
  hash: string
}

/** A credit note over the whole of an invoice, line by line as Xero has it at this moment. */
export function planCredit(
  document: Pick<XeroDocument, 'issuedOn'>,
  { invoice, timeZone, now }: { invoice: InvoiceNow; timeZone: string; now: Date },
): PlannedCredit {
  const { taxMode, subtotalMinor, taxMinor, totalMinor, dueMinor } = invoice
  if (totalMinor <= 0) refuse('nothing_to_credit')
  const today = dayIn(timeZone, now)
  // No credit note is older than its invoice.
  const issuedOn = document.issuedOn > today ? document.issuedOn : today
  const lines = creditLines(invoice)
  const allocatedMinor = Math.min(totalMinor, dueMinor)
  const leftMinor = totalMinor - allocatedMinor
  const amounts = { subtotalMinor, taxMinor, totalMinor, allocatedMinor, leftMinor }
  const hash = contentHash([issuedOn, taxMode, lines, amounts])
  return { issuedOn, taxMode, lines, ...amounts, hash }
}

/** The lines of an invoice as those of a credit note over all of it. */
export function creditLines({
  lines,
  taxMode,
}: Pick<InvoiceNow, 'lines' | 'taxMode'>): CreditLine[] {
  return lines.map((line) => {
    const { description, itemCode, accountCode, taxType, tracking } = line
    return { description, ...priceOf(line, taxMode), itemCode, accountCode, taxType, tracking }
  })
}

// Credit notes have no discounts: such a line is credited by what it comes to.
function priceOf(
  { quantity, unitPrice, discountRate, netMinor, taxMinor }: InvoiceNowLine,
  taxMode: TaxMode,
): Pick<CreditLine, 'quantity' | 'unitPrice'> {
  if (discountRate === null || Number(discountRate) === 0) return { quantity, unitPrice }
  const amountMinor = taxMode === 'inclusive' ? netMinor + taxMinor : netMinor
  return { quantity: '1.00', unitPrice: minorToDecimal(amountMinor) }
}
