import type { Collection } from './collection.ts'

// What an organisation holds. Days are YYYY-MM-DD, moments are milliseconds since 1970, amounts
// are whole cents; `…Fine` counts ten-thousandths (quantities, unit prices, percentages).

export interface Account {
  readonly id: string
  readonly updatedAt: number
  readonly code: string | null
  readonly name: string
  readonly type: string
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'DELETED'
  readonly taxType: string
  readonly description: string | null
  readonly systemAccount: string | null
  readonly enablePayments: boolean
  readonly showInExpenseClaims: boolean
  readonly bankAccountNumber: string | null
  readonly bankAccountType: string | null
  readonly currencyCode: string | null
  readonly reportingCode: string | null
  readonly reportingCodeName: string | null
}

export interface ItemSide {
  readonly unitPriceFine: number | null
  readonly accountCode: string | null
  readonly taxType: string | null
}

export interface Item {
  readonly id: string
  readonly updatedAt: number
  readonly code: string
  readonly name: string | null
  readonly description: string | null
  readonly purchaseDescription: string | null
  readonly isSold: boolean
  readonly isPurchased: boolean
  readonly sales: ItemSide
  readonly purchase: ItemSide
}

export interface TaxRate {
  readonly taxType: string
  readonly name: string
  readonly reportTaxType: string
  readonly status: 'ACTIVE' | 'DELETED' | 'ARCHIVED' | 'PENDING'
  readonly components: readonly { name: string; rateFine: number }[]
  /** Which classes of account the rate may be used with. */
  readonly appliesTo: readonly AccountClass[]
}

export type AccountClass = 'ASSET' | 'EQUITY' | 'EXPENSE' | 'LIABILITY' | 'REVENUE'

export interface TrackingOption {
  readonly id: string
  readonly name: string
  readonly status: 'ACTIVE' | 'ARCHIVED'
}

export interface TrackingCategory {
  readonly id: string
  readonly updatedAt: number
  readonly name: string
  readonly status: 'ACTIVE' | 'ARCHIVED'
  readonly options: readonly TrackingOption[]
}

export interface Currency {
  readonly code: string
  readonly description: string
}

export interface Address {
  readonly type: string
  readonly line1?: string
  readonly line2?: string
  readonly line3?: string
  readonly line4?: string
  readonly city?: string
  readonly region?: string
  readonly postalCode?: string
  readonly country?: string
  readonly attentionTo?: string
}

export interface Phone {
  readonly type: string
  readonly number: string
  readonly areaCode: string
  readonly countryCode: string
}

export interface ContactPerson {
  readonly firstName: string
  readonly lastName: string
  readonly emailAddress: string
  readonly includeInEmails: boolean
}

export interface PaymentTerm {
  readonly day: number
  readonly type: string
}

export interface Contact {
  readonly id: string
  readonly updatedAt: number
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'GDPRREQUEST'
  readonly name: string
  readonly contactNumber: string | null
  readonly accountNumber: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly companyNumber: string | null
  readonly emailAddress: string
  readonly bankAccountDetails: string
  readonly taxNumber: string | null
  readonly salesTaxType: string | null
  readonly purchasesTaxType: string | null
  readonly addresses: readonly Address[]
  readonly phones: readonly Phone[]
  readonly persons: readonly ContactPerson[]
  readonly defaultCurrency: string | null
  readonly salesAccountCode: string | null
  readonly purchasesAccountCode: string | null
  readonly salesLineAmountType: string | null
  readonly purchasesLineAmountType: string | null
  readonly salesTerms: PaymentTerm | null
  readonly billsTerms: PaymentTerm | null
  readonly website: string | null
  readonly mergedToContactId: string | null
  /** Computed by Xero from the invoices; a change does not move `updatedAt`. */
  readonly isCustomer: boolean
  readonly isSupplier: boolean
}

export interface LineTracking {
  readonly categoryId: string
  readonly optionId: string
}

export interface InvoiceLine {
  readonly id: string
  readonly description: string | null
  readonly quantityFine: number | null
  readonly unitAmountFine: number | null
  readonly itemCode: string | null
  readonly accountId: string | null
  readonly taxType: string | null
  readonly taxCents: number
  readonly lineCents: number
  readonly discountRateFine: number | null
  readonly discountCents: number | null
  readonly tracking: readonly LineTracking[]
}

export type InvoiceStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED'
export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax'

/** A payment that counts, as its document remembers it. */
export interface DocumentPayment {
  readonly id: string
  readonly paidOn: string
  readonly cents: number
  readonly reference: string
}

/** What a credit note took off an invoice, as either of the two remembers it. */
export interface DocumentCredit {
  readonly allocationId: string
  /** The other one: an invoice names the credit note, a credit note the invoice. */
  readonly otherId: string
  readonly allocatedOn: string
  readonly cents: number
}

