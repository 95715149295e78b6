import { noItems } from '#api/billing-schemas.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { updateLetterhead } from '#app/letterhead/update-letterhead.ts'
import { brokenRules, nodesAt, read, textAt } from '#tests/support/peppol-rules.ts'
import { pdfPages } from '#tests/support/pdf-text.ts'
import { startMailServer } from '#tests/support/mail-server.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createCreditInvoice } from './create-credit-invoice.ts'
import { createInvoice } from './create-invoice.ts'
import { emailInvoice } from './email-invoice.ts'
import { finaliseInvoice } from './finalise-invoice.ts'
import { getEInvoice } from './get-e-invoice.ts'
import { listEInvoiceNeeds } from './list-e-invoice-needs.ts'
import { printInvoice } from './print-invoice.ts'

const issuedOn = '2026-11-16'
const aLine = { description: 'Advice', quantity: '2', unitPrice: '50' }

async function aSeller({ ctx }: World, changes: object = {}) {
  const high = { name: 'High', percentage: '21', isDefault: true }
  await createVatRates(ctx, { items: [high] })
  await updateLetterhead(ctx, {
    changes: {
      legalName: 'Studio Noord B.V.',
      address: {
        line1: 'Keizersgracht 126',
        postalCode: '1015 CW',
        city: 'Amsterdam',
        country: 'NL',
      },
      registrationNumber: '12345678',
      vatNumber: 'NL003456789B01',
      iban: 'NL91ABNA0417164300',
      electronicAddress: '0106:12345678',
      ...changes,
    },
  })
}

async function aBuyer({ ctx, has }: World): Promise<string> {
  const { id: clientId } = await has.client({ name: 'Acme' })
  const changes = {
    invoiceAddress: { line1: 'Kaai 1', postalCode: '2000', city: 'Antwerpen', country: 'België' },
    vatNumber: 'BE0316380841',
    electronicAddress: '0208:0316380841',
  }
  await updateClient(ctx, { clientId, changes })
  return clientId
}

async function aFinal(world: World, asked: Partial<Parameters<typeof createInvoice>[1]>) {
  const usual = {
    items: noItems,
    groupBy: 'entry',
    issuedOn,
    reference: 'PO 1',
  } as const
  const { id: invoiceId } = await createInvoice(world.ctx, { lines: [], ...usual, ...asked })
  await finaliseInvoice(world.ctx, { invoiceId })
  return invoiceId
}

const needsOf = async (world: World, invoiceId: string) =>
  (await listEInvoiceNeeds(world.ctx, { invoiceId })).items.map(({ need }) => need)

test('a final invoice is an e-invoice that keeps the rules, with hours, kilometres and pieces', async () => {
  await using world = await createWorld()
  await aSeller(world)
  const clientId = await aBuyer(world)
  const project = await world.has.project({ clientId })
  const entry = await world.has.timeEntry({ projectId: project.id, seconds: 4800 })
  const trip = await world.has.mileage({ projectId: project.id })
  const items = { ...noItems, timeEntryIds: [entry.id], mileageIds: [trip.id] }
  const invoiceId = await aFinal(world, { items, lines: [aLine] })
  const { xml, name } = await getEInvoice(world.ctx, { invoiceId })
  expect(name).toBe('2026-0001')
  expect(brokenRules(xml)).toEqual([])
  const units = nodesAt(read(xml), 'InvoiceLine/InvoicedQuantity')
  expect(units.map(({ attributes }) => attributes['unitCode'])).toEqual(['HUR', 'KMT', 'C62'])

  const credit = await createCreditInvoice(world.ctx, {
    invoiceId,
    issuedOn,
    reference: '',
    freesItems: true,
  })
  await finaliseInvoice(world.ctx, { invoiceId: credit.id })
  await updateClient(world.ctx, { clientId, changes: { buyerReference: 'Cost centre 7' } })
  const note = await getEInvoice(world.ctx, { invoiceId: credit.id })
  expect(brokenRules(note.xml)).toEqual([])
  const credited = nodesAt(read(note.xml), 'CreditNoteLine/CreditedQuantity')
  expect(credited.map(({ attributes }) => attributes['unitCode'])).toEqual(['HUR', 'KMT', 'C62'])
  expect(textAt(read(note.xml), 'BuyerReference')).toBe('Cost centre 7')
})

