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

const dates = (name: string, day: string | null) =>
  day === null ? {} : { [`${name}String`]: `${day}T00:00:00`, [name]: msDate(dayToMs(day)) }

/** An invoice as the API shows it. */
export function invoiceJson(call: Call, invoice: Invoice, form: InvoiceForm) {
  const contact = call.organisation.contacts.get(invoice.contactId)
  const isStub = form === 'unpaged' || form === 'summary'
  const paidOn = fullyPaidOn(invoice)
  return {
    Type: invoice.type,
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    ...(invoice.type === 'ACCREC' && { Reference: invoice.reference }),
    ...(form !== 'summary' && { Payments: paymentsJson(invoice) }),
    CreditNotes: creditsJson(call, invoice),
    Prepayments: [],
    Overpayments: [],
    AmountDue: centsAsNumber(dueCents(invoice)),
    AmountPaid: centsAsNumber(paidCents(invoice)),
    AmountCredited: centsAsNumber(creditedCents(invoice)),
    ...(invoice.url !== null && { Url: invoice.url }),
    SentToContact: invoice.sentToContact,
    CurrencyRate: invoice.currencyRateMicro / 1_000_000,
    HasErrors: false,
    IsDiscounted: invoice.totalDiscountCents !== 0,
    ...(form !== 'summary' && attachmentFields(call, invoice.id, form === 'single')),
    ...(contact && {
      Contact: isStub ? contactStubJson(contact) : contactJson(contact, 'single'),
    }),
    ...dates('Date', invoice.date),
    ...dates('DueDate', invoice.dueDate),
    ...dates('ExpectedPaymentDate', invoice.expectedPaymentDate),
    ...dates('PlannedPaymentDate', invoice.plannedPaymentDate),
    ...(invoice.brandingThemeId !== null && { BrandingThemeID: invoice.brandingThemeId }),
    Status: invoice.status,
    LineAmountTypes: invoice.lineAmountTypes,
    ...(form !== 'summary' && {
      LineItems: isStub ? [] : invoice.lines.map((line) => lineJson(call, line)),
    }),
    SubTotal: centsAsNumber(invoice.subTotalCents),
    TotalTax: centsAsNumber(invoice.totalTaxCents),
    Total: centsAsNumber(invoice.totalCents),
    ...(invoice.totalDiscountCents !== 0 && {
      TotalDiscount: centsAsNumber(invoice.totalDiscountCents),
    }),
    UpdatedDateUTC: msDate(invoice.updatedAt),
    UpdatedDateUTCString: isoSeconds(invoice.updatedAt),
    CurrencyCode: invoice.currencyCode,
    ...(paidOn !== null && { FullyPaidOnDate: msDate(dayToMs(paidOn)) }),
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
    ...(line.itemCode !== null && { ItemCode: line.itemCode }),
    ...(line.description !== null && { Description: line.description }),
    ...(line.unitAmountFine !== null && {
      UnitAmount: unitAmountJson(line.unitAmountFine, call.unitDecimals),
    }),
    ...(line.taxType !== null && { TaxType: line.taxType }),
    TaxAmount: centsAsNumber(line.taxCents),
    LineAmount: centsAsNumber(line.lineCents),
    ...(account?.code && { AccountCode: account.code }),
    ...(account && { AccountID: account.id }),
    ...(item && {
      Item: {
        ItemID: item.id,
        ...(item.name !== null && { Name: item.name }),
        Code: item.code,
      },
    }),
    Tracking: trackingJson(organisation, line.tracking),
    ...(line.quantityFine !== null && { Quantity: fineAsNumber(line.quantityFine) }),
    ...(line.discountRateFine !== null && { DiscountRate: fineAsNumber(line.discountRateFine) }),
    ...(line.discountCents !== null && { DiscountAmount: centsAsNumber(line.discountCents) }),
    LineItemID: line.id,
    ValidationErrors: [],
  }
}
