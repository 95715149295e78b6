import type { LineCodes, TrackingInXero } from '#domain/answered-lines.ts'
import type { Address } from '#domain/invoice-parties.ts'
/**
 * What Hourbook asks of Xero, in Hourbook's own words. Only src/xero implements it, and only there are Xero's words,
 * hosts and headers known. No method throws for anything the other side does: it answers an outcome.
 */
export type Accounting = {
  /** The built-in simulator's address when that is what we speak to, else null. */
  simulatorUrl: string | null
  /** Calls a day that Xero grants for each organisation. */
  dayLimit: number
  /** Where the other side sends people back to: the app there must be registered with it. */
  redirectUri: string

  /** Reads what the other side tells by itself; null where no key for it is configured. */
  webhooks: WebhookReader | null

  // Identity
  scopes: readonly { scope: string; reason: string }[]
  authorizeUrl(request: { state: string; codeVerifier: string | null }): Promise<string>
  /** Whether this app registration has no secret and so must prove itself by PKCE. */
  usesPkce: boolean
  exchangeCode(request: { code: string; codeVerifier: string | null }): Promise<Outcome<TokenSet>>
  refreshTokens(request: { refreshToken: string }): Promise<Outcome<TokenSet>>
  /** Ends all that the user of this token ever connected to this app. */
  revokeConsent(request: { refreshToken: string }): Promise<Outcome<void>>
  /** Where a person says who they are: nothing of anybody's books is asked for. */
  signInUrl(request: { state: string; nonce: string; codeVerifier: string | null }): Promise<string>
  /** Who came back with this code, or why that cannot be believed. */
  identify(request: {
    code: string
    nonce: string
    codeVerifier: string | null
    now: Date
  }): Promise<Outcome<{ person: ForeignPerson } | { doubt: string }>>
  listOrganisations(request: {
    accessToken: string
    authEventId: string | null
  }): Promise<Outcome<LinkedOrganisation[]>>
  deleteConnection(request: {
    accessToken: string
    xeroConnectionId: string
  }): Promise<Outcome<void>>

  // Settings of the organisation
  getOrganisation(session: XeroSession): Promise<Outcome<Organisation>>
  /** What the role of who connected and the plan of the organisation let us do. */
  getPermits(session: XeroSession): Promise<Outcome<Permits>>
  listAccounts(session: XeroSession): Promise<Outcome<Account[]>>
  createAccount(
    session: XeroSession,
    account: { code: string; name: string; type: 'CURRENT' },
  ): Promise<Outcome<Account>>
  /** Brings an archived account back; one that is active stays so. */
  restoreAccount(session: XeroSession, accountId: string): Promise<Outcome<Account>>
  listItems(session: XeroSession): Promise<Outcome<Item[]>>
  createItem(
    session: XeroSession,
    item: { code: string; name: string; salesAccountCode: string | null },
  ): Promise<Outcome<Item>>
  listTaxRates(session: XeroSession): Promise<Outcome<TaxRate[]>>
  /** A rate of sales. `countryCode` is that of the organisation: some countries file each rate under a heading. */
  createTaxRate(
    session: XeroSession,
    rate: { name: string; percentage: string; countryCode: string | null },
  ): Promise<Outcome<TaxRate>>
  /** The options of the active tracking categories that are active themselves. */
  listTrackingOptions(session: XeroSession): Promise<Outcome<TrackingOption[]>>
  /** All options of one category, archived ones too. */
  readTrackingCategory(
    session: XeroSession,
    categoryId: string,
  ): Promise<Outcome<KeptTrackingOption[]>>
  createTrackingOption(
    session: XeroSession,
    option: { categoryId: string; name: string },
  ): Promise<Outcome<KeptTrackingOption>>
  /** Brings an archived option back. */
  restoreTrackingOption(
    session: XeroSession,
    option: { categoryId: string; optionId: string },
  ): Promise<Outcome<KeptTrackingOption>>
  /** Whether this consent lets us create and restore accounts, products, tax rates and tracking options. */
  mayChangeSettings(scopes: string): boolean
  /** How invoices can look, in the order of the organisation; the first is what it uses by itself. */
  listBrandingThemes(session: XeroSession): Promise<Outcome<BrandingTheme[]>>

  // Contacts
  /** One page of up to 1,000 contacts, archived ones included, oldest change first. */
  readContacts(
    session: XeroSession,
    request: { page: number; modifiedSince: Date | null; onlyCustomers?: boolean },
  ): Promise<Outcome<ContactPage>>
  listContactGroups(session: XeroSession): Promise<Outcome<ContactGroup[]>>
  /** The contacts of a group, by id. */
  readContactGroup(session: XeroSession, groupId: string): Promise<Outcome<string[]>>
  findContactsByForeignNumber(
    session: XeroSession,
    foreignNumbers: string[],
  ): Promise<Outcome<Contact[]>>
  /** The contacts with these ids, archived ones included. What Xero does not have is left out. */
  findContactsById(session: XeroSession, contactIds: string[]): Promise<Outcome<Contact[]>>
  /** Contacts, archived ones included, that have any of these numbers or names. */
  findContacts(
    session: XeroSession,
    any: { foreignNumbers: string[]; accountNumbers: string[]; names: string[] },
  ): Promise<Outcome<Contact[]>>
  /** Contacts by id, archived ones included; forty at most. */
  readContactsById(session: XeroSession, contactIds: string[]): Promise<Outcome<Contact[]>>
  /** Brings an archived contact back; one that is active stays so. */
  restoreContact(session: XeroSession, contactId: string): Promise<Outcome<Contact>>
  /** Gives contacts their account numbers, and changes nothing else of them. */
  setAccountNumbers(
    session: XeroSession,
    request: { numbers: ContactNumbering[]; idempotencyKey: string },
  ): Promise<Outcome<Element<Contact>[]>>
  createContacts(
    session: XeroSession,
    request: { contacts: NewContact[]; idempotencyKey: string },
  ): Promise<Outcome<Element<Contact>[]>>

  // Documents
  createInvoices(
    session: XeroSession,
    request: { invoices: NewInvoice[]; idempotencyKey: string },
  ): Promise<Outcome<Element<SentInvoice>[]>>
  findInvoicesByReference(
    session: XeroSession,
    references: string[],
  ): Promise<Outcome<SentInvoice[]>>
  createManualJournals(
    session: XeroSession,
    request: { journals: NewManualJournal[]; idempotencyKey: string },
  ): Promise<Outcome<Element<SentManualJournal>[]>>
  findManualJournalsByNarration(
    session: XeroSession,
    narrations: string[],
  ): Promise<Outcome<SentManualJournal[]>>

  // What became of documents
  /** A page of up to 1,000 invoices that changed since a moment, or of those named: only when each changed last. */
  readInvoiceMarks(
    session: XeroSession,
    request: { page: number } & ({ modifiedSince: Date } | { invoiceIds: string[] }),
  ): Promise<Outcome<{ marks: InvoiceMark[]; pageCount: number }>>
  /** Invoices as they are now, with their lines. What Xero does not have is left out. */
  readInvoices(session: XeroSession, invoiceIds: string[]): Promise<Outcome<InvoiceNow[]>>
  /** A page of up to 1,000 manual journals, with their lines, that changed since a moment. */
  readManualJournals(
    session: XeroSession,
    request: { page: number; modifiedSince: Date },
  ): Promise<Outcome<{ journals: ManualJournalNow[]; pageCount: number }>>
  readManualJournal(session: XeroSession, journalId: string): Promise<Outcome<ManualJournalNow>>
  /** Ends an invoice or journal in Xero. A second time is refused: look first what became of the first. */
  closeInvoice(
    session: XeroSession,
    request: { invoiceId: string; status: 'VOIDED' | 'DELETED' },
  ): Promise<Outcome<InvoiceNow>>
  /** Gives a draft these lines: those with an id are kept as they are said here, those without are new, all others go. */
  updateInvoice(
    session: XeroSession,
    request: { invoiceId: string; lines: UpdatedLine[]; idempotencyKey: string },
  ): Promise<Outcome<InvoiceNow>>
  /** To the contact, and its persons that want it. Sent again for each call but one that is repeated with its key. */
  emailInvoice(
    session: XeroSession,
    request: { invoiceId: string; idempotencyKey: string },
  ): Promise<Outcome<void>>
  /** Sends nothing. */
  markInvoiceSent(
    session: XeroSession,
    request: { invoiceId: string },
  ): Promise<Outcome<InvoiceNow>>
  closeManualJournal(
    session: XeroSession,
    request: { journalId: string; status: 'VOIDED' | 'DELETED' },
  ): Promise<Outcome<ManualJournalNow>>

  // Credit notes
  /** Approved at once; it takes nothing off any invoice yet. */
  createCreditNote(
    session: XeroSession,
    request: { creditNote: NewCreditNote; idempotencyKey: string },
  ): Promise<Outcome<CreditNoteNow>>
  findCreditNotesByReference(
    session: XeroSession,
    references: string[],
  ): Promise<Outcome<CreditNoteNow[]>>
  readCreditNote(session: XeroSession, creditNoteId: string): Promise<Outcome<CreditNoteNow>>
  /** Takes an amount of a credit note off what is due on an invoice. */
  allocateCreditNote(
    session: XeroSession,
    request: CreditAllocation & { allocatedOn: string; idempotencyKey: string },
  ): Promise<Outcome<void>>

  // Files and notes of documents
  /** Whether these granted scopes let us attach files. */
  mayAttach(scopes: string): boolean
  /** Written over a file of the same name. */
  attachFile(session: XeroSession, file: OutgoingFile): Promise<Outcome<void>>
  listAttachments(
    session: XeroSession,
    document: DocumentInXero,
  ): Promise<Outcome<{ name: string; sizeBytes: number | null }[]>>
  /** Stays in the document's history for ever. */
  addNote(
    session: XeroSession,
    note: { document: DocumentInXero; text: string; idempotencyKey: string },
  ): Promise<Outcome<void>>
  listNotes(session: XeroSession, document: DocumentInXero): Promise<Outcome<string[]>>

  // Links for people
  invoiceUrl(shortCode: string, invoiceId: string): string
  contactUrl(shortCode: string, contactId: string): string
  creditNoteUrl(shortCode: string, creditNoteId: string): string
  manualJournalUrl(shortCode: string, journalId: string): string
  organisationUrl(shortCode: string): string
}

