import { noItems } from '#api/billing-schemas.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import type { Accounting, Receipt } from '#app/ports/accounting.ts'
import { listSyncLog } from '#app/xero/list-sync-log.ts'
import { taxOtherwise } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { createXeroExport } from './create-xero-export.ts'
import { discardXeroDocument } from './discard-xero-document.ts'
import { getXeroExport } from './get-xero-export.ts'
import { retryXeroDocument } from './retry-xero-document.ts'
import { sendXeroDocuments } from './send-xero-documents.ts'

test('what Xero refuses is kept in its own words, and can be sent once more', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  const organisations = world.xero.control.organisations
  organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const { exportId, documentId } = await hasExport(world, { status: 'AUTHORISED' })
  await world.runJobs()
  const refused = await getXeroExport(ctx, { exportId })
  expect(refused).toMatchObject({
    state: 'attention',
    documents: [{ state: 'rejected', problem: { code: 'period_is_locked' } }],
  })
  expect(refused.documents[0]?.problem?.detail).toContain('lock date')

  organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await retryXeroDocument(ctx, { documentId })
  await world.runJobs()
  const done = await getXeroExport(ctx, { exportId })
  expect(done.documents).toMatchObject([
    { state: 'confirmed', problem: null, xeroStatus: 'AUTHORISED' },
  ])
  await expect(retryXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_not_rejected',
  })
})

test('a document that is dated in a locked period can be sent with another date', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const { exportId, documentId } = await hasExport(world, { status: 'AUTHORISED' })
  await world.runJobs()
  const before = (await getXeroExport(ctx, { exportId })).documents[0]
  expect(before).toMatchObject({ state: 'rejected', issuedOn: '2026-11-16', dueOn: '2026-12-16' })

  const url = `/xero/documents/${documentId}/retry`
  const odd = await world.request('POST', url, { issuedOn: '2026-13-01' })
  expect(odd).toMatchObject({ status: 422, body: { code: 'input_is_not_valid' } })
  const retried = await world.request('POST', url, { issuedOn: '2026-12-01' })
  expect(retried).toMatchObject({ status: 202, body: { issuedOn: '2026-12-01' } })
  await world.runJobs()
  expect((await getXeroExport(ctx, { exportId })).documents).toMatchObject([
    { state: 'confirmed', issuedOn: '2026-12-01', dueOn: '2026-12-31' },
  ])
  expect(ourInvoices(world)).toMatchObject([
    { DateString: '2026-12-01T00:00:00', DueDateString: '2026-12-31T00:00:00' },
  ])
})

test('a receipt keeps what was asked and what Xero answered', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const { documentId } = await hasExport(world)
  // The first answer is lost: the second call is a repetition with the same key.
  world.xero.control.failNext('PUT /Invoices', 'drop_after')
  world.xero.control.clearRequests()
  await world.runJobs()
  const receipt = await world.db
    .selectFrom('xero_documents')
    .where('id', '=', documentId)
    .selectAll()
    .executeTakeFirstOrThrow()
  const [invoice] = ourInvoices(world)
  expect(receipt).toMatchObject({
    request_hash: expect.stringMatching(/^[\w-]{43}$/),
    idempotency_key: expect.stringContaining(tenantId),
    xero_id: invoice?.['InvoiceID'],
    xero_number: invoice?.['InvoiceNumber'],
    xero_subtotal_minor: receipt.subtotal_minor,
    xero_total_minor: receipt.total_minor,
    xero_updated_at: expect.any(Date),
    attempts: 1,
  })
  const [call] = world.xero.control.requests().filter((each) => each.idempotencyKey !== null)
  expect(call?.idempotencyKey).toContain(tenantId)
})

test('a batch asks for its errors one by one, for four decimals, and holds fifty at most', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const ids: string[] = []
  const client = await has.client({ name: 'Many Projects' })
  for (let count = 0; count < 60; count += 1) {
    const project = await has.project({ clientId: client.id })
    ids.push((await has.timeEntry({ projectId: project.id, workedOn: aDay(count) })).id)
  }
  world.xero.control.clearRequests()
  await createXeroExport(ctx, { ...anExport(ids), per: 'project' })
  await world.runJobs()
  const batches = world.xero.control
    .requests()
    .filter((each) => each.method === 'PUT' && /Invoices/.test(each.path))
  expect(batches).toHaveLength(2)
  for (const { query } of batches) {
    const asked = new URLSearchParams(query)
    expect(Object.fromEntries(asked)).toEqual({ summarizeErrors: 'false', unitdp: '4' })
  }
})

