import { attachmentFields } from './attachments.ts'
import type { Call } from './call.ts'
import { contactJson, contactStubJson } from './contact-json.ts'
import { dayToMs, isoSeconds, msDate } from './dates.ts'
import { lineJson } from './invoice-json.ts'
import { centsAsNumber } from './money.ts'
import type { DocumentCredit, Invoice } from './records.ts'
import { dueCents, fullyPaidOn } from './settlement.ts'

const types = { ACCREC: 'ACCRECCREDIT', ACCPAY: 'ACCPAYCREDIT' } as const
export const creditNoteType = ({ type }: Invoice) => types[type]

/** A credit note as the API shows it. */
export function creditNoteJson(
  call: Call,
  creditNote: Invoice,
  form: 'unpaged' | 'paged' | 'single',
): Record<string, unknown> {
  const contact = call.organisation.contacts.get(creditNote.contactId)
  const appliedOn = fullyPaidOn(creditNote)
  return {
    CreditNoteID: creditNote.id,
    CreditNoteNumber: creditNote.number,
    Payments: [],
    ID: creditNote.id,
    ...attachmentFields(call, creditNote.id, form === 'single'),
    HasErrors: false,
    CurrencyRate: creditNote.currencyRateMicro / 1_000_000,
    Type: creditNoteType(creditNote),
    ...(creditNote.type === 'ACCREC' && { Reference: creditNote.reference }),
    SentToContact: creditNote.sentToContact,
    RemainingCredit: centsAsNumber(dueCents(creditNote)),
    Allocations: creditNote.credits.map((each) => allocationJson(call, each)),
    ...(contact && {
      Contact: form === 'unpaged' ? contactStubJson(contact) : contactJson(contact, 'single'),
    }),
    DateString: `${creditNote.date}T00:00:00`,
    Date: msDate(dayToMs(creditNote.date)),
    ...(creditNote.dueDate !== null && {
      DueDateString: `${creditNote.dueDate}T00:00:00`,
      DueDate: msDate(dayToMs(creditNote.dueDate)),
    }),
    ...(creditNote.brandingThemeId !== null && { BrandingThemeID: creditNote.brandingThemeId }),
    Status: creditNote.status,
    LineAmountTypes: creditNote.lineAmountTypes,
    LineItems: form === 'unpaged' ? [] : creditNote.lines.map((line) => lineJson(call, line)),
    SubTotal: centsAsNumber(creditNote.subTotalCents),
    TotalTax: centsAsNumber(creditNote.totalTaxCents),
    Total: centsAsNumber(creditNote.totalCents),
    UpdatedDateUTC: msDate(creditNote.updatedAt),
    UpdatedDateUTCString: isoSeconds(creditNote.updatedAt),
    CurrencyCode: creditNote.currencyCode,
    ...(appliedOn !== null && { FullyPaidOnDate: msDate(dayToMs(appliedOn)) }),
  }
}

export const allocationJson = (call: Call, allocation: DocumentCredit) => ({
  AllocationID: allocation.allocationId,
  Amount: centsAsNumber(allocation.cents),
  Date: msDate(dayToMs(allocation.allocatedOn)),
  Invoice: {
    InvoiceID: allocation.otherId,
    InvoiceNumber: call.organisation.invoices.get(allocation.otherId)?.number ?? '',
    Payments: [],
    CreditNotes: [],
    Prepayments: [],
    Overpayments: [],
    HasErrors: false,
    IsDiscounted: false,
    LineItems: [],
    ValidationErrors: [],
  },
})