test('what is missing is named, for drafts too, and no file is given', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client()
  const asked = { items: noItems, groupBy: 'entry', issuedOn, reference: '' } as const
  const draft = await createInvoice(world.ctx, { ...asked, clientId, lines: [aLine] })
  const invoiceId = draft.id
  await expect(getEInvoice(world.ctx, { invoiceId })).rejects.toMatchObject({
    code: 'invoice_is_not_finalised',
  })
  expect(await needsOf(world, invoiceId)).toContain('client_reference')
  await finaliseInvoice(world.ctx, { invoiceId })
  await expect(getEInvoice(world.ctx, { invoiceId })).rejects.toMatchObject({
    code: 'e_invoice_is_not_complete',
    particulars: {
      detail: expect.stringContaining('An e-invoice needs the electronic address of the client.'),
    },
  })
})

test('what an invoice was made final with stays; what was empty then can be filled in later', async () => {
  await using world = await createWorld()
  await aSeller(world, { electronicAddress: '', iban: '' })
  const clientId = await aBuyer(world)
  const invoiceId = await aFinal(world, { clientId, lines: [aLine] })
  expect(await needsOf(world, invoiceId)).toEqual(['sender_electronic_address', 'sender_iban'])
  await aSeller(world, { legalName: 'Noord Holding' })
  const { xml } = await getEInvoice(world.ctx, { invoiceId })
  const seller = 'AccountingSupplierParty/Party'
  expect(textAt(read(xml), `${seller}/PartyLegalEntity/RegistrationName`)).toBe('Studio Noord B.V.')
  expect(textAt(read(xml), `${seller}/EndpointID`)).toBe('12345678')
})

test('why nothing is charged stands on paper and in the file, as it was when the invoice became final', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await aSeller(world)
  const clientId = await aBuyer(world)
  const [rate] = await createVatRates(ctx, {
    items: [{ name: 'Reversed', percentage: '0', isDefault: false, exemption: 'reverse_charge' }],
  })
  const vatRateId = rate?.id ?? ''
  const lines = [{ ...aLine, vatRateId }]
  const invoiceId = await aFinal(world, { clientId, lines })
  await updateVatRate(ctx, {
    vatRateId,
    changes: { exemption: 'exempt', exemptionReason: 'Art. 11' },
  })
  const paper = pdfPages((await printInvoice(ctx, { invoiceId })).bytes).join('\n')
  expect(paper).toContain('VAT reverse charged')
  const category = 'TaxTotal/TaxSubtotal/TaxCategory'
  const { xml } = await getEInvoice(ctx, { invoiceId })
  expect(brokenRules(xml)).toEqual([])
  expect(textAt(read(xml), `${category}/ID`)).toBe('AE')
  // A credit says what it takes back.
  const credit = await createCreditInvoice(ctx, {
    invoiceId,
    issuedOn,
    reference: 'PO 1',
    freesItems: false,
  })
  await finaliseInvoice(ctx, { invoiceId: credit.id })
  const note = await getEInvoice(ctx, { invoiceId: credit.id })
  expect(textAt(read(note.xml), `${category}/ID`)).toBe('AE')
  const later = await aFinal(world, { clientId, lines })
  const laterFile = await getEInvoice(ctx, { invoiceId: later })
  expect(textAt(read(laterFile.xml), `${category}/TaxExemptionReason`)).toBe('Art. 11')
  // Above 0% there is nothing to explain.
  const high = await updateVatRate(ctx, { vatRateId, changes: { percentage: '21' } })
  expect(high).toMatchObject({ exemption: null, exemptionReason: '' })
})

test('the e-invoice goes along in e-mails where that is asked and nothing is missing', async () => {
  await using server = await startMailServer()
  await using world = await createWorld({ mail: server.config })
  await aSeller(world, { attachesEInvoice: true })
  const clientId = await aBuyer(world)
  const invoiceId = await aFinal(world, { clientId, lines: [aLine] })
  const email = {
    to: ['pay@kettle.example'],
    cc: [],
    subject: 'Invoice',
    body: 'Of work',
    copyToMe: false,
    again: false,
  }
  await emailInvoice(world.ctx, { invoiceId, ...email })
  await world.runJobs()
  const [message] = server.received
  const { xml } = await getEInvoice(world.ctx, { invoiceId })
  expect(JSON.stringify(message)).toContain('2026-0001.xml')
  expect(xml).toContain('2026-0001')

  await updateClient(world.ctx, { clientId, changes: { electronicAddress: null } })
  const other = await aFinal(world, { clientId, lines: [aLine] })
  await emailInvoice(world.ctx, { invoiceId: other, ...email })
  await world.runJobs()
  expect(JSON.stringify(server.received.at(-1))).not.toContain('.xml')
})