test('nothing is sent in another currency than the organisation has at that moment', async () => {
  await using world = await createWorld()
  const { ctx, clock } = world
  const { tenantId, connectionId } = await world.connectXero()
  const organisations = world.xero.control.organisations
  const { exportId, documentId } = await hasExport(world)
  const contacts = world.xero.control.contacts(tenantId).length
  organisations.edit(tenantId, { baseCurrency: 'USD' })
  world.xero.control.clearRequests()
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  // Asked, and not even the contact was made.
  expect(world.xero.control.requests().map((each) => each.method)).toEqual(['GET', 'GET'])
  expect(world.xero.control.contacts(tenantId)).toHaveLength(contacts)
  const refused = await getXeroExport(ctx, { exportId })
  expect(refused.documents).toMatchObject([
    { state: 'rejected', attempts: 0, problem: { code: 'currency_differs' } },
  ])
  expect(refused.documents[0]?.problem?.detail).toMatch(/in USD.* in EUR/)
  await expect(retryXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'currency_differs',
    message: expect.stringMatching(/USD.*EUR/),
  })

  organisations.edit(tenantId, { baseCurrency: 'EUR' })
  clock.advance(60_000)
  await retryXeroDocument(ctx, { documentId })
  await world.runJobs()
  expect((await getXeroExport(ctx, { exportId })).documents).toMatchObject([
    { state: 'confirmed', problem: null },
  ])
})

test('what is given up frees its items, which can be changed and billed again', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const { documentId, timeEntryId } = await hasExport(world)
  const change = { timeEntryId, changes: { notes: 'Changed' } }
  await expect(updateTimeEntry(ctx, change)).rejects.toMatchObject({ code: 'item_is_invoiced' })
  const discarded = await discardXeroDocument(ctx, { documentId })
  expect(discarded.state).toBe('discarded')
  await updateTimeEntry(ctx, change)
  await createXeroExport(ctx, { ...anExport([timeEntryId]) })
  await world.runJobs()
  expect(ourInvoices(world)).toHaveLength(1)
})

test('what may be in Xero cannot be given up', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const { documentId } = await hasExport(world)
  await world.runJobs()
  await expect(discardXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_may_be_in_xero',
  })
})

test('a document is retried with the administration it was planned for', async () => {
  await using world = await createWorld()
  const { ctx, db } = world
  const { tenantId } = await world.connectXero()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const { documentId } = await hasExport(world, { status: 'AUTHORISED' })
  await world.runJobs()
  await db.updateTable('xero_connections').set({ state: 'disconnected' }).execute()
  const other = world.xero.control.organisations.create({ name: 'Other', baseCurrency: 'EUR' })
  await world.connectXero({ organisation: other.name })
  await expect(retryXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_is_of_another_administration',
  })
})

test('a document keeps its amounts: other tax is refused on retry', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { tenantId } = await world.connectXero()
  world.xero.control.organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const { documentId } = await hasExport(world, { status: 'AUTHORISED' })
  await world.runJobs()
  await taxOtherwise(world, documentId)
  await expect(retryXeroDocument(ctx, { documentId })).rejects.toMatchObject({
    code: 'document_amounts_would_change',
  })
})

// The promise at its hardest: a batch of which Xero kept a part, and the answer was lost.
test('of a batch that arrived in part, the rest is sent later and nothing twice', async () => {
  await using world = await createWorld()
  const { ctx, services, clock } = world
  const { connectionId } = await world.connectXero()
  await hasExport(world)
  await hasExport(world)
  await hasExport(world)
  const half: Accounting = {
    ...services.accounting,
    createInvoices: async (session, { invoices, idempotencyKey }) => {
      const first = { invoices: invoices.slice(0, 1), idempotencyKey }
      const { receipt } = await services.accounting.createInvoices(session, first)
      return { kind: 'unknown', answered: false, detail: 'No answer', receipt }
    },
  }
  const progress = await sendXeroDocuments({ ...ctx, accounting: half }, { connectionId })
  expect(ourInvoices(world)).toHaveLength(1)
  // The call may still be under way, so the rest waits until it cannot be.
  expect(progress).toMatchObject({ kind: 'retry', afterSeconds: 300 })
  expect(await sendXeroDocuments(ctx, { connectionId })).toMatchObject({ kind: 'retry' })
  expect(ourInvoices(world)).toHaveLength(1)
  clock.advance(300_000)
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  expect(ourInvoices(world)).toHaveLength(3)
})

