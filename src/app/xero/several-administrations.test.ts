import { noItems } from '#api/billing-schemas.ts'
import { createClients } from '#app/clients/create-clients.ts'
import { getClient } from '#app/clients/get-client.ts'
import { listClients } from '#app/clients/list-clients.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { getXeroCertificate } from '#app/differences/get-xero-certificate.ts'
import { countRefusedDocuments } from '#app/exports/count-refused-documents.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { retryRefusedDocuments } from '#app/exports/retry-refused-documents.ts'
import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { listContactImportRows } from '#app/imports/list-contact-import-rows.ts'
import { listContactImports } from '#app/imports/list-contact-imports.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { startNightlyImports } from '#app/imports/start-nightly-imports.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { aClient } from '#tests/support/factories.ts'
import { type Connected, connectBoth } from '#tests/support/two-administrations.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { chooseXeroAdministration } from './choose-xero-administration.ts'
import { disconnectXero } from './disconnect-xero.ts'
import { getXeroConnection } from './get-xero-connection.ts'
import { listSyncLog } from './list-sync-log.ts'
import { listXeroMappings } from './list-xero-mappings.ts'
import { setXeroMapping } from './set-xero-mapping.ts'
import { updateXeroSettings } from './update-xero-settings.ts'

test('a number that both organisations use is a client in each, and an export goes to both in one go', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  await importAll(world, dutch)
  await importAll(world, german)

  const dutchClient = await clientOf(world, dutch)
  const germanClient = await clientOf(world, german)
  expect(germanClient.number).toBe(dutchClient.number)
  expect(germanClient).toMatchObject({ connectionId: german.connectionId, source: 'xero' })
  expect(dutchClient.connectionId).toBeNull()
  expect(germanClient.xero?.contactId).not.toBe(dutchClient.xero?.contactId)

  const items = await hoursFor(world, [dutchClient.id, germanClient.id])
  const preview = await previewXeroExport(ctx, anExport(items))
  expect(preview.leftOut).toEqual([])
  expect(preview.documents.map((each) => [each.clientId, each.administration?.name])).toEqual([
    [dutchClient.id, 'Demo Company (NL)'],
    [germanClient.id, 'Harbour Practice GmbH'],
  ])
  const { previewHash } = preview
  const made = await createXeroExport(ctx, { ...anExport(items), previewHash })
  await world.runJobs()

  const done = await getXeroExport(ctx, { exportId: made.id })
  expect(done.state).toBe('done')
  expect(done.documents.map((each) => [each.clientId, each.connectionId, each.state])).toEqual([
    [dutchClient.id, dutch.connectionId, 'confirmed'],
    [germanClient.id, german.connectionId, 'confirmed'],
  ])
  // What Xero has is the proof: each organisation has the invoice of its own contact, and no other.
  for (const [{ tenantId }, client] of [
    [dutch, dutchClient],
    [german, germanClient],
  ] as const) {
    expect(contactsOf(xero.control.invoices(tenantId))).toEqual([client.xero?.contactId])
  }
  expect(await getXeroCertificate(ctx, { month: '2026-11' })).toMatchObject({
    administration: 'Demo Company (NL), Harbour Practice GmbH',
    totals: { documents: 2 },
  })
  const { connectionId } = german
  expect(await getXeroCertificate(ctx, { month: '2026-11', connectionId })).toMatchObject({
    administration: 'Harbour Practice GmbH',
    totals: { documents: 1, differenceMinor: 0 },
  })
  const log = await listSyncLog(ctx, { limit: 50, connectionId })
  expect(new Set(log.items.map((each) => each.administrationName))).toEqual(
    new Set(['Harbour Practice GmbH']),
  )
})

test('a client that Hourbook made is created in its own administration only', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  const before = contactCounts(world, [dutch, german])
  const { id } = await world.has.client({ name: 'Neu GmbH', connectionId: german.connectionId })
  const items = await hoursFor(world, [id])
  await createXeroExport(ctx, anExport(items))
  await world.runJobs()
  expect(contactCounts(world, [dutch, german])).toEqual([before[0], (before[1] ?? 0) + 1])
  expect(xero.control.invoices(dutch.tenantId)).toEqual([])
  expect(xero.control.invoices(german.tenantId)).toHaveLength(1)
})

