import type { Accounting, Element, Outcome, XeroSession } from '#app/ports/accounting.ts'
import { createAttachmentCalls } from './attachment-calls.ts'
import { createXeroClient, type XeroRequest } from './client.ts'
import {
  fromXeroContact,
  fromXeroContactGroups,
  fromXeroContactPage,
  fromXeroGroupMembers,
  fromXeroContacts,
} from './from-xero-contact.ts'
import {
  fromXeroBatch,
  fromXeroCreditNote,
  fromXeroInvoice,
  fromXeroInvoiceMark,
  fromXeroInvoiceNow,
  fromXeroManualJournal,
  fromXeroManualJournalNow,
  pageCountOf,
} from './from-xero-documents.ts'
import {
  fromXeroAccounts,
  fromXeroActions,
  fromXeroBrandingThemes,
  fromXeroItems,
  fromXeroOrganisation,
  fromXeroTaxRates,
  fromXeroTrackingCategories,
  fromXeroTrackingCategory,
  fromXeroTrackingOptions,
} from './from-xero-settings.ts'
import { toXeroContact } from './to-xero-contact.ts'
import { toXeroAllocation, toXeroCreditNote } from './to-xero-credit-note.ts'
import { toXeroTaxRate } from './to-xero-tax-rate.ts'
import { toXeroInvoice, toXeroLine } from './to-xero-invoice.ts'
import { toXeroManualJournal } from './to-xero-manual-journal.ts'
import { createTokenCalls } from './tokens.ts'
import { createWebhookReader } from './webhooks.ts'
import { elementsOf, UnexpectedAnswer } from './wire-values.ts'
import { scopesOf, withReason, type XeroConfig } from './xero-config.ts'

const mostInAPage = 1000
const wholePage = { page: '1', pageSize: String(mostInAPage) }
// Errors come per element, in order; unit prices keep four decimals.
const inBatch = { summarizeErrors: 'false' }
const inFullPrecision = { unitdp: '4' }