export type WebhookReader = {
  /** The events of a message whose signature is right; undefined when it is not. */
  read(message: {
    body: Uint8Array
    headers: Readonly<Record<string, string | string[] | undefined>>
  }): ForeignEvent[] | undefined
}

/** Something that changed at an organisation; what it is now has to be read. */
export type ForeignEvent = {
  tenantId: string
  category: string
  type: string
  resourceId: string
  at: string
}

/** What became of a call. `unknown` means: it may have been done; look before asking again. */
export type Outcome<Value> =
  | { kind: 'ok'; value: Value; receipt: Receipt }
  | { kind: 'rejected'; problem: ForeignProblem; receipt: Receipt }
  /** Certainly not done; ask again no sooner than this. */
  | {
      kind: 'busy'
      retryAfterSeconds: number
      limit: 'concurrent' | 'minute' | 'day' | 'day_reserve' | 'app_minute' | 'offline'
      /** What Xero said of it, if anything. */
      problem?: ForeignProblem
      receipt: Receipt
    }
  | {
      kind: 'unauthorised'
      reason: 'expired' | 'scope_missing' | 'disconnected' | 'grant_is_dead'
      problem: ForeignProblem
      receipt: Receipt
    }
  /** `answered` tells whether an answer came (a 500 after which the call is over) or none did (it may still be under way). */
  | { kind: 'unknown'; answered: boolean; detail: string; receipt: Receipt }