test('each sales transaction goes to the administration of its client', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  const one = await world.has.client()
  const other = await world.has.client({ connectionId: german.connectionId })
  await updateXeroSettings(ctx, { connectionId: german.connectionId, debtorsAccountCode: null })
  const invoices = [await sentInvoice(world, one.id), await sentInvoice(world, other.id)]
  const allowed = async (invoiceId: string) =>
    (await getInvoice(ctx, { invoiceId })).can.createSalesTransaction
  expect(await allowed(invoices[0] ?? '')).toMatchObject({ allowed: true })
  expect(await allowed(invoices[1] ?? '')).toMatchObject({
    because: { code: 'debtors_account_not_chosen' },
  })
  const { debtorsAccountCode } = (await getXeroConnection(ctx)).settings ?? {}
  await updateXeroSettings(ctx, {
    connectionId: german.connectionId,
    debtorsAccountCode: debtorsAccountCode ?? null,
  })
  for (const invoiceId of invoices) await createSalesTransaction(ctx, { invoiceId })
  await world.runJobs()
  const narrations = [dutch, german].map(({ tenantId }) =>
    xero.control.manualJournals(tenantId).map((journal) => String(journal['Narration'])),
  )
  expect(narrations).toEqual([
    [expect.stringContaining('2026-0001')],
    [expect.stringContaining('2026-0002')],
  ])
})

test('while one is disconnected the other works, and what cannot go is left out in words', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  const one = await world.has.client()
  const other = await world.has.client({ connectionId: german.connectionId })
  const items = await hoursFor(world, [one.id, other.id])
  await disconnectXero(ctx, { connectionId: german.connectionId })
  expect(await getXeroConnection(ctx)).toMatchObject({
    state: 'active',
    administrations: [
      { connectionId: dutch.connectionId, isDefault: true, clients: 1, canExport: true },
      {
        connectionId: german.connectionId,
        state: 'disconnected',
        clients: 1,
        canExport: false,
        cannotExportBecause: 'Harbour Practice GmbH is not connected. Connect it again.',
      },
    ],
  })

  // Only one is left that documents can go to; the other's clients are still not its own.
  const preview = await previewXeroExport(ctx, anExport(items))
  expect(preview.documents.map((each) => each.clientId)).toEqual([one.id])
  expect(preview.leftOut).toMatchObject([
    { reason: 'xero_is_not_connected', message: expect.stringContaining('Harbour Practice GmbH') },
  ])
  await createXeroExport(ctx, anExport(items))
  await world.runJobs()
  expect(xero.control.invoices(dutch.tenantId)).toHaveLength(1)
  expect(xero.control.invoices(german.tenantId)).toEqual([])

  // Connected again, it has its settings and its clients, and takes what was left.
  await world.connectXero({
    organisation: 'Harbour Practice GmbH',
    settings: null,
    isAdditional: true,
  })
  await createXeroExport(ctx, anExport({ ...noItems, timeEntryIds: items.timeEntryIds.slice(1) }))
  await world.runJobs()
  expect(xero.control.invoices(german.tenantId)).toHaveLength(1)
})

test('one that Xero does not answer for, or that lost its permission, does not hold up the other', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  const one = await world.has.client()
  const other = await world.has.client({ connectionId: german.connectionId })
  const items = await hoursFor(world, [one.id, other.id])
  xero.control.organisations.disconnect(german.tenantId)
  world.clock.advance(120_000)
  const preview = await previewXeroExport(ctx, anExport(items))
  expect(preview.documents.map((each) => each.administration?.connectionId)).toEqual([
    dutch.connectionId,
  ])
  expect(preview.leftOut).toHaveLength(1)
  // With nothing for anybody else the reason is the answer.
  await expect(
    previewXeroExport(ctx, anExport({ ...noItems, timeEntryIds: items.timeEntryIds.slice(1) })),
  ).rejects.toMatchObject({ message: expect.stringContaining('Harbour Practice GmbH') })
})

test('the sync log of one tells its calls only, and has only its documents sent once more', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  const one = await world.has.client()
  const other = await world.has.client({ connectionId: german.connectionId })
  for (const { tenantId } of [dutch, german]) {
    xero.control.organisations.edit(tenantId, { periodLockDate: '2026-12-31' })
  }
  const items = await hoursFor(world, [one.id, other.id])
  await createXeroExport(ctx, { ...anExport(items), status: 'AUTHORISED' })
  await world.runJobs()
  const { connectionId, tenantId } = german
  const calls = (await listSyncLog(ctx, { limit: 100, connectionId })).items
  expect(new Set(calls.map((each) => each.tenantId))).toEqual(new Set([tenantId]))
  expect(await countRefusedDocuments(ctx, {})).toMatchObject({ documents: 2 })
  expect(await countRefusedDocuments(ctx, { connectionId })).toMatchObject({ documents: 1 })
  xero.control.organisations.edit(tenantId, { periodLockDate: null })
  expect(await retryRefusedDocuments(ctx, { connectionId })).toMatchObject({ retried: 1, left: 0 })
  await world.runJobs()
  expect(xero.control.invoices(tenantId)).toHaveLength(1)
  expect(await countRefusedDocuments(ctx, {})).toMatchObject({ documents: 1 })
})

