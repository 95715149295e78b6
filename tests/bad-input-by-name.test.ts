import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { exportOf, made, noItems, today } from '#tests/support/busy-workspace.ts'
import { answerConsent } from '#tests/support/connect-xero.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

// Each thing that people, programs and attackers are known to send, and the words they get for it.

type Problem = { code: string; field?: string; detail: string; fix?: string }

const asJson = { 'content-type': 'application/json' }

/** How a request was refused: its status, its code, and the field it is about. */
async function refusalOf(asked: Promise<{ status: number; body: unknown }>) {
  const { status, body } = await asked
  const { code, field } = body as Problem
  return [status, code, field]
}

describe('in the settings of Xero,', () => {
  test.each([
    [{ salesAccountCode: '99999' }, 'xero_account_not_found', 'salesAccountCode'],
    [{ debtorsAccountCode: '99999' }, 'xero_account_not_found', 'debtorsAccountCode'],
    [{ debtorsAccountCode: '610' }, 'xero_account_is_system', 'debtorsAccountCode'],
    [{ debtorsAccountCode: '200' }, 'xero_account_does_not_fit', 'debtorsAccountCode'],
    [{ defaultItemCode: 'NO-SUCH' }, 'xero_item_not_found', 'defaultItemCode'],
    [{ nightlyImport: 'hourly' }, 'input_is_not_valid', 'nightlyImport'],
  ])('%j is refused, and all stay as they were', async (wrong, code, field) => {
    await using world = await createWorld()
    await world.connectXero()
    const settings = async () =>
      ((await world.request('GET', '/xero/connection')).body as { settings: object }).settings
    const before = await settings()
    const changes = { nightlyImport: 'new', ...wrong }
    expect(await refusalOf(world.request('PATCH', '/xero/settings', changes))).toEqual([
      422,
      code,
      field,
    ])
    expect(await settings()).toEqual(before)
  })
})

describe('hours:', () => {
  const hour = { workedOn: today, seconds: 3600 }
  const times = { seconds: undefined, startedAt: '12:00' }
  test.each([
    [
      'of a project that is not ours',
      { projectId: newId() },
      404,
      'project_not_found',
      'projectId',
    ],
    ['less than none', { seconds: -3600 }, 422, 'input_is_not_valid', 'seconds'],
    ['twenty-five', { seconds: 90_000 }, 422, 'input_is_not_valid', 'seconds'],
    ['the twenty-fifth', { seconds: 82_801 }, 422, 'day_is_over_24_hours', 'seconds'],
    [
      'that end before they start',
      { ...times, endedAt: '11:59' },
      422,
      'end_is_before_start',
      'endedAt',
    ],
    ['in the year 20226', { workedOn: '20226-11-16' }, 422, 'input_is_not_valid', 'workedOn'],
    ['on 30 February', { workedOn: '2026-02-30' }, 422, 'input_is_not_valid', 'workedOn'],
    [
      'that say more than 4,000 characters',
      { notes: 'x'.repeat(10_000) },
      422,
      'input_is_not_valid',
      'notes',
    ],
  ])('%s', async (_, wrong, status, code, field) => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const good = { projectId, ...hour }
    const items = [good, { ...good, ...wrong }]
    const answer = world.request('POST', '/time-entries', { items })
    expect(await refusalOf(answer)).toEqual([status, code, `items.1.${field}`])
    const kept = await world.request('GET', '/reports/hours/totals')
    expect(kept.body).toMatchObject({ count: 0 })

    // The same of an hour that is there: it stays what it was.
    const [there] = (await made(world, '/time-entries', { items: [good, good] })).items ?? []
    const before = await world.request('GET', `/time-entries/${there?.id}`)
    const change = world.request('PATCH', `/time-entries/${there?.id}`, wrong)
    expect(await refusalOf(change)).toEqual([status, code, field])
    expect((await world.request('GET', `/time-entries/${there?.id}`)).body).toEqual(before.body)
  })

  test('worth more than can be booked, as trips are', async () => {
    await using world = await createWorld()
    const rates = { hourlyRate: '99999999.9999', mileageRate: '99999999.9999' }
    await world.request('PATCH', '/workspace', rates)
    const project = await world.has.project({
      invoiceMethod: 'client_hourly_rate',
      hourlyRate: null,
    })
    const projectId = project.id
    const long = { projectId, workedOn: today, seconds: 86_400 }
    expect(await refusalOf(world.request('POST', '/time-entries', { items: [long] }))).toEqual([
      422,
      'amount_is_too_large',
      'items.0.seconds',
    ])
    const trip = { projectId, travelledOn: today, fromPlace: 'A', toPlace: 'B', distanceKm: '6' }
    const far = { ...trip, isReturnTrip: true }
    expect(await refusalOf(world.request('POST', '/mileages', { items: [far] }))).toEqual([
      422,
      'amount_is_too_large',
      'items.0.distanceKm',
    ])
    // What is just within can be added up.
    await made(world, '/mileages', { items: [trip] })
    expect((await world.request('GET', '/reports/mileages/totals')).status).toBe(200)
  })
})