/** For the sync log: which call it was and what the wire showed. Never a token. */
export type Receipt = {
  method: string
  path: string
  status: number | null
  durationMs: number
  correlationId: string | null
  dayCallsRemaining: number | null
  minuteCallsRemaining?: number | null
  appMinuteCallsRemaining?: number | null
}

/** Xero's refusal. `code` is ours (closed list in the error catalogue), `detail` Xero's own words. */
export type ForeignProblem = { code: string; detail: string }

/** One element of a batch, in the order it was sent. */
export type Element<Value> =
  | { kind: 'ok'; value: Value; warnings: string[] }
  | { kind: 'rejected'; problem: ForeignProblem }

export type DocumentInXero = { kind: 'invoice' | 'manual_journal'; xeroId: string }

export type OutgoingFile = {
  document: DocumentInXero
  name: string
  mediaType: string
  content: Uint8Array
  /** Whether the customer sees it with the online invoice. */
  isOnline: boolean
}

export type XeroSession = { accessToken: string; tenantId: string }

/** A person as Xero knows them. */
export type ForeignPerson = { id: string; email: string | null; name: string | null }

export type TokenSet = {
  accessToken: string
  refreshToken: string
  expiresInSeconds: number
  scopes: string
  authEventId: string | null
  /** Whose consent it is, at Xero. */
  foreignUserId: string | null
}

