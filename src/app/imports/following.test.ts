import { createWorld, type World } from '#tests/support/world.ts'
import { exportOf } from '#tests/support/busy-workspace.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

// What becomes of contacts in Xero, and who a contact without a number may be.

type Import = { id: string; counts: Record<string, number>; results: Record<string, number> }
type Row = {
  position: number
  name: string
  finding: string
  reasonCode: string | null
  clientId: string | null
  choice: string
  canBeNew: boolean
  givenNumber: string | null
  numberInXero: string | null
}
type Client = {
  id: string
  name: string
  number: string | null
  xero: null | {
    contactId: string
    state: string
    mergedInto: { id: string; name: string } | null
    defaultCurrency: string | null
    salesAccountCode: string | null
    salesTaxType: string | null
  }
}

const quiet = { name: 'Quiet Harbour BV', baseCurrency: 'EUR', contacts: 0 }

async function connected(options: { pageSize?: number } = {}) {
  const world = await createWorld(options)
  const { id } = world.xero.control.organisations.create(quiet)
  await world.connectXero({ organisation: quiet.name })
  return Object.assign(world, { tenantId: id })
}
type Connected = Awaited<ReturnType<typeof connected>>

/** Adds a contact as a person in Xero would; answers its id. */
async function addContact(world: Connected, fields: Record<string, unknown>): Promise<string> {
  const [made] = world.xero.control.addContacts(world.tenantId, { count: 1 })
  const id = String(made?.['ContactID'])
  world.xero.control.editContact(world.tenantId, id, {
    AccountNumber: '',
    EmailAddress: '',
    ...fields,
  })
  return id
}

async function read(world: World, mode = 'new_and_changed'): Promise<Import> {
  const started = await world.request('POST', '/contact-imports', { mode })
  expect(started.status).toBe(202)
  await world.runJobs()
  return (await world.request('GET', `/contact-imports/${(started.body as Import).id}`)).body
}

async function apply(world: World, { id }: Import): Promise<Import> {
  expect((await world.request('POST', `/contact-imports/${id}/apply`)).status).toBe(202)
  await world.runJobs()
  return (await world.request('GET', `/contact-imports/${id}`)).body
}

async function rowsOf(world: World, { id }: Import): Promise<Row[]> {
  const { body } = await world.request('GET', `/contact-imports/${id}/rows?limit=200`)
  return (body as { items: Row[] }).items
}

async function clientsOf(world: World): Promise<Map<string, Client>> {
  const { body } = await world.request('GET', '/clients?limit=200')
  return new Map((body as { items: Client[] }).items.map((client) => [client.name, client]))
}

test('a contact without a number is never matched by likeness alone, but suggested', async () => {
  await using world = await connected()
  const vat = await world.has.client({ number: 'C-1', name: 'Old Trade Name', vatNumber: 'NL1B01' })
  const named = await world.has.client({ number: null, name: 'Café Noir B.V.' })
  const mailed = await world.has.client({ number: null, name: 'Mail', email: 'us@mail.example' })
  await world.has.client({ number: 'C-9', name: 'Numbered Ltd' })
  await addContact(world, { Name: 'By Vat', TaxNumber: 'NL 1.B01' })
  await addContact(world, { Name: 'Cafe Noir', AccountNumber: 'N-1' })
  await addContact(world, { Name: 'By Mail', EmailAddress: 'US@mail.example' })
  await addContact(world, { Name: 'Numbered', AccountNumber: 'N-2' })
  await addContact(world, { Name: 'Nobody Knows' })

  const found = await read(world)
  const rows = new Map((await rowsOf(world, found)).map((row) => [row.name, row]))
  const seen = [...rows.values()].map((row) => [row.name, row.finding, row.reasonCode, row.choice])
  expect(seen.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))).toEqual([
    ['By Mail', 'conflict', 'client_has_this_email', 'skip'],
    ['By Vat', 'conflict', 'client_has_this_vat_number', 'skip'],
    ['Cafe Noir', 'conflict', 'client_has_this_name', 'skip'],
    ['Nobody Knows', 'new', 'contact_has_no_number', 'apply'],
    ['Numbered', 'new', null, 'apply'],
  ])
  expect(rows.get('By Vat')?.clientId).toBe(vat.id)
  expect(rows.get('Cafe Noir')?.clientId).toBe(named.id)
  expect(rows.get('By Mail')?.clientId).toBe(mailed.id)

  const choose = async (name: string, choice: string) => {
    const positions = [rows.get(name)?.position]
    const url = `/contact-imports/${found.id}/rows`
    return (await world.request('PATCH', url, { positions, choice })).status
  }
  expect(await choose('By Vat', 'apply')).toBe(200)
  expect(await choose('Cafe Noir', 'create')).toBe(200)
  expect(await choose('Nobody Knows', 'create')).toBe(422)
  const done = await apply(world, found)
  expect(done.results).toMatchObject({ created: 3, updated: 1, skipped: 1, failed: 0 })
  const clients = await clientsOf(world)
  expect(clients.get('By Vat')).toMatchObject({ id: vat.id, number: 'C-1' })
  expect(clients.get('Cafe Noir')).toMatchObject({ number: 'N-1' })
  expect(clients.get('Café Noir B.V.')).toMatchObject({ id: named.id, xero: null })

  // Linked now: the second time only what nobody decided is left.
  const again = await read(world)
  expect(again.counts).toMatchObject({ new: 0, changed: 0, conflict: 1, same: 4 })
})