describe('a name that is', () => {
  const names = {
    'ten thousand characters long': 'x'.repeat(10_000),
    'an emoji': 'Party 🎉',
    markup: '<script>alert(1)</script>',
    'a formula': '=HYPERLINK("https://evil.example";"click")',
    'a formula by @': '@SUM(A1)',
    'half a character': 'a\ud800',
    'nothing but spaces': '   ',
  }
  test.each(Object.entries(names))('%s is refused for everything that has one', async (_, name) => {
    await using world = await createWorld()
    await world.connectXero()
    const { id: clientId } = await world.has.client()
    const invalid = 'input_is_not_valid'
    const emma = { name, email: 'emma@example.com', role: 'employee' }
    for (const [path, body, field] of [
      ['/clients', { items: [{ name }] }, 'items.0.name'],
      [
        '/clients',
        { items: [{ name: 'X', contactPersons: [{ name, email: null }] }] },
        'items.0.contactPersons.0.name',
      ],
      ['/projects', { items: [{ name, clientId }] }, 'items.0.name'],
      ['/tasks', { items: [{ name }] }, 'items.0.name'],
      ['/products', { items: [{ name }] }, 'items.0.name'],
      ['/vat-rates', { items: [{ name, percentage: '21' }] }, 'items.0.name'],
      ['/members', { items: [emma] }, 'items.0.name'],
      ['/api-tokens', { name }, 'name'],
      ['/xero/items', { code: 'X', name }, 'name'],
      ['/xero/accounts', { purpose: 'debtors', code: 'X', name }, 'name'],
    ] as const) {
      const answer = world.request('POST', path, JSON.stringify(body), { headers: asJson })
      expect([path, await refusalOf(answer)]).toEqual([path, [422, invalid, field]])
    }
  })

  test('odd, but a name, is kept as it is', async () => {
    await using world = await createWorld()
    for (const name of [
      'Müller & Søn – «Zoë» GmbH',
      "O'Brien; DROP TABLE clients--",
      '株式会社',
      'null',
    ]) {
      const { items } = await made(world, '/clients', { items: [{ name }] })
      expect((await world.request('GET', `/clients/${items?.[0]?.id}`)).body).toMatchObject({
        name,
      })
    }
  })
})

test('a currency that nobody pays in is refused', async () => {
  await using world = await createWorld()
  for (const currency of ['EURO', 'XXX', '€', '', 'EU']) {
    const answer = world.request('PATCH', '/workspace', { currency })
    expect([currency, await refusalOf(answer)]).toEqual([
      currency,
      [422, 'currency_is_unknown', 'currency'],
    ])
  }
})

test('a time zone without a name is refused', async () => {
  await using world = await createWorld()
  for (const timeZone of ['Mars/Olympus', '+01:00', '2026-11-16T10:00:00[Europe/Amsterdam]', '']) {
    const answer = world.request('PATCH', '/workspace', { timeZone })
    expect([timeZone, await refusalOf(answer)]).toEqual([
      timeZone,
      [422, 'time_zone_is_unknown', 'timeZone'],
    ])
  }
})

test('an id in capitals is the same id, wherever it stands', async () => {
  await using world = await createWorld()
  const { id } = await world.has.project()
  const item = { projectId: id.toUpperCase(), workedOn: today, seconds: 3600 }
  const [entry] = (await made(world, '/time-entries', { items: [item] })).items ?? []
  const timeEntryIds = [String(entry?.id).toUpperCase()]
  const invoice = { items: { ...noItems, timeEntryIds }, issuedOn: today }
  expect(await made(world, '/invoices', invoice)).toMatchObject({ lines: [{ itemCount: 1 }] })
  expect((await world.request('GET', `/projects/${id.toUpperCase()}`)).body).toMatchObject({ id })
})