export type LinkedOrganisation = {
  xeroConnectionId: string
  tenantId: string
  name: string
  authEventId: string | null
}

export type Organisation = {
  tenantId: string
  name: string
  shortCode: string
  baseCurrency: string
  countryCode: string
  isDemoCompany: boolean
  periodLockOn: string | null
  endOfYearLockOn: string | null
}

export type Permits = { mayDraft: boolean; mayApprove: boolean; mayAttach: boolean }

export type Account = {
  accountId: string
  code: string | null
  name: string
  type: string
  class: string
  systemAccount: string | null
  isActive: boolean
  taxType: string | null
}

export type Item = {
  itemId: string
  code: string
  name: string
  isSold: boolean
  salesAccountCode: string | null
  salesTaxType: string | null
}

export type TaxRate = {
  taxType: string
  name: string
  percentage: string
  isActive: boolean
  canApplyToRevenue: boolean
}

/** A tracking category of the organisation, of which there are two at most, and one of its options. */
export type TrackingOption = {
  categoryId: string
  categoryName: string
  optionId: string
  optionName: string
}

export type KeptTrackingOption = { optionId: string; optionName: string; isActive: boolean }

export type BrandingTheme = { themeId: string; name: string; isDefault: boolean }

export type Contact = {
  contactId: string
  foreignNumber: string | null
  accountNumber: string | null
  name: string
  email: string | null
  phone: string | null
  vatNumber: string | null
  status: string
  mergedToContactId: string | null
  invoiceAddress: Address
  visitingAddress: Address
  contactPersons: { name: string; email: string | null }[]
  paymentTermDays: number | null
  defaultCurrency: string | null
  /** Where its sales are booked, and with which tax, when nothing else is said. */
  salesAccountCode: string | null
  salesTaxType: string | null
  /** Whether there was ever a sales invoice for it. */
  isCustomer: boolean
  updatedAt: string | null
}

/** Contacts that somebody put together under a name. */
export type ContactGroup = { id: string; name: string }

export type ContactNumbering = { contactId: string; accountNumber: string }

export type ContactPage = {
  contacts: Contact[]
  page: number
  pageCount: number
  itemCount: number
}

export type NewContact = {
  foreignNumber: string
  accountNumber: string | null
  name: string
  email: string | null
  vatNumber: string | null
  phone: string | null
  invoiceAddress: Address
  visitingAddress: Address
}

