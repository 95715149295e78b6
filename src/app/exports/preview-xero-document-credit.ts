import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PlannedCredit } from '#app/parts/plan-credit.ts'
import { readForCredit } from '#app/parts/read-for-credit.ts'
import { without } from '#lib/without.ts'

export type CreditPreview = Omit<PlannedCredit, 'hash' | 'taxMode' | 'lines'> & {
  number: string | null
  currency: string
  paidMinor: number
  lines: {
    description: string
    quantity: string | null
    unitPrice: string | null
    netMinor: number
    taxMinor: number
    accountCode: string | null
    taxType: string | null
  }[]
  calls: number
  previewHash: string
}

/** The credit note over an invoice as it would be written, to the cent: Xero is read for it, and nothing is written. */
export async function previewXeroDocumentCredit(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<CreditPreview> {
  allow(ctx, 'xero:export')
  const { document, invoice, planned } = await readForCredit(ctx, documentId)
  const { number, paidMinor } = invoice
  return {
    ...without(planned, 'hash', 'taxMode'),
    number,
    currency: invoice.currency ?? document.currency,
    paidMinor,
    lines: planned.lines.map(({ description, quantity, unitPrice, accountCode, taxType }, at) => ({
      description,
      quantity,
      unitPrice,
      accountCode,
      taxType,
      netMinor: invoice.lines[at]?.netMinor ?? 0,
      taxMinor: invoice.lines[at]?.taxMinor ?? 0,
    })),
    // A look before it is promised, one before it is written, the credit note, taking it off the invoice, a look after it.
    calls: planned.allocatedMinor > 0 ? 5 : 4,
    previewHash: planned.hash,
  }
}
