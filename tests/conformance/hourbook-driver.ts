import type * as port from '#app/ports/accounting.ts'
import { createAccounting } from '#xero/accounting.ts'
import { xeroConfigFor } from '#tests/support/world.ts'
import {
  type Answer,
  type ContactSeen,
  type CreditNoteSeen,
  type DriverFor,
  dueOn,
  type Element,
  type InvoiceSeen,
  issuedOn,
  type JournalSeen,
} from './driver.ts'

const currency = 'EUR'

/** Hourbook's own client, as its verbs use it. */
export const hourbookDriver: DriverFor = (xero) => {
  const accounting = createAccounting(xeroConfigFor(xero.simulator))
  const session = { accessToken: xero.tokens.access_token, tenantId: xero.organisation.id }
  const keyOf = (key: string) => `${session.tenantId}:${key}`
  return {
    readOrganisation: async () =>
      answered(await accounting.getOrganisation(session), (found) => ({
        name: found.name,
        shortCode: found.shortCode,
        currency: found.baseCurrency,
      })),
    listAccounts: async () => answered(await accounting.listAccounts(session), itself),
    listItems: async () => answered(await accounting.listItems(session), itself),
    listTaxRates: async () =>
      answered(await accounting.listTaxRates(session), (rates) =>
        rates.map((rate) => ({ type: rate.taxType, percentage: Number(rate.percentage) })),
      ),
    listTrackingOptions: async () =>
      answered(await accounting.listTrackingOptions(session), (options) =>
        options.map((each) => ({ category: each.categoryName, option: each.optionName })),
      ),

    createContacts: async (contacts, key) =>
      answered(
        await accounting.createContacts(session, {
          contacts: contacts.map(({ name, number, accountNumber = null }) => ({
            name,
            foreignNumber: number,
            accountNumber,
            email: null,
            vatNumber: null,
            phone: null,
            invoiceAddress: {},
            visitingAddress: {},
          })),
          idempotencyKey: keyOf(key),
        }),
        elementsBy(seenContact),
      ),
    readContacts: async (page, modifiedSince) =>
      answered(await accounting.readContacts(session, { page, modifiedSince }), (found) => ({
        contacts: found.contacts.map(seenContact),
        count: found.itemCount,
      })),
    findContactsByNumber: async (numbers) =>
      answered(await accounting.findContactsByForeignNumber(session, [...numbers]), (found) =>
        found.map(seenContact),
      ),

    createInvoices: async (invoices, key) =>
      answered(
        await accounting.createInvoices(session, {
          invoices: invoices.map((invoice) => ({
            ...invoice,
            issuedOn,
            dueOn,
            currency,
            url: null,
            lines: invoice.lines.map((line) => ({
              ...line,
              quantity: String(line.quantity),
              unitPrice: String(line.unitPrice),
              itemCode: null,
              taxType: null,
              tracking: [],
            })),
          })),
          idempotencyKey: keyOf(key),
        }),
        elementsBy(seenInvoice),
      ),
    findInvoicesByReference: async (references) =>
      answered(await accounting.findInvoicesByReference(session, [...references]), (found) =>
        found.map(seenInvoice),
      ),
    readInvoices: async (ids) =>
      answered(await accounting.readInvoices(session, [...ids]), (found) =>
        found.map((invoice) => ({
          ...seenInvoice(invoice),
          due: invoice.dueMinor / 100,
          paid: invoice.paidMinor / 100,
          credited: invoice.creditedMinor / 100,
          lines: invoice.lines.map((line) => ({
            description: line.description,
            quantity: Number(line.quantity),
            unitPrice: Number(line.unitPrice),
            accountCode: line.accountCode,
          })),
        })),
      ),
    closeInvoice: async (invoiceId, status) =>
      answered(await accounting.closeInvoice(session, { invoiceId, status }), itself),

    createJournals: async (journals, key) =>
      answered(
        await accounting.createManualJournals(session, {
          journals: journals.map(({ narration, lines }) => ({
            narration,
            postedOn: issuedOn,
            taxMode: 'none',
            url: null,
            lines: lines.map(({ accountCode, amount }) => ({
              description: '',
              accountCode,
              amountMinor: Math.round(amount * 100),
              taxType: null,
              tracking: [],
            })),
          })),
          idempotencyKey: keyOf(key),
        }),
        elementsBy(seenJournal),
      ),
    findJournalsByNarration: async (narrations) =>
      answered(await accounting.findManualJournalsByNarration(session, [...narrations]), (found) =>
        found.map(seenJournal),
      ),
    closeJournal: async (journalId) =>
      answered(
        await accounting.closeManualJournal(session, { journalId, status: 'VOIDED' }),
        itself,
      ),

    createCreditNote: async ({ contactId, reference, amount }, key) =>
      answered(
        await accounting.createCreditNote(session, {
          creditNote: {
            contactId,
            reference,
            issuedOn,
            currency,
            taxMode: 'none',
            lines: [
              {
                description: 'Less',
                quantity: '1',
                unitPrice: String(amount),
                itemCode: null,
                accountCode: '200',
                taxType: null,
                tracking: [],
              },
            ],
          },
          idempotencyKey: keyOf(key),
        }),
        seenCreditNote,
      ),
    allocate: async ({ creditNoteId, invoiceId, amount }, key) =>
      answered(
        await accounting.allocateCreditNote(session, {
          creditNoteId,
          invoiceId,
          amountMinor: Math.round(amount * 100),
          allocatedOn: issuedOn,
          idempotencyKey: keyOf(key),
        }),
        itself,
      ),
    readCreditNote: async (id) =>
      answered(await accounting.readCreditNote(session, id), seenCreditNote),

    attachFile: async (invoiceId, name, content) =>
      answered(
        await accounting.attachFile(session, {
          document: { kind: 'invoice', xeroId: invoiceId },
          name,
          mediaType: 'application/pdf',
          content,
          isOnline: true,
        }),
        itself,
      ),
    listFiles: async (invoiceId) =>
      answered(
        await accounting.listAttachments(session, { kind: 'invoice', xeroId: invoiceId }),
        (files) => files.map((file) => file.name),
      ),
    addNote: async (invoiceId, text, key) =>
      answered(
        await accounting.addNote(session, {
          document: { kind: 'invoice', xeroId: invoiceId },
          text,
          idempotencyKey: keyOf(key),
        }),
        itself,
      ),
    listNotes: async (invoiceId) =>
      answered(await accounting.listNotes(session, { kind: 'invoice', xeroId: invoiceId }), itself),
  }
}