test('both are imported in the night, each into its own clients', async () => {
  await using world = await createWorld({ startAt: '2026-11-16T12:00:00Z' })
  const { ctx, clock } = world
  const { dutch, german } = await connectBoth(world)
  for (const { connectionId } of [dutch, german]) {
    await updateXeroSettings(ctx, { connectionId, nightlyImport: 'new' })
  }
  clock.set('2026-11-17T03:59:00Z')
  await startNightlyImports(world.systemCtx())
  await startNightlyImports(world.systemCtx())
  await world.runJobs()
  const { items } = await listContactImports(ctx, { limit: 10, trigger: 'night' })
  expect(new Map(items.map((each) => [each.administrationName, each.state]))).toEqual(
    new Map([
      ['Demo Company (NL)', 'done'],
      ['Harbour Practice GmbH', 'done'],
    ]),
  )
  const { connectionId } = german
  const { total } = await listClients(ctx, { limit: 1, archived: 'all', connectionId })
  expect(total).toBe(25)
})

test('a client moves: what was sent stays, what is sent next goes to the new one', async () => {
  await using world = await createWorld()
  const { ctx, xero } = world
  const { dutch, german } = await connectBoth(world)
  await importAll(world, german)
  const client = await clientOf(world, german)
  const first = await createXeroExport(ctx, anExport(await hoursFor(world, [client.id])))
  await world.runJobs()

  // The default one is kept as none, whichever way it is said.
  const changes = { connectionId: dutch.connectionId }
  expect(await updateClient(ctx, { clientId: client.id, changes })).toMatchObject({
    connectionId: null,
    xero: null,
  })
  await createXeroExport(ctx, anExport(await hoursFor(world, [client.id])))
  await world.runJobs()
  expect(xero.control.invoices(dutch.tenantId)).toHaveLength(1)
  expect(xero.control.invoices(german.tenantId)).toHaveLength(1)
  expect((await getXeroExport(ctx, { exportId: first.id })).documents).toMatchObject([
    { administrationName: 'Harbour Practice GmbH', state: 'confirmed' },
  ])

  // Its old contact changes it no more, and is nobody else's either.
  const { id: importId } = await readAll(world, german)
  const rows = await listContactImportRows(ctx, { importId, limit: 100 })
  expect(rows.items.find((row) => row.clientId === client.id)).toMatchObject({
    finding: 'skipped',
    reasonCode: 'client_is_of_another_administration',
  })
})

test('a client cannot move onto a number that is taken there', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { german } = await connectBoth(world)
  const { connectionId } = german
  const one = await has.client({ number: 'C-7' })
  await has.client({ number: 'c-7', connectionId })
  await expect(
    updateClient(ctx, { clientId: one.id, changes: { connectionId } }),
  ).rejects.toMatchObject({ code: 'client_number_is_taken' })
  await expect(has.client({ number: 'C-7' })).rejects.toMatchObject({
    code: 'client_number_is_taken',
  })
  const both = ['C-8', 'C-8'].map((number) => aClient({ number, connectionId }))
  await expect(createClients(ctx, { items: both })).rejects.toMatchObject({
    code: 'client_number_is_taken',
  })
  expect((await getClient(ctx, { clientId: one.id })).connectionId).toBeNull()
})

test('clients belong to an administration of this workspace', async () => {
  await using world = await createWorld()
  const { dutch } = await connectBoth(world)
  const { ctx: stranger } = await world.otherWorkspace()
  const wanted = { code: 'xero_connection_not_found' }
  const { connectionId } = dutch
  const items = [aClient({ connectionId })]
  await expect(createClients(stranger, { items })).rejects.toMatchObject(wanted)
  await expect(getXeroConnection(stranger, { connectionId })).rejects.toMatchObject(wanted)
  await expect(disconnectXero(stranger, { connectionId })).rejects.toMatchObject(wanted)
  await expect(
    updateXeroSettings(stranger, { connectionId, isDefault: true }),
  ).rejects.toMatchObject(wanted)
  await expect(getXeroCertificate(stranger, { connectionId })).rejects.toMatchObject(wanted)
})

test('another default moves no client, and has only clients without a name for it', async () => {
  await using world = await createWorld()
  const { ctx, has, db } = world
  const { dutch, german } = await connectBoth(world)
  const one = await has.client({ number: 'C-7' })
  const other = await has.client({ number: 'C-7', connectionId: german.connectionId })
  await updateXeroSettings(ctx, { connectionId: german.connectionId, isDefault: true })
  const kept = await db.selectFrom('clients').select(['id', 'connection_id']).execute()
  expect(new Map(kept.map((row) => [row.id, row.connection_id]))).toEqual(
    new Map([
      [one.id, dutch.connectionId],
      [other.id, null],
    ]),
  )
  expect(await getXeroConnection(ctx)).toMatchObject({
    organisation: { connectionId: german.connectionId, isDefault: true },
    administrations: [
      { isDefault: true, clients: 1 },
      { isDefault: false, clients: 1 },
    ],
  })
  const items = await hoursFor(world, [one.id, other.id])
  const { documents } = await previewXeroExport(ctx, anExport(items))
  expect(new Map(documents.map((each) => [each.clientId, each.administration?.name]))).toEqual(
    new Map([
      [other.id, 'Harbour Practice GmbH'],
      [one.id, 'Demo Company (NL)'],
    ]),
  )
})