test('at night nobody is taken for somebody else: what is only likely waits', async () => {
  await using world = await connected()
  await world.has.client({ number: null, name: 'Night Owl' })
  await addContact(world, { Name: 'Night Owl BV' })
  const done = await apply(world, await read(world, 'new'))
  expect(done.results).toMatchObject({ created: 0, skipped: 1 })
  expect((await clientsOf(world)).size).toBe(1)
})

test('a contact that is archived, restored or to be forgotten is shown so, and gets no invoices', async () => {
  await using world = await connected()
  const { control } = world.xero
  const id = await addContact(world, { Name: 'Sleepy BV', AccountNumber: 'S-1' })
  await apply(world, await read(world))
  const client = (await clientsOf(world)).get('Sleepy BV')
  expect(client?.xero).toMatchObject({ contactId: id, state: 'active', mergedInto: null })
  const project = await world.has.project({
    clientId: String(client?.id),
    invoiceMethod: 'project_hourly_rate',
    hourlyRate: '90',
  })
  const entry = await world.has.timeEntry({ projectId: project.id })
  const preview = async () => {
    const { body } = await world.request(
      'POST',
      '/xero/export-previews',
      exportOf({ timeEntryIds: [entry.id] }),
    )
    const { documents, leftOut } = body as {
      documents: unknown[]
      leftOut: { reason: string; message: string }[]
    }
    return [documents.length, leftOut.map((each) => each.reason)]
  }
  const stateNow = async () => (await clientsOf(world)).get('Sleepy BV')?.xero?.state
  expect(await preview()).toEqual([1, []])

  control.editContact(world.tenantId, id, { ContactStatus: 'ARCHIVED' })
  await read(world)
  expect(await stateNow()).toBe('archived')
  expect(await preview()).toEqual([0, ['client_is_archived_in_xero']])
  control.clearRequests()
  const sent = await world.request('POST', '/xero/exports', {
    ...exportOf({ timeEntryIds: [entry.id] }),
  })
  expect(sent.status).toBeGreaterThanOrEqual(400)
  expect(control.requests().filter((each) => each.method !== 'GET')).toEqual([])

  control.editContact(world.tenantId, id, { ContactStatus: 'ACTIVE' })
  await apply(world, await read(world))
  expect(await stateNow()).toBe('active')
  expect(await preview()).toEqual([1, []])

  control.forgetContact(world.tenantId, id)
  await read(world)
  expect(await stateNow()).toBe('forgotten')
  expect(await preview()).toEqual([0, ['client_is_forgotten_in_xero']])
})

