import { attachmentFields } from './attachments.ts'
import type { Call } from './call.ts'
import { contactJson, contactStubJson } from './contact-json.ts'
import { dayToMs, isoSeconds, msDate } from './dates.ts'
import { itemByCode, unitAmountJson } from './items.ts'
import { centsAsNumber, fineAsNumber } from './money.ts'
import type { Invoice, InvoiceLine } from './records.ts'
import { creditedCents, dueCents, fullyPaidOn, paidCents } from './settlement.ts'
import { trackingJson } from './tracking.ts'

/** How much of an invoice an answer shows. */
export type InvoiceForm = 'unpaged' | 'paged' | 'single' | 'summary'

const midnight = (day: string | null) => (day === null ? undefined : `${day}T00:00:00`)
const dateOf = (day: string | null) => (day === null ? undefined : msDate(dayToMs(day)))

/** An invoice as the API shows it; what is undefined is left out. */
export function invoiceJson(
  call: Call,
  invoice: Invoice,
  form: InvoiceForm,
): Record<string, unknown> {
  const contact = call.organisation.contacts.get(invoice.contactId)
  const isStub = form === 'unpaged' || form === 'summary'
  const isSummary = form === 'summary'
  const files = isSummary ? null : attachmentFields(call, invoice.id, form === 'single')
  return {
    Type: invoice.type,
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    Reference: invoice.type === 'ACCREC' ? invoice.reference : undefined,
    Payments: isSummary ? undefined : paymentsJson(invoice),
    CreditNotes: creditsJson(call, invoice),
    Prepayments: [],
    Overpayments: [],
    AmountDue: centsAsNumber(dueCents(invoice)),
    AmountPaid: centsAsNumber(paidCents(invoice)),
    AmountCredited: centsAsNumber(creditedCents(invoice)),
    Url: invoice.url ?? undefined,
    SentToContact: invoice.sentToContact,
    CurrencyRate: invoice.currencyRateMicro / 1_000_000,
    HasErrors: false,
    IsDiscounted: invoice.totalDiscountCents !== 0,
    HasAttachments: files?.HasAttachments,
    Attachments: files?.Attachments,
    Contact: contact && (isStub ? contactStubJson(contact) : contactJson(contact, 'single')),
    DateString: midnight(invoice.date),
    Date: dateOf(invoice.date),
    DueDateString: midnight(invoice.dueDate),
    DueDate: dateOf(invoice.dueDate),
    ExpectedPaymentDateString: midnight(invoice.expectedPaymentDate),
    ExpectedPaymentDate: dateOf(invoice.expectedPaymentDate),
    PlannedPaymentDateString: midnight(invoice.plannedPaymentDate),
    PlannedPaymentDate: dateOf(invoice.plannedPaymentDate),
    BrandingThemeID: invoice.brandingThemeId ?? undefined,
    Status: invoice.status,
    LineAmountTypes: invoice.lineAmountTypes,
    LineItems: isSummary
      ? undefined
      : isStub
        ? []
        : invoice.lines.map((line) => lineJson(call, line)),
    SubTotal: centsAsNumber(invoice.subTotalCents),
    TotalTax: centsAsNumber(invoice.totalTaxCents),
    Total: centsAsNumber(invoice.totalCents),
    TotalDiscount:
      invoice.totalDiscountCents === 0 ? undefined : centsAsNumber(invoice.totalDiscountCents),
    UpdatedDateUTC: msDate(invoice.updatedAt),
    UpdatedDateUTCString: isoSeconds(invoice.updatedAt),
    CurrencyCode: invoice.currencyCode,
    FullyPaidOnDate: dateOf(fullyPaidOn(invoice)),
  }
}

const paymentsJson = (invoice: Invoice) =>
  invoice.payments.map((payment) => ({
    PaymentID: payment.id,
    Date: msDate(dayToMs(payment.paidOn)),
    Amount: centsAsNumber(payment.cents),
    Reference: payment.reference,
    CurrencyRate: invoice.currencyRateMicro / 1_000_000,
    HasAccount: false,
    HasValidationErrors: false,
  }))

const creditsJson = (call: Call, invoice: Invoice) =>
  invoice.credits.map((credit) => {
    const creditNote = call.organisation.creditNotes.get(credit.otherId)
    return {
      CreditNoteID: credit.otherId,
      CreditNoteNumber: creditNote?.number ?? '',
      ID: credit.otherId,
      HasErrors: false,
      AppliedAmount: centsAsNumber(credit.cents),
      ...(creditNote && {
        DateString: `${creditNote.date}T00:00:00`,
        Date: msDate(dayToMs(creditNote.date)),
        Total: centsAsNumber(creditNote.totalCents),
      }),
      LineItems: [],
    }
  })

export function lineJson(call: Call, line: InvoiceLine): Record<string, unknown> {
  const { organisation } = call
  const account = line.accountId ? organisation.accounts.get(line.accountId) : undefined
  const item = line.itemCode ? itemByCode(organisation, line.itemCode) : undefined
  return {
    ItemCode: line.itemCode ?? undefined,
    Description: line.description ?? undefined,
    UnitAmount:
      line.unitAmountFine === null
        ? undefined
        : unitAmountJson(line.unitAmountFine, call.unitDecimals),
    TaxType: line.taxType ?? undefined,
    TaxAmount: centsAsNumber(line.taxCents),
    LineAmount: centsAsNumber(line.lineCents),
    AccountCode: account?.code || undefined,
    AccountID: account?.id,
    Item: item && { ItemID: item.id, Name: item.name ?? undefined, Code: item.code },
    Tracking: trackingJson(organisation, line.tracking),
    Quantity: fineJson(line.quantityFine),
    DiscountRate: fineJson(line.discountRateFine),
    DiscountAmount: line.discountCents === null ? undefined : centsAsNumber(line.discountCents),
    LineItemID: line.id,
    ValidationErrors: [],
  }
}

const fineJson = (fine: number | null) => (fine === null ? undefined : fineAsNumber(fine))