test('one that takes the place of the default gets its clients, unless a number would stand twice', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { german } = await connectBoth(world)
  const { connectionId } = german
  const one = await has.client({ number: 'C-7' })
  const other = await has.client({ number: 'C-7', connectionId })
  await disconnectXero(ctx, { connectionId })
  const settings = null
  const choose = async () =>
    await world.connectXero({ organisation: 'Harbour Practice GmbH', settings })
  await expect(choose()).rejects.toMatchObject({ code: 'client_number_is_taken' })
  await updateClient(ctx, { clientId: other.id, changes: { number: 'C-8' } })
  await chooseXeroAdministration(ctx, { connectionId })
  expect(await getXeroConnection(ctx)).toMatchObject({
    organisation: { connectionId },
    administrations: [{ connectionId, isDefault: true }],
  })
  for (const { id } of [one, other]) {
    expect(await getClient(ctx, { clientId: id })).toMatchObject({ connectionId: null })
  }
})

test('each administration has its own product for a task', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { dutch, german } = await connectBoth(world)
  const task = await has.task()
  const rule = { subject: 'task' as const, subjectId: task.id, accountCode: null, tracking: [] }
  await setXeroMapping(ctx, { ...rule, itemCode: 'CONSULT' })
  const { connectionId } = german
  await setXeroMapping(ctx, { ...rule, itemCode: 'DESIGN', connectionId })
  const productIn = async (asked: { connectionId?: string }) =>
    (await listXeroMappings(ctx, asked)).find((each) => each.subjectId === task.id)?.itemCode
  expect(await productIn({})).toBe('CONSULT')
  expect(await productIn(dutch)).toBe('CONSULT')
  expect(await productIn(german)).toBe('DESIGN')
  await setXeroMapping(ctx, { ...rule, itemCode: null, connectionId })
  // Without an own one it falls back on what the task itself names.
  expect(await productIn(german)).toBe('CONSULT')
})

test('with one administration nothing is asked of a client, and nothing more of the database', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const client = await world.has.client()
  const items = await hoursFor(world, [client.id])
  const preview = await previewXeroExport(ctx, anExport(items))
  expect(preview.documents).toMatchObject([{ administration: null }])
  expect((await getXeroConnection(ctx)).administrations).toMatchObject([
    { name: 'Demo Company (NL)', isDefault: true, clients: null },
  ])
})

async function readAll(world: World, { connectionId }: Connected): Promise<{ id: string }> {
  const begun = await startContactImport(world.ctx, { mode: 'new_and_changed', connectionId })
  await world.runJobs()
  return begun
}

async function importAll(world: World, connected: Connected): Promise<void> {
  const { id: importId } = await readAll(world, connected)
  await applyContactImport(world.ctx, { importId, numbering: 'none' })
  await world.runJobs()
}

/** The client with the number that both organisations use. */
async function clientOf({ ctx }: World, { connectionId }: Connected) {
  const found = await listClients(ctx, { limit: 100, archived: 'false', q: 'C-1003', connectionId })
  expect(found.items).toHaveLength(1)
  const [client] = found.items
  if (!client) throw new Error('both organisations have that number')
  return client
}

async function hoursFor({ has }: World, clientIds: string[]): Promise<ItemSelection> {
  const timeEntryIds: string[] = []
  for (const clientId of clientIds) {
    const project = await has.project({ clientId, hourlyRate: '95' })
    timeEntryIds.push((await has.timeEntry({ projectId: project.id, seconds: 3600 })).id)
  }
  return { ...noItems, timeEntryIds }
}

function anExport(items: ItemSelection) {
  const per = 'client' as const
  return {
    items,
    per,
    groupBy: 'project' as const,
    issuedOn: '2026-11-16',
    status: 'DRAFT' as const,
  }
}

async function sentInvoice({ ctx }: World, clientId: string): Promise<string> {
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
  return invoiceId
}

function contactsOf(invoices: readonly Record<string, unknown>[]): unknown[] {
  return invoices.map((invoice) => (invoice['Contact'] as Record<string, unknown>)['ContactID'])
}

function contactCounts({ xero }: World, connected: Connected[]): number[] {
  return connected.map(({ tenantId }) => xero.control.contacts(tenantId).length)
}
