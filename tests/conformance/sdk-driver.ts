import {
  AccountingApi,
  Contact,
  CreditNote,
  CurrencyCode,
  Invoice,
  LineAmountTypes,
  ManualJournal,
} from 'xero-node'
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

const date = issuedOn
const currencyCode = CurrencyCode.EUR
const pageSize = 1000
const fourDecimals = 4
// Left alone, the SDK says that a file is a form.
const asPdf = { headers: { 'Content-Type': 'application/pdf' } }

/** Xero's own SDK. */
export const sdkDriver: DriverFor = (xero) => {
  const api = new AccountingApi(xero.simulator.endpoints.apiUrl)
  api.accessToken = xero.tokens.access_token
  const { id } = xero.organisation
  const keyOf = (key: string) => `${id}:${key}`
  return {
    readOrganisation: () =>
      ask(
        () => api.getOrganisations(id),
        ({ organisations }) => ({
          name: organisations?.[0]?.name ?? '',
          shortCode: organisations?.[0]?.shortCode ?? '',
          currency: String(organisations?.[0]?.baseCurrency),
        }),
      ),
    listAccounts: () =>
      ask(
        () => api.getAccounts(id),
        ({ accounts = [] }) =>
          accounts.map((each) => ({
            code: each.code ?? null,
            isActive: String(each.status) === 'ACTIVE',
          })),
      ),
    listItems: () =>
      ask(
        () => api.getItems(id),
        ({ items = [] }) => items.map(({ code }) => ({ code })),
      ),
    listTaxRates: () =>
      ask(
        () => api.getTaxRates(id),
        ({ taxRates = [] }) =>
          taxRates.map((each) => ({
            type: each.taxType ?? '',
            percentage: each.effectiveRate ?? 0,
          })),
      ),
    listTrackingOptions: () =>
      ask(
        () => api.getTrackingCategories(id),
        ({ trackingCategories = [] }) =>
          trackingCategories.flatMap(({ name, options = [] }) =>
            options.map((each) => ({ category: name ?? '', option: each.name ?? '' })),
          ),
      ),

    createContacts: (contacts, key) => {
      const sent = contacts.map(({ name, number: contactNumber, accountNumber }) => ({
        name,
        contactNumber,
        ...(accountNumber && { accountNumber }),
      }))
      return ask(
        () => api.createContacts(id, { contacts: sent }, false, keyOf(key)),
        ({ contacts: made = [] }) => made.map((each) => elementOf(each, seenContact)),
      )
    },
    readContacts: (page, since) =>
      ask(
        () =>
          api.getContacts(
            id,
            since ?? undefined,
            undefined,
            'ContactID',
            undefined,
            page,
            true,
            undefined,
            undefined,
            pageSize,
          ),
        ({ contacts = [], pagination }) => ({
          contacts: contacts.map(seenContact),
          count: pagination?.itemCount ?? 0,
        }),
      ),
    findContactsByNumber: (numbers) =>
      ask(
        () =>
          api.getContacts(
            id,
            undefined,
            anyOf('ContactNumber', numbers),
            undefined,
            undefined,
            1,
            true,
          ),
        ({ contacts = [] }) => contacts.map(seenContact),
      ),

    createInvoices: (invoices, key) => {
      const sent = invoices.map(({ contactId: contactID, reference, status, lines }) => ({
        type: Invoice.TypeEnum.ACCREC,
        contact: { contactID },
        reference,
        date,
        dueDate: dueOn,
        currencyCode,
        status: Invoice.StatusEnum[status],
        lineAmountTypes: LineAmountTypes.Exclusive,
        lineItems: lines.map(({ unitPrice: unitAmount, ...line }) => ({ ...line, unitAmount })),
      }))
      return ask(
        () => api.createInvoices(id, { invoices: sent }, false, fourDecimals, keyOf(key)),
        ({ invoices: made = [] }) => made.map((each) => elementOf(each, seenInvoice)),
      )
    },
    findInvoicesByReference: (references) =>
      ask(
        () => api.getInvoices(id, undefined, anyOf('Reference', references)),
        ({ invoices = [] }) => invoices.map(seenInvoice),
      ),
    readInvoices: (ids) =>
      ask(
        () =>
          api.getInvoices(
            id,
            undefined,
            undefined,
            undefined,
            [...ids],
            undefined,
            undefined,
            undefined,
            1,
            undefined,
            undefined,
            fourDecimals,
          ),
        ({ invoices = [] }) =>
          invoices.map((invoice) => ({
            ...seenInvoice(invoice),
            due: invoice.amountDue ?? 0,
            paid: invoice.amountPaid ?? 0,
            credited: invoice.amountCredited ?? 0,
            lines: (invoice.lineItems ?? []).map((line) => ({
              description: line.description ?? '',
              quantity: line.quantity ?? 0,
              unitPrice: line.unitAmount ?? 0,
              accountCode: line.accountCode ?? null,
            })),
          })),
      ),
    closeInvoice: (invoiceId, status) =>
      ask(
        () =>
          api.updateInvoice(id, invoiceId, {
            invoices: [{ status: Invoice.StatusEnum[status] }],
          }),
        ({ invoices }) => ({ status: String(invoices?.[0]?.status) }),
      ),

    createJournals: (journals, key) => {
      const sent = journals.map(({ narration, lines }) => ({
        narration,
        date,
        status: ManualJournal.StatusEnum.POSTED,
        lineAmountTypes: LineAmountTypes.NoTax,
        journalLines: lines.map(({ accountCode, amount: lineAmount }) => ({
          accountCode,
          lineAmount,
        })),
      }))
      return ask(
        () => api.createManualJournals(id, { manualJournals: sent }, false, keyOf(key)),
        ({ manualJournals = [] }) => manualJournals.map((each) => elementOf(each, seenJournal)),
      )
    },
    findJournalsByNarration: (narrations) =>
      ask(
        () => api.getManualJournals(id, undefined, anyOf('Narration', narrations), undefined, 1),
        ({ manualJournals = [] }) => manualJournals.map(seenJournal),
      ),
    closeJournal: (journalId) =>
      ask(
        () =>
          api.updateManualJournal(id, journalId, {
            manualJournals: [{ status: ManualJournal.StatusEnum.VOIDED } as ManualJournal],
          }),
        ({ manualJournals }) => ({ status: String(manualJournals?.[0]?.status) }),
      ),

    createCreditNote: ({ contactId: contactID, reference, amount }, key) => {
      const note = {
        type: CreditNote.TypeEnum.ACCRECCREDIT,
        status: CreditNote.StatusEnum.AUTHORISED,
        contact: { contactID },
        reference,
        date,
        currencyCode,
        lineAmountTypes: LineAmountTypes.NoTax,
        lineItems: [{ description: 'Less', quantity: 1, unitAmount: amount, accountCode: '200' }],
      }
      return ask(
        () => api.createCreditNotes(id, { creditNotes: [note] }, true, fourDecimals, keyOf(key)),
        ({ creditNotes }) => seenCreditNote(creditNotes?.[0]),
      )
    },
    allocate: ({ creditNoteId, invoiceId: invoiceID, amount }, key) =>
      ask(
        () =>
          api.createCreditNoteAllocation(
            id,
            creditNoteId,
            { allocations: [{ amount, date, invoice: { invoiceID } }] },
            true,
            keyOf(key),
          ),
        () => {},
      ),
    readCreditNote: (creditNoteId) =>
      ask(
        () => api.getCreditNote(id, creditNoteId),
        ({ creditNotes }) => seenCreditNote(creditNotes?.[0]),
      ),

    attachFile: (invoiceId, name, content) =>
      ask(
        // The SDK's types ask for a stream, its code takes bytes.
        () =>
          api.createInvoiceAttachmentByFileName(
            id,
            invoiceId,
            name,
            content as never,
            true,
            undefined,
            asPdf,
          ),
        () => {},
      ),
    listFiles: (invoiceId) =>
      ask(
        () => api.getInvoiceAttachments(id, invoiceId),
        ({ attachments = [] }) => attachments.map((file) => file.fileName ?? ''),
      ),
    addNote: (invoiceId, details, key) =>
      ask(
        () =>
          api.createInvoiceHistory(id, invoiceId, { historyRecords: [{ details }] }, keyOf(key)),
        () => {},
      ),
    listNotes: (invoiceId) =>
      ask(
        () => api.getInvoiceHistory(id, invoiceId),
        ({ historyRecords = [] }) => historyRecords.map((each) => each.details ?? ''),
      ),
  }
}