test('a client goes along with its contact when that is merged', async () => {
  await using world = await connected()
  const { control } = world.xero
  const [from, into, further] = [
    await addContact(world, { Name: 'From BV', AccountNumber: 'M-1' }),
    await addContact(world, { Name: 'Into BV' }),
    await addContact(world, { Name: 'Further BV' }),
  ]
  const first = await read(world)
  const others = (await rowsOf(world, first)).filter((row) => row.name !== 'From BV')
  await world.request('PATCH', `/contact-imports/${first.id}/rows`, {
    positions: others.map((row) => row.position),
    choice: 'skip',
  })
  await apply(world, first)
  const contactOf = async () => (await clientsOf(world)).get('From BV')?.xero
  expect(await contactOf()).toMatchObject({ contactId: from, state: 'active' })

  control.mergeContacts(world.tenantId, from, into)
  control.mergeContacts(world.tenantId, into, further)
  const found = await read(world)
  expect(await contactOf()).toMatchObject({ contactId: further, state: 'active', mergedInto: null })
  const rows = await rowsOf(world, found)
  expect(rows.find((row) => row.name === 'From BV')).toMatchObject({
    finding: 'skipped',
    reasonCode: 'contact_was_merged',
  })
  // Whatever order they came in: the client is shown as the one it went to, and becomes it; no second one is made.
  expect(rows.find((row) => row.name === 'Further BV')).toMatchObject({ finding: 'changed' })
  await apply(world, found)
  expect([...(await clientsOf(world)).keys()]).toEqual(['Further BV'])
  expect((await read(world)).counts).toMatchObject({ new: 0, changed: 0, conflict: 0 })
})

test('a chain of merges over several pages is followed to its end in one import', async () => {
  // One contact a page: whatever their order, links of the chain come before those that lead to them.
  await using world = await connected({ pageSize: 1 })
  const { control } = world.xero
  const [start = '', ...rest] = [
    await addContact(world, { Name: 'First BV', AccountNumber: 'M-1' }),
    await addContact(world, { Name: 'Second BV' }),
    await addContact(world, { Name: 'Third BV' }),
    await addContact(world, { Name: 'Fourth BV' }),
    await addContact(world, { Name: 'Last BV' }),
  ].toSorted((a, b) => (a < b ? 1 : -1))
  await apply(world, await read(world))
  const { workspaceId } = world
  const { client_id: clientId } = await world.db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', start)
    .select('client_id')
    .executeTakeFirstOrThrow()
  await sql`delete from xero_contact_links where workspace_id = ${workspaceId} and contact_id <> ${start}`.execute(
    world.db,
  )
  let from = start
  for (const into of rest) {
    control.mergeContacts(world.tenantId, from, into)
    from = into
  }
  await read(world)
  const { body } = await world.request('GET', `/clients/${clientId}`)
  expect((body as Client).xero).toMatchObject({ contactId: from, state: 'active' })
})

test('merged into the contact of another client: shown on the client, and refused in words', async () => {
  await using world = await connected()
  const from = await addContact(world, { Name: 'From BV', AccountNumber: 'M-1' })
  const into = await addContact(world, { Name: 'Into BV', AccountNumber: 'M-2' })
  await apply(world, await read(world))
  world.xero.control.mergeContacts(world.tenantId, from, into)
  await read(world)
  const clients = await clientsOf(world)
  expect(clients.get('From BV')?.xero).toMatchObject({
    contactId: from,
    state: 'merged',
    mergedInto: { id: clients.get('Into BV')?.id, name: 'Into BV' },
  })
  expect(clients.get('Into BV')?.xero).toMatchObject({ contactId: into, state: 'active' })
  const project = await world.has.project({
    clientId: String(clients.get('From BV')?.id),
    invoiceMethod: 'project_hourly_rate',
    hourlyRate: '90',
  })
  const entry = await world.has.timeEntry({ projectId: project.id })
  const { body } = await world.request(
    'POST',
    '/xero/export-previews',
    exportOf({ timeEntryIds: [entry.id] }),
  )
  expect((body as { leftOut: unknown[] }).leftOut).toMatchObject([
    { reason: 'client_is_merged_in_xero' },
  ])
})

test('what a contact says about its invoices is kept with the client, and followed', async () => {
  await using world = await connected()
  const id = await addContact(world, {
    Name: 'Terms BV',
    AccountNumber: 'T-1',
    DefaultCurrency: 'USD',
    SalesDefaultAccountCode: '200',
    AccountsReceivableTaxType: 'OUTPUT',
    PaymentTerms: { Sales: { Day: 21, Type: 'DAYSAFTERBILLDATE' } },
    ContactPersons: [{ FirstName: 'Tess', LastName: 'Term', EmailAddress: 'tess@terms.example' }],
  })
  await apply(world, await read(world))
  expect((await clientsOf(world)).get('Terms BV')).toMatchObject({
    paymentTermDays: 21,
    contactPersons: [{ name: 'Tess Term', email: 'tess@terms.example' }],
    xero: { defaultCurrency: 'USD', salesAccountCode: '200', salesTaxType: 'OUTPUT' },
  })
  world.xero.control.editContact(world.tenantId, id, { SalesDefaultAccountCode: '260' })
  await read(world)
  expect((await clientsOf(world)).get('Terms BV')?.xero).toMatchObject({ salesAccountCode: '260' })
})