/** Speaks to Xero, or to whatever answers at the configured addresses as Xero does. */
export function createAccounting(config: XeroConfig): Accounting {
  const { timeoutMs, pageSize = mostInAPage } = config
  const client = createXeroClient(timeoutMs === undefined ? {} : { timeoutMs })
  const get = (session: XeroSession, resource: string, query?: Record<string, string>) =>
    ({
      method: 'GET',
      url: `${config.apiUrl}/${resource}`,
      session,
      ...(query && { query }),
    }) satisfies XeroRequest
  const put = (session: XeroSession, resource: string, json: unknown) =>
    ({ method: 'PUT', url: `${config.apiUrl}/${resource}`, session, json }) satisfies XeroRequest
  const post = (session: XeroSession, resource: string, json: unknown) =>
    ({ method: 'POST', url: `${config.apiUrl}/${resource}`, session, json }) satisfies XeroRequest

  return {
    simulatorUrl: config.simulatorUrl,
    dayLimit: config.dayLimit,
    redirectUri: config.redirectUri,
    scopes: scopesOf(config).map(withReason),
    ...createTokenCalls(config, client),
    webhooks: config.webhookKey ? createWebhookReader(config.webhookKey) : null,
    ...createAttachmentCalls(config, client),

    getOrganisation: (session) => client.ask(get(session, 'Organisation'), fromXeroOrganisation),
    getPermits: (session) => client.ask(get(session, 'Organisation/Actions'), fromXeroActions),
    listAccounts: (session) => client.ask(get(session, 'Accounts'), fromXeroAccounts),
    createAccount: (session, { code, name, type }) =>
      client.ask(put(session, 'Accounts', { Code: code, Name: name, Type: type }), (body) =>
        first(fromXeroAccounts(body)),
      ),
    restoreAccount: (session, accountId) =>
      client.ask(post(session, `Accounts/${accountId}`, { Status: 'ACTIVE' }), (body) =>
        first(fromXeroAccounts(body)),
      ),
    listItems: (session) => client.ask(get(session, 'Items', inFullPrecision), fromXeroItems),
    createItem: (session, { code, name, salesAccountCode }) =>
      client.ask(
        put(session, 'Items', {
          Code: code,
          Name: name,
          IsSold: true,
          ...(salesAccountCode !== null && { SalesDetails: { AccountCode: salesAccountCode } }),
        }),
        (body) => first(fromXeroItems(body)),
      ),
    listTaxRates: (session) => client.ask(get(session, 'TaxRates'), fromXeroTaxRates),
    createTaxRate: (session, rate) =>
      client.ask(put(session, 'TaxRates', toXeroTaxRate(rate)), (body) =>
        first(fromXeroTaxRates(body)),
      ),
    readTrackingCategory: (session, categoryId) =>
      client.ask(
        get(session, `TrackingCategories/${categoryId}`, { includeArchived: 'true' }),
        fromXeroTrackingCategory,
      ),
    createTrackingOption: (session, { categoryId, name }) =>
      client.ask(put(session, `TrackingCategories/${categoryId}/Options`, { Name: name }), (body) =>
        first(fromXeroTrackingOptions(body)),
      ),
    restoreTrackingOption: (session, { categoryId, optionId }) =>
      client.ask(
        post(session, `TrackingCategories/${categoryId}/Options/${optionId}`, { Status: 'ACTIVE' }),
        (body) => first(fromXeroTrackingOptions(body)),
      ),
    mayChangeSettings: (scopes) => scopes.split(/\s+/).includes('accounting.settings'),
    listTrackingOptions: (session) =>
      client.ask(get(session, 'TrackingCategories'), fromXeroTrackingCategories),
    listBrandingThemes: (session) =>
      client.ask(get(session, 'BrandingThemes'), fromXeroBrandingThemes),

    // By id, not by last change: a contact that is changed while we read keeps its place, so no other is missed.
    readContacts: (session, { page, modifiedSince, onlyCustomers = false }) =>
      client.ask(
        {
          ...get(session, 'Contacts', {
            page: String(page),
            pageSize: String(pageSize),
            includeArchived: 'true',
            order: 'ContactID',
            ...(onlyCustomers && { where: 'IsCustomer==true' }),
          }),
          ...(modifiedSince && { headers: since(modifiedSince) }),
        },
        (body) => fromXeroContactPage(body, page, pageSize),
      ),
    listContactGroups: (session) =>
      client.ask(get(session, 'ContactGroups'), fromXeroContactGroups),
    readContactGroup: (session, groupId) =>
      client.ask(get(session, `ContactGroups/${groupId}`), fromXeroGroupMembers),
    findContactsByForeignNumber: (session, foreignNumbers) =>
      client.ask(
        get(session, 'Contacts', {
          ...wholePage,
          includeArchived: 'true',
          where: anyOf('ContactNumber', foreignNumbers),
        }),
        fromXeroContacts,
      ),
    findContactsById: (session, contactIds) =>
      client.ask(
        get(session, 'Contacts', {
          ...wholePage,
          includeArchived: 'true',
          IDs: contactIds.join(','),
        }),
        fromXeroContacts,
      ),
    findContacts: (session, { foreignNumbers, accountNumbers, names }) =>
      client.ask(
        get(session, 'Contacts', {
          ...wholePage,
          includeArchived: 'true',
          where: [
            anyOf('ContactNumber', foreignNumbers),
            anyOf('AccountNumber', accountNumbers),
            anyOf('Name', names),
          ]
            .filter(Boolean)
            .join(' OR '),
        }),
        fromXeroContacts,
      ),
    readContactsById: (session, contactIds) =>
      client.ask(
        get(session, 'Contacts', {
          ...wholePage,
          includeArchived: 'true',
          IDs: contactIds.join(','),
        }),
        fromXeroContacts,
      ),
    restoreContact: (session, contactId) =>
      client.ask(post(session, `Contacts/${contactId}`, { ContactStatus: 'ACTIVE' }), (body) =>
        first(fromXeroContacts(body)),
      ),
    // POST changes what it names of the contact with this id; it never creates one.
    setAccountNumbers: (session, { numbers, idempotencyKey }) =>
      client.ask(
        {
          ...put(session, 'Contacts', {
            Contacts: numbers.map(({ contactId, accountNumber }) => ({
              ContactID: contactId,
              AccountNumber: accountNumber,
            })),
          }),
          method: 'POST',
          query: inBatch,
          headers: { 'Idempotency-Key': idempotencyKey },
        },
        (body) =>
          fromXeroBatch(body, {
            name: 'Contacts',
            sent: numbers.length,
            translate: fromXeroContact,
          }),
      ),
    createContacts: (session, { contacts, idempotencyKey }) =>
      client.ask(
        {
          ...put(session, 'Contacts', { Contacts: contacts.map(toXeroContact) }),
          query: inBatch,
          headers: { 'Idempotency-Key': idempotencyKey },
        },
        (body) =>
          fromXeroBatch(body, {
            name: 'Contacts',
            sent: contacts.length,
            translate: fromXeroContact,
          }),
      ),

    createInvoices: (session, { invoices, idempotencyKey }) =>
      client.ask(
        {
          ...put(session, 'Invoices', { Invoices: invoices.map(toXeroInvoice) }),
          query: { ...inBatch, ...inFullPrecision },
          headers: { 'Idempotency-Key': idempotencyKey },
        },
        (body) =>
          fromXeroBatch(body, {
            name: 'Invoices',
            sent: invoices.length,
            translate: fromXeroInvoice,
          }),
      ),
    findInvoicesByReference: (session, references) =>
      client.ask(
        get(session, 'Invoices', {
          ...wholePage,
          ...inFullPrecision,
          where: anyOf('Reference', references),
        }),
        (body) => elementsOf(body, 'Invoices').map(fromXeroInvoice),
      ),
    createManualJournals: (session, { journals, idempotencyKey }) =>
      client.ask(
        {
          ...put(session, 'ManualJournals', { ManualJournals: journals.map(toXeroManualJournal) }),
          query: inBatch,
          headers: { 'Idempotency-Key': idempotencyKey },
        },
        (body) =>
          fromXeroBatch(body, {
            name: 'ManualJournals',
            sent: journals.length,
            translate: fromXeroManualJournal,
          }),
      ),
    findManualJournalsByNarration: (session, narrations) =>
      client.ask(
        get(session, 'ManualJournals', { ...wholePage, where: anyOf('Narration', narrations) }),
        (body) => elementsOf(body, 'ManualJournals').map(fromXeroManualJournal),
      ),

    // By id, as contacts are read: what changes meanwhile keeps its place, so no other is missed.
    readInvoiceMarks: (session, { page, ...which }) =>
      client.ask(
        {
          ...get(session, 'Invoices', {
            page: String(page),
            pageSize: String(pageSize),
            summaryOnly: 'true',
            order: 'InvoiceID',
            ...('invoiceIds' in which && { IDs: which.invoiceIds.join(',') }),
          }),
          ...('modifiedSince' in which && { headers: since(which.modifiedSince) }),
        },
        (body) => ({
          marks: elementsOf(body, 'Invoices').map(fromXeroInvoiceMark),
          pageCount: pageCountOf(body),
        }),
      ),
    // Asked for by the page: without that, Xero leaves out the lines.
    readInvoices: (session, invoiceIds) =>
      client.ask(
        get(session, 'Invoices', { ...wholePage, ...inFullPrecision, IDs: invoiceIds.join(',') }),
        (body) => elementsOf(body, 'Invoices').map(fromXeroInvoiceNow),
      ),
    readManualJournals: (session, { page, modifiedSince }) =>
      client.ask(
        {
          ...get(session, 'ManualJournals', {
            page: String(page),
            pageSize: String(pageSize),
            order: 'ManualJournalID',
          }),
          headers: since(modifiedSince),
        },
        (body) => ({
          journals: elementsOf(body, 'ManualJournals').map(fromXeroManualJournalNow),
          pageCount: pageCountOf(body),
        }),
      ),
    readManualJournal: (session, journalId) =>
      client.ask(get(session, `ManualJournals/${journalId}`), (body) =>
        first(elementsOf(body, 'ManualJournals').map(fromXeroManualJournalNow)),
      ),
    // Without lines: a change of the status alone leaves the rest as it is.
    closeInvoice: async (session, { invoiceId, status }) =>
      alone(
        await client.ask(
          {
            ...post(session, 'Invoices', { Invoices: [{ InvoiceID: invoiceId, Status: status }] }),
            query: { ...inBatch, ...inFullPrecision },
          },
          (body) =>
            fromXeroBatch(body, { name: 'Invoices', sent: 1, translate: fromXeroInvoiceNow }),
        ),
      ),
    updateInvoice: async (session, { invoiceId, lines, idempotencyKey }) =>
      alone(
        await client.ask(
          {
            ...post(session, 'Invoices', {
              Invoices: [{ InvoiceID: invoiceId, LineItems: lines.map(toXeroLine) }],
            }),
            query: { ...inBatch, ...inFullPrecision },
            headers: { 'Idempotency-Key': idempotencyKey },
          },
          (body) =>
            fromXeroBatch(body, { name: 'Invoices', sent: 1, translate: fromXeroInvoiceNow }),
        ),
      ),
    emailInvoice: (session, { invoiceId, idempotencyKey }) =>
      client.ask(
        {
          ...post(session, `Invoices/${invoiceId}/Email`, {}),
          headers: { 'Idempotency-Key': idempotencyKey },
        },
        () => {},
      ),
    markInvoiceSent: async (session, { invoiceId }) =>
      alone(
        await client.ask(
          {
            ...post(session, 'Invoices', {
              Invoices: [{ InvoiceID: invoiceId, SentToContact: true }],
            }),
            query: { ...inBatch, ...inFullPrecision },
          },
          (body) =>
            fromXeroBatch(body, { name: 'Invoices', sent: 1, translate: fromXeroInvoiceNow }),
        ),
      ),
    createCreditNote: async (session, { creditNote, idempotencyKey }) =>
      alone(
        await client.ask(
          {
            ...put(session, 'CreditNotes', { CreditNotes: [toXeroCreditNote(creditNote)] }),
            query: { ...inBatch, ...inFullPrecision },
            headers: { 'Idempotency-Key': idempotencyKey },
          },
          (body) =>
            fromXeroBatch(body, { name: 'CreditNotes', sent: 1, translate: fromXeroCreditNote }),
        ),
      ),
    findCreditNotesByReference: (session, references) =>
      client.ask(
        get(session, 'CreditNotes', { ...wholePage, where: anyOf('Reference', references) }),
        (body) => elementsOf(body, 'CreditNotes').map(fromXeroCreditNote),
      ),
    readCreditNote: (session, creditNoteId) =>
      client.ask(get(session, `CreditNotes/${creditNoteId}`), (body) =>
        first(elementsOf(body, 'CreditNotes').map(fromXeroCreditNote)),
      ),
    allocateCreditNote: async (session, { creditNoteId, idempotencyKey, ...allocation }) =>
      alone(
        await client.ask(
          {
            ...put(session, `CreditNotes/${creditNoteId}/Allocations`, {
              Allocations: [toXeroAllocation(allocation)],
            }),
            query: inBatch,
            headers: { 'Idempotency-Key': idempotencyKey },
          },
          (body) => fromXeroBatch(body, { name: 'Allocations', sent: 1, translate: () => {} }),
        ),
      ),
    closeManualJournal: async (session, { journalId, status }) =>
      alone(
        await client.ask(
          {
            ...post(session, 'ManualJournals', {
              ManualJournals: [{ ManualJournalID: journalId, Status: status }],
            }),
            query: inBatch,
          },
          (body) =>
            fromXeroBatch(body, {
              name: 'ManualJournals',
              sent: 1,
              translate: fromXeroManualJournalNow,
            }),
        ),
      ),

    invoiceUrl: (shortCode, invoiceId) =>
      `${config.webUrl}/app/${inUrl(shortCode)}/invoicing/view/${invoiceId}`,
    contactUrl: (shortCode, contactId) =>
      `${config.webUrl}/app/${inUrl(shortCode)}/contacts/contact/${contactId}`,
    creditNoteUrl: (shortCode, creditNoteId) =>
      switchingTo(
        config,
        shortCode,
        `/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=${creditNoteId}`,
      ),
    manualJournalUrl: (shortCode, journalId) =>
      switchingTo(config, shortCode, `/Journal/View.aspx?invoiceID=${journalId}`),
    organisationUrl: (shortCode) => switchingTo(config, shortCode, '/Dashboard/'),
  }
}

