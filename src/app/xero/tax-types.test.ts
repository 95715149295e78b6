import { noItems } from '#api/billing-schemas.ts'
import { listVatRates } from '#app/catalogue/list-vat-rates.ts'
import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { retryXeroDocument } from '#app/exports/retry-xero-document.ts'
import { updateXeroDocument } from '#app/exports/update-xero-document.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { newId } from '#lib/ids.ts'
import { connectBoth } from '#tests/support/two-administrations.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { checkXeroReadiness } from './check-xero-readiness.ts'
import { fixXeroFinding } from './fix-xero-finding.ts'

// Two organisations name their tax rates apart: what is chosen for a VAT rate in one says nothing in the other.

async function both() {
  const world = await createWorld()
  const { dutch, german, vatRateId } = await connectBoth(world)
  const one = await world.has.client()
  const other = await world.has.client({ connectionId: german.connectionId })
  const choose = async (connectionId: string | undefined, taxType: string | null) =>
    await updateVatRate(world.ctx, {
      vatRateId,
      changes: { xeroTaxTypes: [{ connectionId, taxType }] },
    })
  return Object.assign(world, { dutch, german, vatRateId, one, other, choose })
}
type Both = Awaited<ReturnType<typeof both>>

async function hours({ has }: World, clientId: string): Promise<string> {
  const project = await has.project({ clientId, hourlyRate: '95' })
  return (await has.timeEntry({ projectId: project.id, seconds: 3600 })).id
}

function anExport(...timeEntryIds: string[]) {
  return {
    items: { ...noItems, timeEntryIds },
    per: 'client' as const,
    groupBy: 'project' as const,
    issuedOn: '2026-11-16',
    status: 'DRAFT' as const,
  }
}

/** The tax types of the lines that each of the two has, of invoices or of journals, in no order. */
function sentTo({ xero, dutch, german }: Both, what: 'invoices' | 'manualJournals') {
  const lines = { invoices: 'LineItems', manualJournals: 'JournalLines' } as const
  return [dutch, german].map(({ tenantId }) =>
    xero.control[what](tenantId)
      .flatMap((each) => each[lines[what]] as Record<string, unknown>[])
      .map((line) => String(line['TaxType']))
      .toSorted(),
  )
}

test('the preview and the export name the tax rate of each administration', async () => {
  await using world = await both()
  const { ctx, choose, german, one, other } = world
  const items = [await hours(world, one.id), await hours(world, other.id)]
  const previewed = async () => {
    const { documents } = await previewXeroExport(ctx, anExport(...items))
    const of = (clientId: string) => documents.find((each) => each.clientId === clientId)?.lines[0]
    return [of(one.id), of(other.id)].map((line) => [line?.taxType, line?.taxedBy])
  }
  expect(await previewed()).toEqual([
    ['NONE', 'percentage'],
    ['NONE', 'percentage'],
  ])
  await choose(undefined, 'TAX002')
  expect(await previewed()).toEqual([
    ['TAX002', 'vat_rate'],
    ['NONE', 'percentage'],
  ])
  await choose(german.connectionId, 'TAX002')
  await choose(undefined, null)
  expect(await previewed()).toEqual([
    ['NONE', 'percentage'],
    ['TAX002', 'vat_rate'],
  ])
  await createXeroExport(ctx, anExport(...items))
  await world.runJobs()
  expect(sentTo(world, 'invoices')).toEqual([['NONE'], ['TAX002']])
})

test('a tax rate that one administration has no more holds up only its clients', async () => {
  await using world = await both()
  const { ctx, choose, german, vatRateId, one, other } = world
  const { connectionId } = german
  const items = [await hours(world, one.id), await hours(world, other.id)]
  await choose(connectionId, 'GONE')
  const { documents, leftOut } = await previewXeroExport(ctx, anExport(...items))
  expect(documents.map((each) => each.clientId)).toEqual([one.id])
  expect(leftOut).toMatchObject([{ itemId: items[1], reason: 'tax_rate_is_not_mapped' }])

  // The check says so of that one, and its button chooses there, not in the other.
  const found = async (asked: { connectionId?: string }) =>
    (await checkXeroReadiness(ctx, { refresh: true, ...asked })).items.map((each) => each.code)
  expect(await found({})).toEqual([])
  expect(await found({ connectionId })).toEqual(['tax_type_is_gone'])
  const subject = { subject: 'vat_rate' as const, subjectId: vatRateId }
  await fixXeroFinding(ctx, { connectionId, ...subject, code: 'tax_type_is_gone' })
  expect(await found({ connectionId })).toEqual([])
  const { items: rates } = await listVatRates(ctx, { limit: 10, archived: 'false' })
  expect(rates.find((each) => each.id === vatRateId)?.xeroTaxTypes).toEqual([
    { connectionId, taxType: 'NONE' },
  ])
})