test('only customers, or only a group, may come in; who is linked is followed all the same', async () => {
  await using world = await connected()
  const { control } = world.xero
  const linked = await addContact(world, { Name: 'Linked BV', AccountNumber: 'L-1' })
  await apply(world, await read(world))
  const member = await addContact(world, { Name: 'Member BV', AccountNumber: 'L-2' })
  await addContact(world, { Name: 'Outsider BV', AccountNumber: 'L-3' })
  const groupId = await createGroup(world, 'Retainers', [member])
  const groups = await world.request('GET', '/xero/contact-groups')
  expect(groups.body).toEqual({ items: [{ id: groupId, name: 'Retainers' }], nextCursor: null })

  const choose = async (body: object) => {
    const answer = await world.request('PATCH', '/xero/settings', body)
    return [answer.status, (answer.body as { code?: string }).code]
  }
  const group = { importScope: 'group', importGroupId: groupId }
  expect(await choose(group)).toEqual([200, undefined])
  control.editContact(world.tenantId, linked, { Name: 'Linked And Renamed BV' })
  const found = await read(world)
  expect(found).toMatchObject({ scope: 'group', groupName: 'Retainers' })
  expect(found.counts).toMatchObject({ new: 1, changed: 1, skipped: 1 })
  const outsider = (await rowsOf(world, found)).find((row) => row.name === 'Outsider BV')
  expect(outsider).toMatchObject({ finding: 'skipped', reasonCode: 'contact_is_not_chosen' })
  await apply(world, found)
  expect([...(await clientsOf(world)).keys()]).toEqual(['Linked And Renamed BV', 'Member BV'])

  // Nobody has a sales invoice yet: none come in, and that is no alarm.
  expect(await choose({ importScope: 'customers' })).toEqual([200, undefined])
  control.clearRequests()
  const customers = await read(world)
  expect(customers).toMatchObject({ state: 'ready', scope: 'customers', contactsRead: 0 })
  expect(control.requests().map((each) => decodeURIComponent(each.query))).toEqual([
    expect.stringContaining('where=IsCustomer==true'),
  ])

  expect(await choose({ ...group, importGroupId: linked })).toEqual([
    422,
    'xero_contact_group_not_found',
  ])
  expect(await choose({ importScope: 'all', importGroupId: groupId })).toEqual([
    422,
    'input_is_not_valid',
  ])
})

test('clients without a number get the next free one, and Xero is told when that was asked for', async () => {
  await using world = await connected()
  const { control } = world.xero
  await world.has.client({ number: 'K-41', name: 'Ours' })
  await addContact(world, { Name: 'Has One', AccountNumber: 'K-42' })
  const none = await addContact(world, { Name: 'Has None' })
  const other = await addContact(world, { Name: 'Nor Has This' })
  const found = await read(world)
  control.failNext('POST /Contacts', 'drop_after')
  const asked = await world.request(
    'POST',
    `/contact-imports/${found.id}/apply?numbering=next_and_xero`,
  )
  expect(asked).toMatchObject({ status: 202, body: { numbering: 'next_and_xero' } })
  await world.runJobs()
  const given = (await rowsOf(world, found)).filter((row) => row.givenNumber !== null)
  expect(new Map(given.map((row) => [row.givenNumber, row.numberInXero]))).toEqual(
    new Map([
      ['K-43', 'written'],
      ['K-44', 'written'],
    ]),
  )
  const clients = await clientsOf(world)
  const numbersThere = control
    .contacts(world.tenantId)
    .filter((each) => [none, other].includes(String(each['ContactID'])))
    .map((each) => [each['Name'], each['AccountNumber'], each['ContactStatus']])
  const numbersHere = ['Has None', 'Nor Has This'].map((name) => [
    name,
    clients.get(name)?.number,
    'ACTIVE',
  ])
  expect(new Map(numbersThere.map((each) => [each[0], each]))).toEqual(
    new Map(numbersHere.map((each) => [each[0], each])),
  )
  expect((await read(world)).counts).toMatchObject({ new: 0, changed: 0, conflict: 0, same: 3 })
})

