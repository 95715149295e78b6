import { createWorld, type World } from '#tests/support/world.ts'
import { newId } from '#lib/ids.ts'
import { expect, test } from 'vitest'
import { applyContactImportRows } from './apply-contact-import-rows.ts'
import { readContacts } from './read-contacts.ts'

type Import = {
  id: string
  state: string
  contactsRead: number
  contactsTotal: number
  calls: number
  counts: Record<string, number>
  results: Record<string, number>
  rowsApplied: number
  toApply: number
  problem: string | null
}
type Row = {
  position: number
  number: string | null
  name: string
  finding: string
  reason: string | null
  reasonCode: string | null
  clientId: string | null
  changes: { field: string; from: unknown; to: unknown }[]
  choice: string
  result: string | null
  resultDetail: string | null
}

const quiet = { name: 'Quiet Harbour BV', baseCurrency: 'EUR', contacts: 0 }

/** A world with an organisation whose contacts the test makes itself. */
async function connected(contacts = 0): Promise<World & { tenantId: string }> {
  const world = await createWorld()
  const { id } = world.xero.control.organisations.create({ ...quiet, contacts })
  await world.connectXero({ organisation: quiet.name, settings: null })
  return Object.assign(world, { tenantId: id })
}

async function start(world: World, mode = 'new_and_changed'): Promise<Import> {
  const started = await world.request('POST', '/contact-imports', { mode })
  expect(started.status).toBe(202)
  await world.runJobs()
  return await get(world, (started.body as Import).id)
}

async function get(world: World, importId: string): Promise<Import> {
  return (await world.request('GET', `/contact-imports/${importId}`)).body
}

async function apply(world: World, importId: string): Promise<Import> {
  const answer = await world.request('POST', `/contact-imports/${importId}/apply`)
  expect(answer.status).toBe(202)
  await world.runJobs()
  return await get(world, importId)
}

async function rowsOf(world: World, importId: string, query = ''): Promise<Row[]> {
  const answer = await world.request('GET', `/contact-imports/${importId}/rows?limit=200${query}`)
  expect(answer.status).toBe(200)
  return (answer.body as { items: Row[] }).items
}