test('a worker that holds documents is left alone until its lease ends', async () => {
  await using world = await createWorld()
  const { ctx, services, clock } = world
  const { connectionId } = await world.connectXero()
  await hasExport(world)
  const killed: Accounting = {
    ...services.accounting,
    createInvoices: async () => await Promise.reject(new Error('killed')),
  }
  const first = sendXeroDocuments({ ...ctx, accounting: killed }, { connectionId })
  await expect(first).rejects.toThrow('killed')
  world.xero.control.clearRequests()
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({
    kind: 'retry',
    afterSeconds: 120,
  })
  expect(world.xero.control.requests()).toEqual([])
  clock.advance(120_000)
  expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
  // Looked up first, and then sent once more with the key of the call that never was.
  const [lookup, repeated] = world.xero.control.requests()
  expect([lookup?.method, repeated?.method]).toEqual(['GET', 'PUT'])
  expect(ourInvoices(world)).toHaveLength(1)
})

// What a worker hears of its call when another has taken over: not taken, refused, or an answer that nobody can read.
test.each([
  ['was not taken', { kind: 'busy', limit: 'minute', retryAfterSeconds: 1 }],
  ['was refused', { kind: 'rejected', problem: { code: 'other', detail: 'No' } }],
  ['was answered with an error', { kind: 'unknown', answered: true, detail: '500' }],
] as const)(
  'a worker that lost its documents to another and hears late that its call %s changes nothing',
  async (_, heard) => {
    await using world = await createWorld()
    const { ctx, services, clock } = world
    const { connectionId } = await world.connectXero()
    const { documentId } = await hasExport(world)
    const [first, second] = [aHeldCall(), aHeldCall()]
    const held = [first, second]
    const accounting: Accounting = {
      ...services.accounting,
      createInvoices: async (session, request) => {
        const call = held.shift()
        call?.begun.resolve()
        await call?.mayEnd.promise
        if (call === first) return { ...heard, receipt: aReceipt }
        return await services.accounting.createInvoices(session, request)
      },
    }
    const loser = sendXeroDocuments({ ...ctx, accounting }, { connectionId })
    await first.begun.promise
    clock.advance(121_000)
    const heir = sendXeroDocuments({ ...ctx, accounting }, { connectionId })
    await second.begun.promise
    const before = await claimOf(world, documentId)
    expect(before.state).toBe('sending')

    first.mayEnd.resolve()
    await loser
    expect(await claimOf(world, documentId)).toEqual(before)
    second.mayEnd.resolve()
    await heir
    clock.advance(300_000)
    expect(await sendXeroDocuments(ctx, { connectionId })).toEqual({ kind: 'done' })
    expect((await claimOf(world, documentId)).state).toBe('confirmed')
    expect(ourInvoices(world)).toHaveLength(1)
  },
)

// Behind a slow line a call may arrive minutes after its caller gave up. Until then the document must not go out anew.
test('a repetition that Xero does not take says nothing of the call before it', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  await hasExport(world)
  const line = aSlowLine(world, ['late', 'not taken'])
  await sendXeroDocuments(line.ctx, { connectionId })
  world.clock.advance(60_000)
  await sendXeroDocuments(line.ctx, { connectionId })
  await line.arrive()
  world.clock.advance(300_000)
  expect(await sendXeroDocuments(world.ctx, { connectionId })).toEqual({ kind: 'done' })
  expect(ourInvoices(world)).toHaveLength(1)
})

test('a call that was repeated may be under way for as long as its last repetition', async () => {
  await using world = await createWorld()
  const { connectionId } = await world.connectXero()
  await hasExport(world)
  const line = aSlowLine(world, ['lost', 'lost', 'late'])
  await sendXeroDocuments(line.ctx, { connectionId })
  world.clock.advance(290_000)
  await sendXeroDocuments(line.ctx, { connectionId })
  expect(line.left()).toBe(0)
  world.clock.advance(100_000)
  await sendXeroDocuments(world.ctx, { connectionId })
  await line.arrive()
  expect(ourInvoices(world)).toHaveLength(1)
})

