import {
  AccountingApi,
  Contact,
  CreditNote,
  Invoice,
  LineAmountTypes,
  ManualJournal,
} from 'xero-node'
import { expect, test } from 'vitest'
import { anInvoice, openXero, type Xero } from './open-xero.ts'

function apiOf(xero: Xero): AccountingApi {
  const api = new AccountingApi(xero.simulator.endpoints.apiUrl)
  api.accessToken = xero.tokens.access_token
  return api
}

test('Xero’s own SDK reads and writes contacts, invoices and journals', async () => {
  await using xero = await openXero()
  const api = apiOf(xero)
  const { id } = xero.organisation

  const organisations = await api.getOrganisations(id)
  expect(organisations.body.organisations?.[0]?.shortCode).toBe(xero.organisation.shortCode)

  const created = await api.createContacts(
    id,
    { contacts: [{ name: 'From the SDK' }] },
    false,
    'k1',
  )
  const contactID = created.body.contacts?.[0]?.contactID ?? ''
  expect(created.body.contacts?.[0]?.contactStatus).toBe(Contact.ContactStatusEnum.ACTIVE)

  const invoice: Invoice = {
    type: Invoice.TypeEnum.ACCREC,
    contact: { contactID },
    date: '2026-11-16',
    dueDate: '2026-11-30',
    status: Invoice.StatusEnum.AUTHORISED,
    lineAmountTypes: LineAmountTypes.Exclusive,
    lineItems: [{ description: 'Advice', quantity: 2, unitAmount: 50.1234, accountCode: '200' }],
  }
  const invoiced = await api.createInvoices(id, { invoices: [invoice] }, false, 4, 'k2')
  const [saved] = invoiced.body.invoices ?? []
  expect([saved?.invoiceNumber, saved?.subTotal, saved?.total]).toEqual(['INV-0001', 100.25, 121.3])
  expect(invoiced.response.headers['x-minlimit-remaining']).toBeDefined()
  await api.createInvoices(id, { invoices: [invoice] }, false, 4, 'k2')

  const where = `Contact.ContactID==guid("${contactID}")`
  const found = await api.getInvoices(
    id,
    undefined,
    where,
    'Date DESC',
    undefined,
    undefined,
    undefined,
    undefined,
    1,
  )
  expect(found.body.invoices).toHaveLength(1)
  expect(found.body.pagination).toMatchObject({ itemCount: 1 })
  const voided = await api.updateInvoice(id, saved?.invoiceID ?? '', {
    invoices: [{ status: Invoice.StatusEnum.VOIDED }],
  })
  expect(voided.body.invoices?.[0]?.status).toBe('VOIDED')

  const journal: ManualJournal = {
    narration: 'From the SDK',
    date: '2026-11-16',
    status: ManualJournal.StatusEnum.POSTED,
    journalLines: [
      { lineAmount: 10, accountCode: '615' },
      { lineAmount: -10, accountCode: '200' },
    ],
  }
  await api.createManualJournals(id, { manualJournals: [journal] })
  const journals = await api.getManualJournals(
    id,
    undefined,
    'Narration=="From the SDK"',
    undefined,
    1,
  )
  expect(journals.body.manualJournals?.[0]?.journalLines).toHaveLength(2)

  const contacts = await api.getContacts(
    id,
    new Date('2026-11-16T09:00:00Z'),
    undefined,
    'Name ASC',
    undefined,
    1,
    true,
    true,
    undefined,
    1000,
  )
  expect(contacts.body.contacts?.map((each) => each.name)).toEqual(['From the SDK'])
  expect((await api.getAccounts(id, undefined, 'Code=="615"')).body.accounts).toHaveLength(1)
  expect((await api.getItems(id)).body.items?.length).toBeGreaterThan(3)
  expect((await api.getTaxRates(id)).body.taxRates?.length).toBeGreaterThan(3)
  expect((await api.getTrackingCategories(id)).body.trackingCategories).toHaveLength(2)
  expect((await api.getCurrencies(id)).body.currencies).toHaveLength(3)
})

test('the SDK attaches files and writes notes', async () => {
  await using xero = await openXero()
  const api = apiOf(xero)
  const { id } = xero.organisation
  const made = await xero.put('/Invoices', anInvoice(xero))
  const invoiceID = String(made.json.Invoices[0].InvoiceID)
  const content = Buffer.from('%PDF-1.4 a timesheet')
  await api.createInvoiceAttachmentByFileName(id, invoiceID, 'hours.pdf', content as never, true)
  const { body } = await api.getInvoiceAttachments(id, invoiceID)
  const [file] = body.attachments ?? []
  expect(file).toMatchObject({ fileName: 'hours.pdf', includeOnline: true })
  const read = await api.getInvoiceAttachmentByFileName(
    id,
    invoiceID,
    'hours.pdf',
    'application/pdf',
  )
  expect(Buffer.from(read.body).toString()).toBe(content.toString())
  const historyRecords = [{ details: 'Made by Hourbook' }]
  await api.createInvoiceHistory(id, invoiceID, { historyRecords })
  const history = await api.getInvoiceHistory(id, invoiceID)
  expect(history.body.historyRecords?.map((each) => each.changes)).toEqual([
    'Note',
    'Attached a file',
    'Created',
  ])
})