/** Adds a contact as another program would in Xero. */
async function addContact(
  world: World & { tenantId: string },
  fields: Record<string, unknown>,
): Promise<string> {
  const { url, control } = world.xero
  const tokens = control.authorise({ organisationId: world.tenantId })
  const response = await fetch(`${url}/api.xro/2.0/Contacts`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${tokens.access_token}`,
      'xero-tenant-id': world.tenantId,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify(fields),
  })
  const answer = (await response.json()) as { Contacts: { ContactID: string }[] }
  return answer.Contacts[0]?.ContactID ?? ''
}

const clientsOf = async (world: World) =>
  await world.db
    .selectFrom('clients')
    .where('workspace_id', '=', world.workspaceId)
    .orderBy('name')
    .selectAll()
    .execute()

test('2,500 contacts are read in three calls, become clients, and a second run changes nothing', async () => {
  await using world = await connected(2500)
  world.xero.control.clearRequests()
  const read = await start(world)
  expect(read).toMatchObject({ state: 'ready', contactsRead: 2500, contactsTotal: 2500, calls: 3 })
  const calls = world.xero.control.requests()
  expect(calls.map((each) => each.method)).toEqual(['GET', 'GET', 'GET'])
  expect(Object.values(read.counts).reduce((sum, each) => sum + each)).toBe(2500)
  expect(await clientsOf(world)).toHaveLength(0)

  const done = await apply(world, read.id)
  expect(done).toMatchObject({ state: 'done', rowsApplied: 2500 })
  expect(done.results['created']).toBe(read.counts['new'])
  expect(await clientsOf(world)).toHaveLength(read.counts['new'] ?? 0)

  const second = await start(world)
  expect(second.counts).toMatchObject({ new: 0, changed: 0, same: read.counts['new'] })
  const again = await apply(world, second.id)
  expect(again.results).toMatchObject({ created: 0, updated: 0, linked: 0, failed: 0 })
  expect(await clientsOf(world)).toHaveLength(read.counts['new'] ?? 0)
})

test('a client with the same number is recognised, its changes are shown field by field, and it is never doubled', async () => {
  await using world = await connected()
  const client = await world.has.client({ number: 'C-1', name: 'Old Name BV', phone: '020 1' })
  await addContact(world, {
    AccountNumber: 'C-1',
    Name: 'New Name BV',
    EmailAddress: 'new@example.com',
    Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '020 1' }],
  })
  const read = await start(world)
  expect(read.counts).toMatchObject({ changed: 1, new: 0 })
  const [row] = await rowsOf(world, read.id)
  expect(row).toMatchObject({ finding: 'changed', clientId: client.id, choice: 'apply' })
  expect(row?.changes).toEqual([
    { field: 'name', from: 'Old Name BV', to: 'New Name BV' },
    { field: 'email', from: null, to: 'new@example.com' },
  ])
  const done = await apply(world, read.id)
  expect(done.results).toMatchObject({ updated: 1, created: 0 })
  const clients = await clientsOf(world)
  expect(clients).toMatchObject([{ id: client.id, name: 'New Name BV', source: 'hourbook' }])
  const { body } = await world.request('GET', `/clients/${client.id}`)
  expect(JSON.stringify(body)).toContain('contacts/contact/')
})

test('the fields of a contact arrive where they belong', async () => {
  await using world = await connected()
  await addContact(world, {
    AccountNumber: 'C-7',
    Name: 'Full BV',
    EmailAddress: 'full@example.com',
    TaxNumber: 'NL001',
    Phones: [
      { PhoneType: 'MOBILE', PhoneCountryCode: '31', PhoneAreaCode: '6', PhoneNumber: '1234' },
    ],
    Addresses: [
      {
        AddressType: 'POBOX',
        AttentionTo: 'Ann',
        AddressLine1: 'Box 1',
        City: 'Utrecht',
        PostalCode: '1000',
      },
      { AddressType: 'STREET', AddressLine1: 'Street 2', City: 'Zeist' },
    ],
    PaymentTerms: { Sales: { Day: 21, Type: 'DAYSAFTERBILLDATE' } },
    ContactPersons: [{ FirstName: 'Bea', LastName: 'Bell', EmailAddress: 'bea@example.com' }],
  })
  await apply(world, (await start(world)).id)
  expect(await clientsOf(world)).toMatchObject([
    {
      number: 'C-7',
      name: 'Full BV',
      email: 'full@example.com',
      vat_number: 'NL001',
      phone: '+31 6 1234',
      invoice_address: { attentionTo: 'Ann', line1: 'Box 1', city: 'Utrecht', postalCode: '1000' },
      visiting_address: { line1: 'Street 2', city: 'Zeist' },
      payment_term_days: 21,
      contact_persons: [{ name: 'Bea Bell', email: 'bea@example.com' }],
      source: 'xero',
    },
  ])
})

test('what is empty in Xero never erases what we have', async () => {
  await using world = await connected()
  await world.has.client({
    number: 'C-1',
    name: 'Same BV',
    email: 'ours@example.com',
    vatNumber: 'NL1',
  })
  await addContact(world, { AccountNumber: 'C-1', Name: 'Same BV' })
  const read = await start(world)
  expect(read.counts).toMatchObject({ same: 1, changed: 0 })
  const done = await apply(world, read.id)
  expect(done.results).toMatchObject({ linked: 1 })
  expect(await clientsOf(world)).toMatchObject([{ email: 'ours@example.com', vat_number: 'NL1' }])
})

test('a stored link wins over the number', async () => {
  await using world = await connected()
  const id = await addContact(world, { AccountNumber: 'C-1', Name: 'First BV' })
  await apply(world, (await start(world)).id)
  const [client] = await clientsOf(world)
  world.xero.control.editContact(world.tenantId, id, { AccountNumber: 'C-9' })
  const read = await start(world)
  const [row] = await rowsOf(world, read.id)
  expect(row).toMatchObject({
    finding: 'changed',
    clientId: client?.id,
    changes: [{ field: 'number', from: 'C-1', to: 'C-9' }],
  })
  await apply(world, read.id)
  expect(await clientsOf(world)).toMatchObject([{ id: client?.id, number: 'C-9' }])
})

test('a number that differs in case or spaces is a conflict until a person decides', async () => {
  await using world = await connected()
  const client = await world.has.client({ number: 'c 1', name: 'Near BV' })
  await addContact(world, { AccountNumber: 'C1', Name: 'Near BV' })
  const read = await start(world)
  expect(read.counts).toMatchObject({ conflict: 1 })
  const [row] = await rowsOf(world, read.id, '&finding=conflict')
  expect(row).toMatchObject({
    reasonCode: 'number_differs_in_case_or_spaces',
    clientId: client.id,
    choice: 'skip',
  })
  const chosen = await world.request('PATCH', `/contact-imports/${read.id}/rows`, {
    positions: [row?.position],
    choice: 'apply',
  })
  expect(chosen).toMatchObject({ status: 200, body: { toApply: 1 } })
  await apply(world, read.id)
  expect(await clientsOf(world)).toMatchObject([{ id: client.id, number: 'C1' }])
})

test('contacts that share a number are never guessed, but a link that stands stays', async () => {
  await using world = await connected()
  const first = await addContact(world, { AccountNumber: 'C-1', Name: 'One BV' })
  await apply(world, (await start(world)).id)
  await addContact(world, { AccountNumber: 'c-1', Name: 'Two BV' })
  await addContact(world, { AccountNumber: 'C-2', Name: 'Three BV' })
  await addContact(world, { AccountNumber: 'c-2', Name: 'Four BV' })
  const read = await start(world)
  expect(read.counts).toMatchObject({ same: 1, conflict: 3, new: 0 })
  const rows = await rowsOf(world, read.id)
  const linked = rows.find((each) => each.finding === 'same')
  expect(linked).toMatchObject({ name: 'One BV' })
  expect(first).toBeTruthy()

  // Both of the twins chosen: one becomes the client, the other says why not.
  const chosen = rows.filter((each) => each.number?.toLowerCase() === 'c-2')
  await world.request('PATCH', `/contact-imports/${read.id}/rows`, {
    positions: chosen.map((each) => each.position),
    choice: 'apply',
  })
  const done = await apply(world, read.id)
  expect(done.results).toMatchObject({ created: 1, failed: 1, unchanged: 1 })
  const [failed] = await rowsOf(world, read.id, '&result=failed')
  expect(failed?.resultDetail).toMatch(/Another client has the number/)
})

test('a contact without number becomes a client without number, once', async () => {
  await using world = await connected()
  await addContact(world, { AccountNumber: '', Name: 'Nameless Number BV' })
  const read = await start(world)
  const [row] = await rowsOf(world, read.id)
  expect(row).toMatchObject({ finding: 'new', reasonCode: 'contact_has_no_number' })
  await apply(world, read.id)
  const second = await start(world)
  expect(second.counts).toMatchObject({ same: 1, new: 0 })
  expect(await clientsOf(world)).toMatchObject([{ number: null, name: 'Nameless Number BV' }])
})

test('archived contacts are shown and left alone, and cannot be chosen', async () => {
  await using world = await connected()
  const id = await addContact(world, { AccountNumber: 'C-1', Name: 'Gone BV' })
  world.xero.control.editContact(world.tenantId, id, { ContactStatus: 'ARCHIVED' })
  const read = await start(world)
  expect(read.counts).toMatchObject({ archived: 1, new: 0 })
  const chosen = await world.request('PATCH', `/contact-imports/${read.id}/rows`, {
    positions: [1],
    choice: 'apply',
  })
  expect(chosen).toMatchObject({
    status: 422,
    body: { code: 'contact_import_row_cannot_be_applied' },
  })
  const done = await apply(world, read.id)
  expect(done.results).toMatchObject({ skipped: 1, created: 0 })
  expect(await clientsOf(world)).toHaveLength(0)
})

test('a linked contact that is archived later is followed, and its client stays', async () => {
  await using world = await connected()
  const id = await addContact(world, { AccountNumber: 'C-1', Name: 'Later BV' })
  await apply(world, (await start(world)).id)
  world.xero.control.editContact(world.tenantId, id, { ContactStatus: 'ARCHIVED' })
  await apply(world, (await start(world)).id)
  const links = await world.db.selectFrom('xero_contact_links').selectAll().execute()
  expect(links).toMatchObject([{ contact_status: 'ARCHIVED' }])
  expect(await clientsOf(world)).toMatchObject([{ archived_at: null }])
})

test('rows that a person leaves out are left out', async () => {
  await using world = await connected(5)
  const read = await start(world)
  await world.request('PATCH', `/contact-imports/${read.id}/rows`, {
    finding: 'new',
    choice: 'skip',
  })
  await world.request('PATCH', `/contact-imports/${read.id}/rows`, {
    positions: [2],
    choice: 'apply',
  })
  const done = await apply(world, read.id)
  expect(done.results).toMatchObject({ created: 1, skipped: 4 })
})

test('importing only new contacts changes no client', async () => {
  await using world = await connected()
  await world.has.client({ number: 'C-1', name: 'Ours BV' })
  await addContact(world, { AccountNumber: 'C-1', Name: 'Theirs BV' })
  await addContact(world, { AccountNumber: 'C-2', Name: 'New BV' })
  const done = await apply(world, (await start(world, 'new')).id)
  expect(done.results).toMatchObject({ created: 1, updated: 0, skipped: 1 })
  expect(await clientsOf(world)).toMatchObject([{ name: 'New BV' }, { name: 'Ours BV' }])
})

test('a contact that changes while we read neither hides another nor counts twice', async () => {
  await using world = await connected(2100)
  const contacts = world.xero.control.contacts(world.tenantId)
  const begun = await world.request('POST', '/contact-imports', {})
  const importId = (begun.body as Import).id
  const { accounting } = world.services
  const ctx = {
    ...world.systemCtx(),
    accounting: {
      ...accounting,
      readContacts: (async (session, request) => {
        const page = await accounting.readContacts(session, request)
        const touched = contacts[request.page * 7]?.['ContactID']
        world.clock.advance(5000)
        world.xero.control.editContact(world.tenantId, String(touched), { TaxNumber: 'X1' })
        return page
      }) satisfies typeof accounting.readContacts,
    },
  }
  await readContacts(ctx, { importId })
  const read = await get(world, importId)
  expect(read).toMatchObject({ state: 'ready', contactsRead: 2100 })
  expect(Object.values(read.counts).reduce((sum, each) => sum + each)).toBe(2100)
})

test('an interrupted reading goes on after the last page it kept', async () => {
  await using world = await connected(2500)
  world.xero.control.clearRequests()
  world.xero.control.failNext('GET /Contacts', '429_minute', { nth: 2, times: 1 })
  const read = await start(world)
  expect(read).toMatchObject({ state: 'ready', contactsRead: 2500, calls: 3, problem: null })
  expect(world.xero.control.requests()).toHaveLength(4)
})

test.each(['drop_after', 'error_500_after', 'truncated_json', 'html_error'] as const)(
  'a page whose answer is lost (%s) is read again',
  async (fault) => {
    await using world = await connected(1500)
    world.xero.control.failNext('GET /Contacts', fault, { nth: 2, times: 2 })
    expect(await start(world)).toMatchObject({ state: 'ready', contactsRead: 1500 })
  },
)

test('when Xero never answers the import fails in words, and another can begin', async () => {
  await using world = await connected(10)
  world.xero.control.failNext('GET /Contacts', 'drop_after', 50)
  const failed = await start(world)
  expect(failed).toMatchObject({ state: 'failed' })
  expect(failed.problem).toMatch(/Xero did not answer/)
  world.xero.control.faults.clear()
  expect(await start(world)).toMatchObject({ state: 'ready' })
})

test('when the organisation is disconnected the import fails in words', async () => {
  await using world = await connected(10)
  const begun = await world.request('POST', '/contact-imports', {})
  world.xero.control.organisations.disconnect(world.tenantId)
  await world.runJobs()
  const failed = await get(world, (begun.body as Import).id)
  expect(failed).toMatchObject({ state: 'failed' })
  expect(failed.problem).toMatch(/no longer connected/)
  const next = await world.request('POST', '/contact-imports', {})
  expect(next).toMatchObject({ status: 409, body: { code: 'xero_needs_reconnection' } })
})

test('two workers on one import write every row once', async () => {
  await using world = await connected(1800)
  const begun = await world.request('POST', '/contact-imports', {})
  const { id: importId } = begun.body as Import
  await Promise.all([1, 2].map(() => readContacts(world.systemCtx(), { importId })))
  await world.runJobs()
  expect(await get(world, importId)).toMatchObject({ state: 'ready', contactsRead: 1800 })
  await world.request('POST', `/contact-imports/${importId}/apply`)
  await Promise.all([1, 2, 3].map(() => applyContactImportRows(world.systemCtx(), { importId })))
  await world.runJobs()
  const done = await get(world, importId)
  expect(done).toMatchObject({ state: 'done', rowsApplied: 1800 })
  expect(await clientsOf(world)).toHaveLength(done.results['created'] ?? 0)
})

test('one import of an organisation at a time', async () => {
  await using world = await connected(3)
  await world.request('POST', '/contact-imports', {})
  const second = await world.request('POST', '/contact-imports', {})
  expect(second).toMatchObject({ status: 409, body: { code: 'contact_import_is_running' } })
})

test('an import is applied once, and chosen from before that', async () => {
  await using world = await connected(3)
  const begun = (await world.request('POST', '/contact-imports', {})).body as Import
  const early = await world.request('POST', `/contact-imports/${begun.id}/apply`)
  expect(early).toMatchObject({ status: 409, body: { code: 'contact_import_is_not_ready' } })
  await world.runJobs()
  await apply(world, begun.id)
  const late = await world.request('POST', `/contact-imports/${begun.id}/apply`)
  expect(late).toMatchObject({ status: 409, body: { code: 'contact_import_is_not_ready' } })
  const choice = { positions: [1], choice: 'skip' }
  const chosen = await world.request('PATCH', `/contact-imports/${begun.id}/rows`, choice)
  expect(chosen).toMatchObject({ status: 409, body: { code: 'contact_import_is_not_ready' } })
})

test("another workspace's import is not found", async () => {
  await using world = await connected(3)
  const read = await start(world)
  const { token } = await world.otherWorkspace()
  const asks: [string, string, unknown?][] = [
    ['GET', ''],
    ['GET', '/rows'],
    ['PATCH', '/rows', { positions: [1], choice: 'skip' }],
    ['POST', '/apply'],
  ]
  for (const [method, path, body] of asks) {
    const answer = await world.request(method, `/contact-imports/${read.id}${path}`, body, {
      token,
    })
    expect(answer).toMatchObject({ status: 404, body: { code: 'contact_import_not_found' } })
  }
  const list = await world.request('GET', '/contact-imports', undefined, { token })
  expect(list.body).toMatchObject({ items: [] })
  const log = await world.request('GET', '/sync-log', undefined, { token })
  expect(log.body).toMatchObject({ items: [] })
})

test.each([
  ['GET', '/contact-imports/nonsense', undefined, 422],
  ['GET', `/contact-imports/${newId()}`, undefined, 404],
  ['GET', '/contact-imports?cursor=nonsense', undefined, 422],
  ['GET', '/sync-log?cursor=nonsense', undefined, 422],
  ['GET', '/sync-log?limit=0', undefined, 422],
  ['POST', '/contact-imports', { mode: 'everything' }, 422],
])('%s %s %j is refused, not a fault', async (method, path, body, status) => {
  await using world = await createWorld()
  expect((await world.request(method, path, body)).status).toBe(status)
})

test('rows are paged and searched', async () => {
  await using world = await connected(120)
  const read = await start(world)
  const seen: number[] = []
  let cursor = ''
  do {
    const path = `/contact-imports/${read.id}/rows?limit=50${cursor && `&cursor=${cursor}`}`
    const page = (await world.request('GET', path)).body as {
      items: Row[]
      nextCursor: string | null
    }
    seen.push(...page.items.map((each) => each.position))
    cursor = page.nextCursor ?? ''
  } while (cursor !== '')
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
  const [first] = await rowsOf(world, read.id)
  const found = await rowsOf(world, read.id, `&q=${encodeURIComponent(first?.name ?? '')}`)
  expect(found.map((each) => each.name)).toContain(first?.name)
})

test('a client made twice by two imports at once exists once', async () => {
  await using world = await connected()
  await addContact(world, { AccountNumber: 'C-1', Name: 'Raced BV' })
  const read = await start(world)
  await world.has.client({ number: 'C-1', name: 'Raced BV' })
  const done = await apply(world, read.id)
  expect(done.results).toMatchObject({ failed: 1, created: 0 })
  expect(await clientsOf(world)).toHaveLength(1)
})

test('the sync log tells every call, newest first, and by subject', async () => {
  await using world = await connected(3)
  const read = await start(world)
  const { body } = await world.request('GET', `/sync-log?subjectId=${read.id}`)
  expect(body).toMatchObject({
    items: [
      {
        purpose: 'import_contacts',
        method: 'GET',
        status: 200,
        outcome: 'ok',
        attempt: 1,
        path: expect.stringContaining('/api.xro/2.0/Contacts?page=1'),
      },
    ],
    nextCursor: null,
  })
})
