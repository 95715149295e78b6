import type { Accounting, XeroSession } from '#app/ports/accounting.ts'
import { createXeroClient, type XeroRequest } from './client.ts'
import { fromXeroContact, fromXeroContactPage, fromXeroContacts } from './from-xero-contact.ts'
import { fromXeroBatch, fromXeroInvoice, fromXeroManualJournal } from './from-xero-documents.ts'
import {
  fromXeroAccounts,
  fromXeroItems,
  fromXeroOrganisation,
  fromXeroTaxRates,
} from './from-xero-settings.ts'
import { toXeroContact } from './to-xero-contact.ts'
import { toXeroInvoice } from './to-xero-invoice.ts'
import { toXeroManualJournal } from './to-xero-manual-journal.ts'
import { createTokenCalls } from './tokens.ts'
import { elementsOf, UnexpectedAnswer } from './wire-values.ts'
import { scopesOf, withReason, type XeroConfig } from './xero-config.ts'

const pageSize = 1000
const wholePage = { page: '1', pageSize: String(pageSize) }
// Errors come per element, in order; unit prices keep four decimals.
const inBatch = { summarizeErrors: 'false' }
const inFullPrecision = { unitdp: '4' }

/** Speaks to Xero, or to whatever answers at the configured addresses as Xero does. */
export function createAccounting(config: XeroConfig): Accounting {
  const { timeoutMs } = config
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

  return {
    simulatorUrl: config.simulatorUrl,
    dayLimit: config.dayLimit,
    scopes: scopesOf(config).map(withReason),
    ...createTokenCalls(config, client),

    getOrganisation: (session) => client.ask(get(session, 'Organisation'), fromXeroOrganisation),
    listAccounts: (session) => client.ask(get(session, 'Accounts'), fromXeroAccounts),
    createAccount: (session, { code, name, type }) =>
      client.ask(put(session, 'Accounts', { Code: code, Name: name, Type: type }), (body) =>
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

    // By id, not by last change: a contact that is changed while we read keeps its place, so no other is missed.
    readContacts: (session, { page, modifiedSince }) =>
      client.ask(
        {
          ...get(session, 'Contacts', {
            page: String(page),
            pageSize: String(pageSize),
            includeArchived: 'true',
            order: 'ContactID',
          }),
          ...(modifiedSince && {
            headers: { 'If-Modified-Since': modifiedSince.toISOString().slice(0, 19) },
          }),
        },
        (body) => fromXeroContactPage(body, page, pageSize),
      ),
    findContactsByForeignNumber: (session, foreignNumbers) =>
      client.ask(
        get(session, 'Contacts', {
          ...wholePage,
          includeArchived: 'true',
          where: anyOf('ContactNumber', foreignNumbers),
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

    invoiceUrl: (shortCode, invoiceId) =>
      `${config.webUrl}/app/${inUrl(shortCode)}/invoicing/view/${invoiceId}`,
    contactUrl: (shortCode, contactId) =>
      `${config.webUrl}/app/${inUrl(shortCode)}/contacts/contact/${contactId}`,
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