describe('a body that', () => {
  test('is 20 MB large is not read', async () => {
    await using world = await createWorld()
    const large = JSON.stringify({ items: [{ name: 'x'.repeat(20_000_000) }] })
    for (const [payload, headers] of [
      [large, asJson],
      // As a bomb: a hundred times smaller on the wire.
      [gzipSync(large), { ...asJson, 'content-encoding': 'gzip' }],
    ] as const) {
      const answer = world.request('POST', '/clients', payload, { headers })
      expect(await refusalOf(answer)).toEqual([413, 'body_is_too_large', undefined])
    }
  })

  test('is too large is refused in words, even to a client that reads only after its last byte', async () => {
    await using world = await createWorld()
    const { port } = new URL(await world.listen())
    const socket = connect(Number(port), 'localhost')
    const written = new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      const body = Buffer.alloc(20_000_000, 'x')
      const head = `authorization: Bearer ${world.token}\r\ncontent-type: application/json`
      socket.write(`POST /api/v1/clients HTTP/1.1\r\nhost: localhost\r\n${head}\r\n`)
      socket.write(`content-length: ${body.length}\r\n\r\n`)
      socket.pause().write(body, () => resolve())
    })
    await written
    const [answer] = (await once(socket.resume(), 'data')) as [Buffer]
    socket.destroy()
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 [^]*body_is_too_large/)
  })

  test.each([
    '{"items": [',
    '{"items": [{"name": "A"},]}',
    "{'items': []}",
    'items=1',
    '',
    'NaN',
    '{"items": [], "__proto__": {"isAdmin": true}}',
    '{"items": [], "constructor": {"prototype": {"isAdmin": true}}}',
  ])('is no JSON is said to be none: %s', async (payload) => {
    await using world = await createWorld()
    const answer = world.request('POST', '/clients', payload, { headers: asJson })
    expect(await refusalOf(answer)).toEqual([400, 'body_is_not_json', undefined])
  })

  test('nests without end does no harm', async () => {
    await using world = await createWorld()
    const headers = { ...asJson, 'idempotency-key': newId() }
    const nested = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    for (const path of ['/clients', '/xero/consents']) {
      const { status } = await world.request('POST', path, nested, { headers })
      expect([path, status < 500]).toEqual([path, true])
    }
  })

  test('is packed in an unknown or broken way is not read', async () => {
    await using world = await createWorld()
    for (const encoding of ['gzip', 'deflate', 'br', 'aes']) {
      const headers = { ...asJson, 'content-encoding': encoding }
      const { status, body } = await world.request('POST', '/clients', 'not packed', { headers })
      expect([encoding, status >= 400 && status < 500, (body as Problem).code]).toEqual([
        encoding,
        true,
        expect.stringMatching(/^(body_is_not_json|media_type_is_not_supported)$/),
      ])
    }
  })
})

test('an Idempotency-Key that is too long, or belongs to another request, is refused', async () => {
  await using world = await createWorld()
  const write = async (key: string, name: string) =>
    await refusalOf(
      world.request(
        'POST',
        '/clients',
        { items: [{ name }] },
        { headers: { 'idempotency-key': key } },
      ),
    )
  expect(await write('k'.repeat(256), 'A')).toEqual([422, 'input_is_not_valid', 'Idempotency-Key'])
  expect(await write('key', 'A')).toEqual([201, undefined, undefined])
  expect(await write('key', 'B')).toEqual([422, 'idempotency_key_reused', 'Idempotency-Key'])
})

describe('a consent', () => {
  test('that was denied, or whose state is not ours, connects nothing', async () => {
    await using world = await createWorld()
    const denied = async () => {
      const { authorizeUrl } = await startConsent(world)
      const back = await answerConsent(authorizeUrl, 'cancel')
      return `${back.pathname}${back.search}`
    }
    const url = await denied()
    expect(await refusalOf(world.request('GET', url))).toEqual([
      403,
      'consent_was_denied',
      undefined,
    ])
    expect(await refusalOf(world.request('GET', url))).toEqual([409, 'consent_was_used', undefined])

    const [organisation] = world.xero.control.organisations.list()
    const { authorizeUrl } = await startConsent(world)
    const back = await answerConsent(authorizeUrl, { organisationIds: [organisation?.id ?? ''] })
    const code = back.searchParams.get('code') ?? ''
    for (const query of [
      `code=${code}&state=another`,
      `code=${code}`,
      `code=${code}&state=${'x'.repeat(10_000)}`,
      `code=${code}&state=a&state=b`,
      `code=${code}&state=%00`,
    ]) {
      const answer = world.request('GET', `/api/xero/callback?${query}`)
      expect([query.slice(0, 100), await refusalOf(answer)]).toEqual([
        query.slice(0, 100),
        [403, 'consent_does_not_match', undefined],
      ])
    }
    expect((await world.request('GET', '/xero/connection')).body).toMatchObject({ state: 'none' })
  })
})

async function startConsent(world: World): Promise<{ authorizeUrl: string }> {
  return (await world.request('POST', '/xero/consents')).body
}

