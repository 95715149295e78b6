import type { CreditAllocation, NewCreditNote } from '#app/ports/accounting.ts'
import { toXeroLine } from './to-xero-invoice.ts'
import type { Wire } from './wire-values.ts'

export const lineAmountTypes = {
  exclusive: 'Exclusive',
  inclusive: 'Inclusive',
  none: 'NoTax',
} as const

/** Approved at once: a draft takes nothing off an invoice. As with invoices, Xero computes the totals. */
export function toXeroCreditNote(creditNote: NewCreditNote): Wire {
  return {
    Type: 'ACCRECCREDIT',
    Contact: { ContactID: creditNote.contactId },
    Reference: creditNote.reference,
    Date: creditNote.issuedOn,
    CurrencyCode: creditNote.currency,
    Status: 'AUTHORISED',
    LineAmountTypes: lineAmountTypes[creditNote.taxMode],
    LineItems: creditNote.lines.map((line) =>
      toXeroLine({ ...line, lineId: null, discountRate: null }),
    ),
  }
}

export function toXeroAllocation({
  invoiceId,
  amountMinor,
  allocatedOn,
}: Omit<CreditAllocation, 'creditNoteId'> & { allocatedOn: string }): Wire {
  return {
    Amount: amountMinor / 100,
    Date: allocatedOn,
    Invoice: { InvoiceID: invoiceId },
  }
}