/** The SDK rejects with a text of JSON, whatever went wrong. */
async function ask<Body, Value>(
  call: () => Promise<{ body: Body }>,
  translate: (body: Body) => Value,
): Promise<Answer<Value>> {
  try {
    return { kind: 'ok', value: translate((await call()).body) }
  } catch (error) {
    return failureOf(String(error))
  }
}

type Failure = { response: { statusCode: number; headers: Record<string, string>; body: unknown } }

function failureOf(text: string): Exclude<Answer<never>, { kind: 'ok' }> {
  const { statusCode, headers, body } = (JSON.parse(text) as Failure).response
  if (statusCode === 401 || statusCode === 403) return { kind: 'unauthorised' }
  if (statusCode === 429 || statusCode === 503) {
    const after = headers['retry-after']
    return { kind: 'limited', retryAfterSeconds: after === undefined ? null : Number(after) }
  }
  if (statusCode >= 400 && statusCode < 500) return { kind: 'refused', words: JSON.stringify(body) }
  return { kind: 'unknown' }
}

function elementOf<From extends { validationErrors?: { message?: string }[] }, To>(
  element: From,
  translate: (element: From) => To,
): Element<To> {
  const words = (element.validationErrors ?? []).map((each) => each.message).join(' ')
  return words === '' ? { kind: 'ok', value: translate(element) } : { kind: 'refused', words }
}

function anyOf(field: string, texts: readonly string[]): string {
  return texts.map((text) => `${field}=="${text.replaceAll('"', '""')}"`).join(' OR ')
}

function seenContact(contact: Contact): ContactSeen {
  return {
    id: contact.contactID ?? '',
    name: contact.name ?? '',
    number: contact.contactNumber ?? null,
    accountNumber: contact.accountNumber || null,
    isArchived: contact.contactStatus === Contact.ContactStatusEnum.ARCHIVED,
    mergedInto: contact.mergedToContactID ?? null,
  }
}

function seenInvoice(invoice: Invoice): InvoiceSeen {
  return {
    id: invoice.invoiceID ?? '',
    number: invoice.invoiceNumber ?? null,
    reference: invoice.reference ?? '',
    status: String(invoice.status),
    subtotal: invoice.subTotal ?? 0,
    tax: invoice.totalTax ?? 0,
    total: invoice.total ?? 0,
  }
}

function seenJournal(journal: ManualJournal): JournalSeen {
  return {
    id: journal.manualJournalID ?? '',
    narration: journal.narration,
    status: String(journal.status),
    amounts: (journal.journalLines ?? []).map((line) => line.lineAmount ?? 0),
  }
}

function seenCreditNote(note: CreditNote | undefined): CreditNoteSeen {
  return {
    id: note?.creditNoteID ?? '',
    status: String(note?.status),
    total: note?.total ?? 0,
    allocated: (note?.allocations ?? []).reduce((sum, each) => sum + each.amount, 0),
  }
}