describe('the same hours, exported', () => {
  test('again by a page that was left open, are refused with the name of their document', async () => {
    await using world = await createWorld()
    await world.connectXero()
    const { id } = await world.has.timeEntry()
    const request = exportOf({ timeEntryIds: [id] })
    const send = async (key: string) =>
      await world.request('POST', '/xero/exports', request, { headers: { 'idempotency-key': key } })
    const first = await send('first')
    const stale = await send('second')
    expect([first.status, ...(await refusalOf(Promise.resolve(stale)))]).toEqual([
      202,
      409,
      'item_is_invoiced',
      'items',
    ])
    const [document] = (first.body as { documents: { lookupText: string }[] }).documents
    expect((stale.body as Problem).detail).toContain(document?.lookupText)
    // The same request again is the same answer, not another export.
    const again = await send('first')
    expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([
      202,
      first.body,
      'true',
    ])
    expect(await documentsOf(world)).toHaveLength(1)
  })

  test('twice at once, are exported once', async () => {
    await using world = await createWorld()
    await world.connectXero()
    const keys = [[undefined, undefined], [newId(), newId()], Array(2).fill(newId())]
    const { id: projectId } = await world.has.project()
    for (const [index, pair] of keys.entries()) {
      const { id } = await world.has.timeEntry({ projectId })
      const answers = await Promise.all(
        pair.map(
          async (key) =>
            await world.request('POST', '/xero/exports', exportOf({ timeEntryIds: [id] }), {
              headers: key === undefined ? {} : { 'idempotency-key': key },
            }),
        ),
      )
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
      expect([index, statuses]).toEqual([index, [202, 409]])
      expect(await documentsOf(world)).toHaveLength(index + 1)
    }
    await world.runJobs()
    expect(new Set((await documentsOf(world)).map((each) => each.state))).toEqual(
      new Set(['confirmed']),
    )
  })
})

async function documentsOf(world: World): Promise<{ state: string }[]> {
  const { items } = (await world.request('GET', '/xero/exports')).body as {
    items: { documents: { state: string }[] }[]
  }
  return items.flatMap((each) => each.documents)
}

test('what is on an invoice cannot be changed, removed or billed again, by any road', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { id: projectId, clientId } = await world.has.project()
  const task = await world.has.task()
  const entry = await world.has.timeEntry({ projectId, taskId: task.id })
  const expense = await world.has.expense({ projectId })
  const mileage = await world.has.mileage({ projectId })
  const items = { timeEntryIds: [entry.id], expenseIds: [expense.id], mileageIds: [mileage.id] }
  await made(world, '/xero/exports', exportOf(items))
  const invoiced = [409, 'item_is_invoiced', undefined]
  const inUse = (what: string) => [409, `${what}_is_in_use`, undefined]
  const request = async (method: string, path: string, body?: unknown) =>
    await refusalOf(world.request(method, path, body))
  const stateOf = async () => {
    const paths = [
      `/time-entries/${entry.id}`,
      `/expenses/${expense.id}`,
      `/mileages/${mileage.id}`,
    ]
    return await Promise.all(paths.map(async (path) => (await world.request('GET', path)).body))
  }
  const before = await stateOf()

  expect(await request('PATCH', `/time-entries/${entry.id}`, { seconds: 60 })).toEqual(invoiced)
  expect(await request('PATCH', `/time-entries/${entry.id}`, {})).toEqual(invoiced)
  expect(await request('DELETE', `/time-entries/${entry.id}`)).toEqual(invoiced)
  expect(await request('PATCH', `/expenses/${expense.id}`, { quantity: '2' })).toEqual(invoiced)
  expect(await request('DELETE', `/expenses/${expense.id}`)).toEqual(invoiced)
  expect(await request('PATCH', `/mileages/${mileage.id}`, { distanceKm: '1' })).toEqual(invoiced)
  expect(await request('DELETE', `/mileages/${mileage.id}`)).toEqual(invoiced)
  for (const [kind, ids] of Object.entries(items)) {
    const invoice = { items: { ...noItems, [kind]: ids }, issuedOn: today }
    expect(await request('POST', '/invoices', invoice)).toEqual([409, 'item_is_invoiced', 'items'])
  }
  expect(await request('DELETE', `/projects/${projectId}`)).toEqual(inUse('project'))
  expect(await request('DELETE', `/clients/${clientId}`)).toEqual(inUse('client'))
  expect(await request('DELETE', `/tasks/${task.id}`)).toEqual(inUse('task'))

  // Not even by a statement of our own.
  const locked = { constraint: 'billed_item_is_locked' }
  for (const table of ['time_entries', 'expenses', 'mileages']) {
    const rows = sql.table(table)
    for (const statement of [
      sql`update ${rows} set is_billable = false where workspace_id = ${world.workspaceId}`,
      sql`delete from ${rows} where workspace_id = ${world.workspaceId}`,
    ]) {
      await expect(statement.execute(world.db)).rejects.toMatchObject(locked)
    }
  }
  for (const statement of [
    sql`update allocations set amount_minor = 0 where workspace_id = ${world.workspaceId}`,
    sql`delete from allocations where workspace_id = ${world.workspaceId}`,
  ]) {
    await expect(statement.execute(world.db)).rejects.toThrow(/only ever added/)
  }
  expect(await stateOf()).toEqual(before)
})