export interface Payment {
  readonly id: string
  readonly updatedAt: number
  readonly documentId: string
  readonly accountId: string
  readonly paidOn: string
  readonly cents: number
  readonly reference: string
  readonly isReconciled: boolean
  readonly status: 'AUTHORISED' | 'DELETED'
}

/**
 * An invoice or a bill. A credit note has the same shape, in a collection of its own: its type is
 * that of the documents it goes against, and what is due is the credit that remains.
 */
export interface Invoice {
  readonly id: string
  readonly updatedAt: number
  readonly type: 'ACCREC' | 'ACCPAY'
  readonly number: string
  readonly reference: string
  readonly contactId: string
  readonly date: string
  readonly dueDate: string | null
  readonly expectedPaymentDate: string | null
  readonly plannedPaymentDate: string | null
  readonly status: InvoiceStatus
  readonly lineAmountTypes: LineAmountTypes
  readonly lines: readonly InvoiceLine[]
  readonly currencyCode: string
  /** Millionths. */
  readonly currencyRateMicro: number
  readonly url: string | null
  readonly brandingThemeId: string | null
  readonly sentToContact: boolean
  readonly subTotalCents: number
  readonly totalTaxCents: number
  readonly totalCents: number
  readonly totalDiscountCents: number
  readonly payments: readonly DocumentPayment[]
  readonly credits: readonly DocumentCredit[]
  readonly createdByApp: string
}

export interface JournalLine {
  readonly description: string | null
  readonly accountId: string
  readonly taxType: string
  readonly taxCents: number
  /** Debits are positive, credits negative. */
  readonly lineCents: number
  readonly tracking: readonly LineTracking[]
}

export type JournalStatus = 'DRAFT' | 'POSTED' | 'DELETED' | 'VOIDED'

export interface ManualJournal {
  readonly id: string
  readonly updatedAt: number
  readonly narration: string
  readonly date: string
  readonly status: JournalStatus
  readonly lineAmountTypes: LineAmountTypes
  readonly url: string | null
  readonly showOnCashBasisReports: boolean
  readonly lines: readonly JournalLine[]
}

/** Documents that files and notes may belong to, as their addresses name them. */
export type DocumentKind = 'Contacts' | 'CreditNotes' | 'Invoices' | 'ManualJournals' | 'Payments'

export interface Attachment {
  readonly id: string
  readonly updatedAt: number
  readonly documentKind: DocumentKind
  readonly documentId: string
  readonly fileName: string
  readonly mimeType: string
  readonly includeOnline: boolean
  readonly content: Buffer
}

export interface HistoryRecord {
  readonly id: string
  readonly updatedAt: number
  readonly documentKind: DocumentKind
  readonly documentId: string
  readonly changes: string
  readonly details: string
  readonly user: string
}

export interface ContactGroup {
  readonly id: string
  readonly updatedAt: number
  readonly name: string
  readonly status: 'ACTIVE' | 'DELETED'
  readonly contactIds: readonly string[]
}

/** An invoice that was sent by e-mail; nothing really leaves. */
export interface SentEmail {
  readonly at: number
  readonly invoiceId: string
  readonly to: readonly string[]
}

/** The head of an organisation: what GET /Organisation tells. */
export interface OrganisationProfile {
  name: string
  legalName: string
  version: string
  countryCode: string
  baseCurrency: string
  isDemo: boolean
  timezone: string
  shortCode: string
  plan: string
  taxNumber: string | null
  financialYearEndDay: number
  financialYearEndMonth: number
  periodLockDate: string | null
  endOfYearLockDate: string | null
  isMulticurrency: boolean
  /** Actions that the role of the user, or the plan, does not allow: `CreateApprovedInvoice`. */
  refusedActions?: readonly string[]
  /** The names of its branding themes, its default first. */
  brandingThemes?: readonly string[]
  createdAt: number
}

export interface Organisation {
  readonly id: string
  profile: OrganisationProfile
  readonly accounts: Collection<Account, 'code' | 'name'>
  readonly items: Collection<Item, 'code'>
  taxRates: TaxRate[]
  readonly trackingCategories: Collection<TrackingCategory>
  currencies: Currency[]
  readonly contacts: Collection<Contact, 'activeName' | 'contactNumber' | 'accountNumber'>
  readonly invoices: Collection<Invoice, 'number' | 'contact'>
  readonly creditNotes: Collection<Invoice, 'number' | 'contact'>
  readonly manualJournals: Collection<ManualJournal>
  readonly payments: Collection<Payment>
  readonly contactGroups: Collection<ContactGroup>
  readonly emails: SentEmail[]
  readonly attachments: Collection<Attachment, 'document'>
  readonly history: Collection<HistoryRecord, 'document'>
  nextInvoiceNumber: number
  nextCreditNoteNumber: number
}