test('the contact of a client may write its number otherwise: a second one is not made', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const [made] = world.xero.control.addContacts(tenantId, { count: 1 })
  const contactId = String(made?.['ContactID'])
  world.xero.control.editContact(tenantId, contactId, { AccountNumber: 'abc-77' })
  const count = world.xero.control.contacts(tenantId).length
  const client = await has.client({ number: 'ABC-77', name: 'Written otherwise' })
  const project = await has.project({ clientId: client.id })
  const entry = await has.timeEntry({ projectId: project.id })
  await createXeroExport(ctx, anExport([entry.id]))
  world.xero.control.clearRequests()
  await world.runJobs()
  expect(ourInvoices(world)).toMatchObject([{ Contact: { ContactID: contactId } }])
  expect(world.xero.control.contacts(tenantId)).toHaveLength(count)
  const calls = world.xero.control.requests().map((each) => `${each.method} ${each.path}`)
  expect(calls.filter((each) => each.startsWith('PUT') && each.endsWith('/Contacts'))).toEqual([])
})

test('a client is the contact that Xero has with its number, before a new one is made', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const contacts = () => world.xero.control.contacts(tenantId)
  const known = contacts().find(
    (each) => each['AccountNumber'] && each['ContactStatus'] === 'ACTIVE',
  )
  const number = String(known?.['AccountNumber'])
  const count = contacts().length
  const project = await has.project({ clientId: (await has.client({ number, name: 'Ours' })).id })
  const entry = await has.timeEntry({ projectId: project.id })
  const fresh = await has.timeEntry()
  await createXeroExport(ctx, anExport([entry.id, fresh.id]))
  await world.runJobs()
  expect(contacts()).toHaveLength(count + 1)
  const contactIds = ourInvoices(world).map((each) => (each['Contact'] as Json)['ContactID'])
  expect(contactIds).toContain(known?.['ContactID'])
})

test('a name alone says not who a client is: nothing is billed to that contact before a person says so', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const { control } = world.xero
  const [made] = control.addContacts(tenantId, { count: 1 })
  const contactId = String(made?.['ContactID'])
  control.editContact(tenantId, contactId, { Name: 'Jansen', AccountNumber: '' })
  const client = await has.client({ name: 'JANSEN' })
  const project = await has.project({ clientId: client.id })
  const { id } = await has.timeEntry({ projectId: project.id })
  const exported = await createXeroExport(ctx, anExport([id]))
  const documentId = exported.documents[0]?.id ?? ''
  await world.runJobs()
  const refused = (await getXeroExport(ctx, { exportId: exported.id })).documents
  expect(refused).toMatchObject([
    { state: 'rejected', problem: { code: 'contact_name_is_taken', detail: 'Jansen' } },
  ])
  expect(ourInvoices(world)).toEqual([])

  // It was another one: renamed there, the client gets a contact of its own, a minute later.
  control.editContact(tenantId, contactId, { Name: 'Jansen & Sons' })
  world.clock.advance(60_000)
  await retryXeroDocument(ctx, { documentId })
  await world.runJobs()
  const [invoice] = ourInvoices(world)
  expect(invoice?.['Contact']).toMatchObject({ Name: 'JANSEN' })
  expect(invoice?.['Contact']).not.toMatchObject({ ContactID: contactId })
})

test('where several contacts have the number of a client, none of them is chosen', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const { control } = world.xero
  control.switches.accountNumberIsUnique = false
  for (const [index, contact] of control.addContacts(tenantId, { count: 2 }).entries()) {
    const names = { Name: `Twin ${index}`, AccountNumber: 'TW-1' }
    control.editContact(tenantId, String(contact['ContactID']), names)
  }
  const client = await has.client({ name: 'Twin', number: 'TW-1' })
  const project = await has.project({ clientId: client.id })
  const { id } = await has.timeEntry({ projectId: project.id })
  const made = await createXeroExport(ctx, anExport([id]))
  await world.runJobs()
  expect((await getXeroExport(ctx, { exportId: made.id })).documents).toMatchObject([
    { state: 'rejected', problem: { code: 'contact_number_is_double' } },
  ])
})

test('a contact that is archived in Xero stops only the documents of its client', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { tenantId } = await world.connectXero()
  const [contact] = world.xero.control.addContacts(tenantId, { count: 1 })
  const contactId = String(contact?.['ContactID'])
  const number = String(contact?.['AccountNumber'])
  world.xero.control.editContact(tenantId, contactId, { ContactStatus: 'ARCHIVED' })
  const project = await has.project({ clientId: (await has.client({ number })).id })
  const entry = await has.timeEntry({ projectId: project.id })
  const fine = await has.timeEntry()
  const { id } = await createXeroExport(ctx, anExport([entry.id, fine.id]))
  await world.runJobs()
  const { documents } = await getXeroExport(ctx, { exportId: id })
  expect(new Set(documents.map((each) => each.problem?.code ?? each.state))).toEqual(
    new Set(['confirmed', 'contact_is_archived']),
  )
})