export type NewInvoice = {
  contactId: string
  reference: string
  issuedOn: string
  dueOn: string
  currency: string
  status: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED'
  /** Unless given, Xero numbers it. */
  number?: string
  /** The customer has it: Xero is told so, and sends nothing. */
  isSentToContact?: true
  /** How it looks; unless given, as Xero chooses. */
  brandingThemeId?: string
  url: string | null
  lines: {
    description: string
    quantity: string
    unitPrice: string
    itemCode: string | null
    accountCode: string | null
    taxType: string | null
    tracking: { categoryId: string; optionId: string }[]
    /** Unless given, Xero works it out. */
    taxMinor?: number
  }[]
}

export type SentInvoice = {
  invoiceId: string
  number: string | null
  reference: string
  status: string
  contactId: string
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  updatedAt: string | null
  lineIds: string[]
  /** How the lines are booked, in the same order. */
  lineCodes: LineCodes[]
}

/** Lines are net of tax, or with it where they include it; debit positive, credit negative; with all tax they sum to zero. */
export type NewManualJournal = {
  narration: string
  postedOn: string
  taxMode: TaxMode
  /** Kept out of the ledger until somebody posts it; unless given it is posted. */
  isDraft?: true
  url: string | null
  lines: {
    description: string
    accountCode: string
    amountMinor: number
    taxType: string | null
    tracking: { categoryId: string; optionId: string }[]
  }[]
}

export type SentManualJournal = {
  journalId: string
  narration: string
  status: string
  lines: {
    description: string | null
    accountCode: string
    taxType: string | null
    amountMinor: number
    taxMinor: number
    tracking: TrackingInXero[]
  }[]
  updatedAt: string | null
}

export type InvoiceMark = { invoiceId: string; updatedAt: string | null }

/** An invoice as Xero has it at this moment. */
export type InvoiceNow = Omit<SentInvoice, 'lineCodes'> & {
  contactName: string | null
  issuedOn: string | null
  dueOn: string | null
  currency: string | null
  paidMinor: number
  /** By credit notes, prepayments and overpayments. */
  creditedMinor: number
  dueMinor: number
  /** The payments among what is paid. */
  payments: { paymentId: string; paidOn: string | null; amountMinor: number; reference: string }[]
  /** The credit notes among what is credited, and what of each. */
  credits: { creditNoteId: string; number: string; amountMinor: number }[]
  fullyPaidOn: string | null
  /** Whether it was e-mailed, or somebody marked it as sent. */
  isSentToContact: boolean
  taxMode: TaxMode
  lines: InvoiceNowLine[]
}

/** Whether the prices of a document are without its tax, or with it, or there is none. */
export type TaxMode = 'exclusive' | 'inclusive' | 'none'

export type InvoiceNowLine = {
  lineId: string
  description: string
  /** Null on a line of words only. */
  quantity: string | null
  unitPrice: string | null
  netMinor: number
  taxMinor: number
  itemCode: string | null
  accountCode: string | null
  taxType: string | null
  discountRate: string | null
  tracking: TrackingInXero[]
}

export type UpdatedLine = Omit<InvoiceNowLine, 'lineId' | 'netMinor' | 'taxMinor' | 'tracking'> & {
  /** By name, as Xero told it, or by ids. */
  tracking: (InvoiceNowLine['tracking'][number] | { categoryId: string; optionId: string })[]
  /** Null: it is new. */
  lineId: string | null
}

export type CreditLine = Omit<UpdatedLine, 'lineId' | 'discountRate'>

export type NewCreditNote = {
  contactId: string
  reference: string
  issuedOn: string
  currency: string
  taxMode: TaxMode
  lines: CreditLine[]
}

export type CreditAllocation = { creditNoteId: string; invoiceId: string; amountMinor: number }

export type CreditNoteNow = {
  creditNoteId: string
  number: string | null
  reference: string
  status: string
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  allocations: { invoiceId: string; amountMinor: number }[]
}

export type ManualJournalNow = SentManualJournal & { postedOn: string | null }