test('a number that somebody entered in Xero meanwhile is left as it is, and told', async () => {
  await using world = await connected()
  const { control } = world.xero
  const contactId = await addContact(world, { Name: 'Has None' })
  await addContact(world, { Name: 'Nor Has This' })
  const found = await read(world)
  control.editContact(world.tenantId, contactId, { AccountNumber: 'OWN-7' })
  control.clearRequests()
  await world.request('POST', `/contact-imports/${found.id}/apply?numbering=next_and_xero`)
  await world.runJobs()
  const rows = new Map((await rowsOf(world, found)).map((row) => [row.name, row]))
  expect(rows.get('Has None')).toMatchObject({
    numberInXero: 'refused',
    resultDetail: expect.stringContaining('OWN-7'),
  })
  expect(rows.get('Nor Has This')).toMatchObject({ numberInXero: 'written' })
  const there = control.contacts(world.tenantId).find((each) => each['ContactID'] === contactId)
  expect(there?.['AccountNumber']).toBe('OWN-7')
  // Two contacts were looked at in one call.
  expect(
    control.requests().filter(({ query }) => decodeURIComponent(query).includes('IDs=')),
  ).toHaveLength(1)
})

test('a number that Xero refuses is told with the client, which keeps it', async () => {
  await using world = await connected()
  const { control } = world.xero
  await addContact(world, { Name: 'Has None' })
  const found = await read(world)
  // Somebody else takes the number in Xero after we looked.
  await addContact(world, { Name: 'Quicker', AccountNumber: 'C-1001' })
  control.clearRequests()
  await world.request('POST', `/contact-imports/${found.id}/apply?numbering=next_and_xero`)
  await world.runJobs()
  expect(await rowsOf(world, found)).toMatchObject([
    { givenNumber: 'C-1001', numberInXero: 'refused', resultDetail: expect.any(String) },
  ])
  expect((await clientsOf(world)).get('Has None')).toMatchObject({ number: 'C-1001' })
})

test('of numbers that Xero refuses together only the one that it is for is refused', async () => {
  await using world = await connected()
  const { control } = world.xero
  for (let index = 0; index < 7; index += 1) await addContact(world, { Name: `Has None ${index}` })
  const unwelcome = await addContact(world, { Name: 'Refused' })
  const found = await read(world)
  const { accounting } = world.services
  const tell = accounting.setAccountNumbers
  let calls = 0
  accounting.setAccountNumbers = async (session, request) => {
    calls += 1
    const isRefused = request.numbers.some(({ contactId }) => contactId === unwelcome)
    if (!isRefused) return await tell(session, request)
    const problem = { code: 'request_was_not_understood', detail: 'A validation exception' }
    const told = { correlationId: null, dayCallsRemaining: null }
    const receipt = { method: 'POST', path: '/Contacts', status: 400, durationMs: 1, ...told }
    return { kind: 'rejected', problem, receipt }
  }
  await world.request('POST', `/contact-imports/${found.id}/apply?numbering=next_and_xero`)
  await world.runJobs()
  const rows = await rowsOf(world, found)
  expect(rows.filter((row) => row.numberInXero === 'written')).toHaveLength(7)
  expect(rows.find((row) => row.name === 'Refused')).toMatchObject({
    numberInXero: 'refused',
    resultDetail: expect.stringContaining('A validation exception'),
  })
  expect(control.contacts(world.tenantId).filter((each) => each['AccountNumber'])).toHaveLength(7)
  // 8, then 4 and 4, 2 and 2, 1 and 1.
  expect(calls).toBe(7)
})

/** Makes a contact group as another program would in Xero; answers its id. */
async function createGroup(world: Connected, name: string, contactIds: string[]): Promise<string> {
  const { url, control } = world.xero
  const tokens = control.authorise({ organisationId: world.tenantId })
  const put = async (path: string, body: object) => {
    const response = await fetch(`${url}/api.xro/2.0/ContactGroups${path}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        'xero-tenant-id': world.tenantId,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    expect([path, response.status]).toEqual([path, 200])
    return (await response.json()) as { ContactGroups?: { ContactGroupID: string }[] }
  }
  const made = await put('', { ContactGroups: [{ Name: name }] })
  const id = String(made.ContactGroups?.[0]?.ContactGroupID)
  const members = contactIds.map((each) => ({ ContactID: each }))
  await put(`/${id}/Contacts`, { Contacts: members })
  return id
}