test('a call can be found from what it was about: a document, an export, or how many', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const subjects = async () => {
    const { items } = await listSyncLog(ctx, { purpose: 'create_invoices', limit: 10 })
    return items.map(({ subjectKind, subjectId, detail }) => [subjectKind, subjectId, detail])
  }
  const { documentId } = await hasExport(world)
  await world.runJobs()
  expect(await subjects()).toEqual([['xero_document', documentId, null]])

  const entries = []
  for (const name of ['One', 'Another']) {
    const { id: projectId } = await has.project({ clientId: (await has.client({ name })).id })
    entries.push((await has.timeEntry({ projectId, workedOn: aDay(entries.length) })).id)
  }
  const { id: exportId } = await createXeroExport(ctx, anExport(entries))
  await world.runJobs()
  expect((await subjects())[0]).toEqual(['xero_export', exportId, null])

  await hasExport(world)
  await hasExport(world)
  await world.runJobs()
  expect((await subjects())[0]).toEqual([null, null, '2 documents of 2 exports'])
})

test('two hundred documents of two hundred clients cost fourteen calls at most', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const ids: string[] = []
  for (let count = 0; count < 200; count += 1) {
    const client = await has.client({ name: `Client ${count}` })
    const project = await has.project({ clientId: client.id })
    ids.push((await has.timeEntry({ projectId: project.id, workedOn: aDay(count) })).id)
  }
  world.xero.control.clearRequests()
  await createXeroExport(ctx, anExport(ids))
  await world.runJobs()
  expect(ourInvoices(world)).toHaveLength(200)
  expect(world.xero.control.requests().length).toBeLessThanOrEqual(14)
})

type Json = Record<string, unknown>

function ourInvoices(world: World): Json[] {
  const all = world.xero.control.organisations.list()
  const invoices = all.flatMap(({ id }) => world.xero.control.invoices(id))
  return invoices.filter((each) => String(each['Reference']).startsWith('HB-'))
}

let clients = 0

async function hasExport(world: World, options: { status?: 'AUTHORISED' } = {}) {
  // Names are unique in Xero.
  const client = await world.has.client({ name: `Client ${(clients += 1)}` })
  const project = await world.has.project({ clientId: client.id })
  const { id: timeEntryId } = await world.has.timeEntry({
    projectId: project.id,
    workedOn: aDay(clients),
  })
  const made = await createXeroExport(world.ctx, { ...anExport([timeEntryId]), ...options })
  return { exportId: made.id, documentId: made.documents[0]?.id ?? '', timeEntryId }
}

function anExport(timeEntryIds: string[]) {
  const items = { ...noItems, timeEntryIds }
  const how = { per: 'client', groupBy: 'project', status: 'DRAFT' } as const
  return { ...how, items, issuedOn: '2026-11-16' }
}

function aDay(index: number): string {
  return `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`
}

/** A call that has begun when it says so, and ends when it may. */
function aHeldCall() {
  return { begun: Promise.withResolvers<void>(), mayEnd: Promise.withResolvers<void>() }
}

const aReceipt: Receipt = {
  method: 'PUT',
  path: '/late',
  status: null,
  durationMs: 0,
  correlationId: null,
  dayCallsRemaining: null,
}

async function claimOf({ db }: World, documentId: string) {
  return await db
    .selectFrom('xero_documents')
    .where('id', '=', documentId)
    .select(['state', 'batch_id'])
    .executeTakeFirstOrThrow()
}

/** Calls that create invoices meet what is planned, in its order; late ones are done when they `arrive`. */
function aSlowLine({ ctx, services }: World, planned: ('late' | 'lost' | 'not taken')[]) {
  const late: (() => Promise<unknown>)[] = []
  const noAnswer = { kind: 'unknown', answered: false, detail: 'No answer' } as const
  const notTaken = { kind: 'busy', limit: 'minute', retryAfterSeconds: 1 } as const
  const accounting: Accounting = {
    ...services.accounting,
    createInvoices: async (session, request) => {
      const fate = planned.shift()
      const call = async () => await services.accounting.createInvoices(session, request)
      if (fate === undefined) return await call()
      if (fate === 'late') late.push(call)
      return { ...(fate === 'not taken' ? notTaken : noAnswer), receipt: aReceipt }
    },
  }
  return {
    ctx: { ...ctx, accounting },
    left: () => planned.length,
    arrive: async () => {
      for (const call of late.splice(0)) await call()
    },
  }
}
