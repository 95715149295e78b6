import type { Call } from './call.ts'
import { contactStubJson } from './contact-json.ts'
import { dayToMs, isoSeconds, msDate } from './dates.ts'
import { invoiceJson } from './invoice-json.ts'
import { centsAsNumber } from './money.ts'
import type { Invoice, Payment } from './records.ts'

/** A payment as the API shows it; lists carry a stub of its invoice. */
export function paymentJson(call: Call, payment: Payment, form: 'list' | 'single') {
  const { organisation } = call
  const account = organisation.accounts.get(payment.accountId)
  const invoice = organisation.invoices.get(payment.documentId)
  return {
    PaymentID: payment.id,
    Date: msDate(dayToMs(payment.paidOn)),
    BankAmount: centsAsNumber(payment.cents),
    Amount: centsAsNumber(payment.cents),
    Reference: payment.reference,
    CurrencyRate: (invoice?.currencyRateMicro ?? 1_000_000) / 1_000_000,
    PaymentType: invoice?.type === 'ACCPAY' ? 'ACCPAYPAYMENT' : 'ACCRECPAYMENT',
    Status: payment.status,
    UpdatedDateUTC: msDate(payment.updatedAt),
    UpdatedDateUTCString: isoSeconds(payment.updatedAt),
    HasAccount: account !== undefined,
    IsReconciled: payment.isReconciled,
    ...(account && {
      Account: {
        AccountID: account.id,
        ...(account.code !== null && { Code: account.code }),
        ...(form === 'single' && { Name: account.name }),
      },
    }),
    ...(invoice && {
      Invoice:
        form === 'single' ? invoiceJson(call, invoice, 'single') : invoiceStub(call, invoice),
    }),
    HasValidationErrors: false,
  }
}

function invoiceStub(call: Call, invoice: Invoice) {
  const contact = call.organisation.contacts.get(invoice.contactId)
  return {
    Type: invoice.type,
    InvoiceID: invoice.id,
    InvoiceNumber: invoice.number,
    Payments: [],
    CreditNotes: [],
    Prepayments: [],
    Overpayments: [],
    HasErrors: false,
    IsDiscounted: false,
    ...(contact && { Contact: contactStubJson(contact) }),
    LineItems: [],
    CurrencyCode: invoice.currencyCode,
  }
}