const itself = <Value>(value: Value): Value => value

function answered<From, To>(
  outcome: port.Outcome<From>,
  translate: (value: From) => To,
): Answer<To> {
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'ok', value: translate(outcome.value) }
    case 'rejected':
      return { kind: 'refused', words: outcome.problem.detail }
    case 'busy':
      return { kind: 'limited', retryAfterSeconds: outcome.retryAfterSeconds }
    case 'unauthorised':
    case 'unknown':
      return { kind: outcome.kind }
  }
}

const elementsBy =
  <From, To>(translate: (value: From) => To) =>
  (elements: port.Element<From>[]): Element<To>[] =>
    elements.map((each) =>
      each.kind === 'ok'
        ? { kind: 'ok', value: translate(each.value) }
        : { kind: 'refused', words: each.problem.detail },
    )

function seenContact(contact: port.Contact): ContactSeen {
  return {
    id: contact.contactId,
    name: contact.name,
    number: contact.foreignNumber,
    accountNumber: contact.accountNumber,
    isArchived: contact.status === 'ARCHIVED',
    mergedInto: contact.mergedToContactId,
  }
}

function seenInvoice(invoice: Omit<port.SentInvoice, 'lineCodes'>): InvoiceSeen {
  return {
    id: invoice.invoiceId,
    number: invoice.number,
    reference: invoice.reference,
    status: invoice.status,
    subtotal: invoice.subtotalMinor / 100,
    tax: invoice.taxMinor / 100,
    total: invoice.totalMinor / 100,
  }
}

function seenJournal(journal: port.SentManualJournal): JournalSeen {
  return {
    id: journal.journalId,
    narration: journal.narration,
    status: journal.status,
    amounts: journal.lines.map((line) => line.amountMinor / 100),
  }
}

function seenCreditNote(note: port.CreditNoteNow): CreditNoteSeen {
  return {
    id: note.creditNoteId,
    status: note.status,
    total: note.totalMinor / 100,
    allocated: note.allocations.reduce((sum, each) => sum + each.amountMinor, 0) / 100,
  }
}