/** A link that first switches Xero's pages to the organisation, then leads on. */
function switchingTo(config: XeroConfig, shortCode: string, path: string): string {
  const query = `shortcode=${inUrl(shortCode)}&redirecturl=${encodeURIComponent(path)}`
  return `${config.webUrl}/organisationlogin/default.aspx?${query}`
}

/** Short codes begin with an exclamation mark, which encodeURIComponent leaves as it is. */
function inUrl(shortCode: string): string {
  return encodeURIComponent(shortCode).replaceAll('!', '%21')
}

function since(moment: Date): Record<string, string> {
  return { 'If-Modified-Since': moment.toISOString().slice(0, 19) }
}

/** The answer to a batch of one is that of its one element. */
function alone<Value>(outcome: Outcome<Element<Value>[]>): Outcome<Value> {
  if (outcome.kind !== 'ok') return outcome
  const element = first(outcome.value)
  const { receipt } = outcome
  return element.kind === 'ok'
    ? { kind: 'ok', value: element.value, receipt }
    : { kind: 'rejected', problem: element.problem, receipt }
}

function anyOf(field: string, values: readonly string[]): string {
  return values.map((value) => `${field}==${quoted(value)}`).join(' OR ')
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function first<Value>(values: readonly Value[]): Value {
  const [value] = values
  if (value === undefined) throw new UnexpectedAnswer('Expected what was created')
  return value
}