test('journals, additions to a draft and another try carry the tax rate of their administration', async () => {
  await using world = await both()
  const { ctx, choose, german, one, other, xero } = world
  await choose(german.connectionId, 'TAX002')
  for (const clientId of [one.id, other.id]) {
    const { id: invoiceId } = await createInvoice(ctx, {
      clientId,
      items: noItems,
      groupBy: 'project',
      lines: [{ description: 'Work', quantity: '1', unitPrice: '10', vatRateId: null }],
      issuedOn: '2026-11-16',
      reference: '',
    })
    await finaliseInvoice(ctx, { invoiceId })
    await sendInvoice(ctx, { invoiceId, method: 'mark_as_sent' })
    await createSalesTransaction(ctx, { invoiceId })
  }
  await world.runJobs()
  // The line of the debtors carries no tax anywhere.
  expect(sentTo(world, 'manualJournals')).toEqual([
    ['NONE', 'NONE'],
    ['NONE', 'TAX002'],
  ])

  xero.control.organisations.edit(german.tenantId, { periodLockDate: '2026-12-31' })
  const approved = { ...anExport(await hours(world, other.id)), status: 'AUTHORISED' as const }
  const made = await createXeroExport(ctx, approved)
  await world.runJobs()
  const documentId = made.documents[0]?.id ?? ''
  expect(await getXeroDocument(ctx, { documentId })).toMatchObject({ state: 'rejected' })
  xero.control.organisations.edit(german.tenantId, { periodLockDate: null })
  await choose(german.connectionId, null)
  await retryXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect(sentTo(world, 'invoices')).toEqual([[], ['NONE']])

  const draft = await createXeroExport(ctx, anExport(await hours(world, other.id)))
  await world.runJobs()
  await choose(german.connectionId, 'TAX002')
  await updateXeroDocument(ctx, {
    documentId: draft.documents[0]?.id ?? '',
    items: { ...noItems, timeEntryIds: [await hours(world, other.id)] },
  })
  await world.runJobs()
  // What the draft had stays as it was sent.
  expect(sentTo(world, 'invoices')).toEqual([[], ['NONE', 'NONE', 'TAX002']])
})

test('a choice names an administration of this workspace, once', async () => {
  await using world = await both()
  const { ctx, dutch, german, vatRateId } = world
  const { connectionId } = german
  const [made] = await createVatRates(ctx, {
    items: [
      {
        name: 'Export',
        percentage: '0',
        isDefault: false,
        xeroTaxTypes: [{ taxType: 'TAX002' }, { connectionId, taxType: 'NONE' }],
      },
    ],
  })
  expect(made?.xeroTaxTypes).toEqual([
    { connectionId: dutch.connectionId, taxType: 'TAX002' },
    { connectionId, taxType: 'NONE' },
  ])
  const change = async (...xeroTaxTypes: { connectionId?: string; taxType: string | null }[]) =>
    await updateVatRate(ctx, { vatRateId, changes: { xeroTaxTypes } })
  const field = 'xeroTaxTypes.1.connectionId'
  await expect(
    change({ taxType: 'NONE' }, { connectionId: dutch.connectionId, taxType: 'TAX002' }),
  ).rejects.toMatchObject({ code: 'input_is_not_valid', particulars: { field } })
  await expect(change({ connectionId: newId(), taxType: 'NONE' })).rejects.toMatchObject({
    code: 'xero_connection_not_found',
  })
  const { ctx: theirs } = await world.otherWorkspace()
  const fields = { name: 'Theirs', percentage: '0', isDefault: false }
  await expect(
    createVatRates(theirs, {
      items: [{ ...fields, xeroTaxTypes: [{ connectionId, taxType: 'NONE' }] }],
    }),
  ).rejects.toMatchObject({ code: 'xero_connection_not_found' })
  await expect(
    createVatRates(theirs, { items: [{ ...fields, xeroTaxTypes: [{ taxType: 'NONE' }] }] }),
  ).rejects.toMatchObject({ code: 'xero_is_not_connected' })
})