test('the SDK sees a refusal as Xero words it', async () => {
  await using xero = await openXero()
  const name = String(xero.control.contacts(xero.organisation.id)[0]?.['Name'])
  const refused: unknown = await apiOf(xero)
    .createContacts(xero.organisation.id, { contacts: [{ name }] }, true)
    .catch((error: unknown) => error)
  expect(String(refused)).toContain('is already assigned to another contact')
})

test('the SDK pays, credits and takes back', async () => {
  await using xero = await openXero()
  const api = apiOf(xero)
  const { id } = xero.organisation
  const made = await xero.put('/Invoices', anInvoice(xero, { Status: 'AUTHORISED' }))
  const { InvoiceID: invoiceID, Contact: contact } = made.json.Invoices[0]
  const payment = {
    invoice: { invoiceID },
    account: { code: '091' },
    amount: 21,
    date: '2026-11-20',
  }
  const paid = await api.createPayments(id, { payments: [payment] }, false)
  const paymentID = paid.body.payments?.[0]?.paymentID ?? ''
  expect(paid.body.payments?.[0]?.invoice?.amountDue).toBe(100)
  const listed = await api.getPayments(
    id,
    new Date('2026-11-16T09:00:00Z'),
    undefined,
    undefined,
    1,
  )
  expect(listed.body.payments?.map((each) => each.paymentID)).toEqual([paymentID])
  const deleted = await api.deletePayment(id, paymentID, { status: 'DELETED' })
  expect(deleted.body.payments?.[0]?.status).toBe('DELETED')

  const created = await api.createCreditNotes(id, {
    creditNotes: [
      {
        type: CreditNote.TypeEnum.ACCRECCREDIT,
        status: CreditNote.StatusEnum.AUTHORISED,
        contact: { contactID: contact.ContactID },
        date: '2026-11-20',
        lineItems: [{ description: 'Less', quantity: 1, unitAmount: 100, accountCode: '200' }],
      },
    ],
  })
  const creditNoteID = created.body.creditNotes?.[0]?.creditNoteID ?? ''
  const allocated = await api.createCreditNoteAllocation(id, creditNoteID, {
    allocations: [{ amount: 121, date: '2026-11-20', invoice: { invoiceID } }],
  })
  expect(allocated.body.allocations?.[0]?.amount).toBe(121)
  const settled = await api.getInvoice(id, invoiceID)
  expect(settled.body.invoices?.[0]).toMatchObject({ status: 'PAID', amountCredited: 121 })
  const [allocation] =
    (await api.getCreditNote(id, creditNoteID)).body.creditNotes?.[0]?.allocations ?? []
  const back = await api.deleteCreditNoteAllocations(
    id,
    creditNoteID,
    allocation?.allocationID ?? '',
  )
  expect(back.body.isDeleted).toBe(true)
})

test('the SDK reads what lies around documents', async () => {
  await using xero = await openXero()
  xero.control.switches.demoCompanySendsEmail = true
  const api = apiOf(xero)
  const { id } = xero.organisation
  const contact = { Name: 'Reader', EmailAddress: 'reader@example.com' }
  const made = await xero.put(
    '/Invoices',
    anInvoice(xero, { Status: 'AUTHORISED', Contact: contact }),
  )
  const invoiceID = String(made.json.Invoices[0].InvoiceID)
  const pdf = await api.getInvoiceAsPdf(id, invoiceID)
  expect(Buffer.from(pdf.body).toString('latin1').slice(0, 5)).toBe('%PDF-')
  const online = await api.getOnlineInvoice(id, invoiceID)
  expect(online.body.onlineInvoices?.[0]?.onlineInvoiceUrl).toContain('/in/')
  expect((await api.emailInvoice(id, invoiceID, {})).response.status).toBe(204)
  expect((await api.getBrandingThemes(id)).body.brandingThemes).toHaveLength(2)
  expect((await api.getUsers(id)).body.users).toHaveLength(2)
  expect((await api.getOrganisationActions(id)).body.actions?.length).toBeGreaterThan(5)

  const group = await api.createContactGroup(id, { contactGroups: [{ name: 'VIPs' }] })
  const groupID = group.body.contactGroups?.[0]?.contactGroupID ?? ''
  const contactID = String(made.json.Invoices[0].Contact.ContactID)
  await api.createContactGroupContacts(id, groupID, { contacts: [{ contactID }] })
  const read = await api.getContactGroup(id, groupID)
  expect(read.body.contactGroups?.[0]?.contacts?.map((each) => each.contactID)).toEqual([contactID])
})
