import { newId } from '#lib/ids.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

type Problem = { code: string; field?: string; errors?: { field: string; code: string }[] }
type Item = { id: string }
type List = { items: Item[]; nextCursor: string | null }

const workedOn = '2026-11-16'
const trip = { fromPlace: 'Utrecht', toPlace: 'Zwolle', distanceKm: '90' }
const subscription = { interval: 'month', startsOn: workedOn, unitPrice: '450' }

test('hours are registered, found, changed and removed over the API', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const made = await world.request('POST', '/time-entries', {
    items: [
      { projectId, workedOn, startedAt: '09:00', endedAt: '10:30', notes: '=SUM(A1) <b>🎉</b>' },
    ],
  })
  expect(made.status).toBe(201)
  const [entry] = (made.body as List).items
  // Notes are kept as they were written; nothing makes a formula or markup of them.
  expect(entry).toMatchObject({
    seconds: 5400,
    amountMinor: 15_000,
    notes: '=SUM(A1) <b>🎉</b>',
    billing: null,
  })
  const path = `/time-entries/${entry?.id}`
  expect((await world.request('GET', path)).body).toEqual(entry)
  const changed = await world.request('PATCH', path, { seconds: 60 })
  expect(changed.body).toMatchObject({ seconds: 60, startedAt: null })
  const query = `from=2026-11-01&to=2026-11-30&billable=true&invoiced=false&projectId=${projectId}&q=sum`
  expect((await world.request('GET', `/time-entries?${query}`)).body).toMatchObject({
    items: [{ id: entry?.id }],
    nextCursor: null,
  })
  expect((await world.request('GET', `/reports/hours/totals?${query}`)).body).toMatchObject({
    count: 1,
    seconds: 60,
  })
  expect((await world.request('GET', `/reports/hours/ids?${query}`)).body).toEqual({
    ids: [entry?.id],
  })
  expect((await world.request('DELETE', path)).status).toBe(204)
  expect((await world.request('GET', path)).status).toBe(404)
})

test('expenses and mileages are registered, found, changed and removed over the API', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const registered = [
    {
      path: 'expenses',
      item: { projectId, spentOn: workedOn, unitPrice: '9.95', quantity: '3' },
      change: { quantity: '2' },
      shows: { netMinor: 1990 },
    },
    {
      path: 'mileages',
      item: { projectId, travelledOn: workedOn, ...trip },
      change: { isReturnTrip: true },
      shows: { billedKm: '180.00' },
    },
  ]
  for (const { path, item, change, shows } of registered) {
    const made = await world.request('POST', `/${path}`, { items: [item] })
    expect(made.status).toBe(201)
    const [first] = (made.body as List).items
    const changed = await world.request('PATCH', `/${path}/${first?.id}`, change)
    expect(changed.body).toMatchObject(shows)
    expect((await world.request('GET', `/${path}/${first?.id}`)).body).toEqual(changed.body)
    expect((await world.request('GET', `/${path}?limit=1`)).body).toEqual({
      items: [changed.body],
      nextCursor: null,
    })
    expect((await world.request('GET', `/reports/${path}/totals`)).body).toMatchObject({ count: 1 })
    expect((await world.request('GET', `/reports/${path}/ids`)).body).toEqual({ ids: [first?.id] })
    expect((await world.request('DELETE', `/${path}/${first?.id}`)).status).toBe(204)
  }
})

test('projects, tasks, products, VAT rates, people and settings are kept over the API', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client()
  const kept = [
    {
      path: 'projects',
      item: { clientId, name: 'Site' },
      change: { name: 'Website', invoiceMethod: 'subscription', subscription },
    },
    { path: 'tasks', item: { name: 'Design' }, change: { hourlyRate: '95' } },
    { path: 'products', item: { name: 'Train' }, change: { unitPrice: '12.50' } },
    { path: 'vat-rates', item: { name: 'High', percentage: '21' }, change: { isDefault: true } },
    {
      path: 'members',
      item: { name: 'Emma', email: 'emma@example.com', role: 'employee' },
      change: { hourlyRate: '80' },
    },
  ]
  for (const { path, item, change } of kept) {
    const made = await world.request('POST', `/${path}`, { items: [item] })
    expect([path, made.status]).toEqual([path, 201])
    const [first] = (made.body as List).items
    const changed = await world.request('PATCH', `/${path}/${first?.id}`, change)
    expect([path, changed.status]).toEqual([path, 200])
    const list = await world.request('GET', `/${path}?limit=200&archived=all`)
    expect((list.body as List).items.map((each) => each.id)).toContain(first?.id)
    if (path === 'vat-rates' || path === 'members') continue
    expect([path, (await world.request('DELETE', `/${path}/${first?.id}`)).status]).toEqual([
      path,
      204,
    ])
  }
  const settings = await world.request('PATCH', '/workspace', {
    weekStartsOn: 0,
    durationFormat: 'decimal',
  })
  expect(settings.body).toMatchObject({
    weekStartsOn: 0,
    durationFormat: 'decimal',
    currency: 'EUR',
  })
  expect((await world.request('GET', '/workspace')).body).toEqual(settings.body)
})

test('what is null is left out', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const nothing = { memberId: null, taskId: null, startedAt: null, endedAt: null, isBillable: null }
  const items = [{ ...nothing, projectId, workedOn, seconds: 60, pauseSeconds: null, notes: null }]
  const answer = await world.request('POST', '/time-entries', { items })
  expect(answer.body).toMatchObject({
    items: [{ memberId: world.memberId, notes: '', isBillable: true, pauseSeconds: 0 }],
  })
})

describe('bad hours are refused beside their field, with a 4xx, and nothing is written:', () => {
  test.each([
    ['a negative duration', { seconds: -60 }, 'items.1.seconds'],
    ['25 hours in a day', { seconds: 90_000 }, 'items.1.seconds'],
    ['half a second', { seconds: 0.5 }, 'items.1.seconds'],
    ['a date in the year 20226', { workedOn: '20226-01-01' }, 'items.1.workedOn'],
    ['a day that does not exist', { workedOn: '2026-02-30' }, 'items.1.workedOn'],
    ['a time that does not exist', { startedAt: '25:00', endedAt: '09:00' }, 'items.1.startedAt'],
    ['notes of 10,000 characters', { notes: 'x'.repeat(10_000) }, 'items.1.notes'],
    ['control characters', { notes: 'a\u0000b' }, 'items.1.notes'],
    ['a time after midnight', { startedAt: '23:00', endedAt: '24:30' }, 'items.1.endedAt'],
    ['a project id that is none', { projectId: 'website' }, 'items.1.projectId'],
    ['a project that does not exist', { projectId: newId() }, 'items.1.projectId'],
    ['an end before the start', { startedAt: '12:00', endedAt: '09:00' }, 'items.1.endedAt'],
  ])('%s', async (_, wrong, field) => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const good = { projectId, workedOn, ...('startedAt' in wrong ? {} : { seconds: 60 }) }
    const items = [
      { ...good, seconds: 60 },
      { ...good, ...wrong },
    ]
    const answer = await world.request('POST', '/time-entries', { items })
    expect([answer.status, (answer.body as Problem).field]).toEqual([
      answer.status === 404 ? 404 : 422,
      field,
    ])
    expect((answer.body as Problem).errors?.map((error) => error.field)).toEqual([field])
    expect((await world.request('GET', '/reports/hours/totals')).body).toMatchObject({ count: 0 })
  })

  test('none at all, or more than a thousand', async () => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const many = Array.from({ length: 1001 }, () => ({ projectId, workedOn, seconds: 1 }))
    for (const items of [[], many]) {
      const answer = await world.request('POST', '/time-entries', { items })
      expect([answer.status, (answer.body as Problem).field]).toEqual([422, 'items'])
    }
  })
})

describe('other bad input is refused beside its field:', () => {
  test.each([
    ['POST', '/projects', { items: [{ name: 'x'.repeat(10_000) }] }, 'items.0.name'],
    ['POST', '/projects', { items: [{ name: '<script>alert(1)</script>' }] }, 'items.0.name'],
    ['POST', '/projects', { items: [{ name: 'Site', hourlyRate: '-1' }] }, 'items.0.hourlyRate'],
    [
      'POST',
      '/projects',
      { items: [{ name: 'Site', fixedPriceMinor: 1.5 }] },
      'items.0.fixedPriceMinor',
    ],
    ['POST', '/tasks', { items: [{ name: '=1+1' }] }, 'items.0.name'],
    ['POST', '/products', { items: [{ name: 'Train', unitPrice: '1,50' }] }, 'items.0.unitPrice'],
    ['POST', '/vat-rates', { items: [{ name: 'High', percentage: '101' }] }, 'items.0.percentage'],
    [
      'POST',
      '/members',
      { items: [{ name: 'Emma', email: 'nobody', role: 'employee' }] },
      'items.0.email',
    ],
    [
      'POST',
      '/members',
      { items: [{ name: 'Emma', email: 'e@example.com', role: 'king' }] },
      'items.0.role',
    ],
    ['PATCH', '/workspace', { currency: 'EURO' }, 'currency'],
    ['PATCH', '/workspace', { currency: 'XXX' }, 'currency'],
    ['PATCH', '/workspace', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['PATCH', '/workspace', { weekStartsOn: 3 }, 'weekStartsOn'],
    ['GET', '/time-entries?limit=201', undefined, 'limit'],
    ['GET', '/time-entries?limit=0', undefined, 'limit'],
    ['GET', '/time-entries?from=yesterday', undefined, 'from'],
    ['GET', '/time-entries?billable=maybe', undefined, 'billable'],
    ['GET', '/time-entries?cursor=eyJ4IjoxfQ', undefined, 'cursor'],
    ['GET', '/projects?cursor=nonsense', undefined, 'cursor'],
    ['GET', '/time-entries/1', undefined, 'timeEntryId'],
    ['GET', '/reports/weeks/totals', undefined, 'tab'],
  ])('%s %s %j', async (method, path, body, field) => {
    await using world = await createWorld()
    const { id: clientId } = await world.has.client()
    const items = (body as { items?: object[] } | undefined)?.items?.map((item) => ({
      clientId,
      ...item,
    }))
    const answer = await world.request(method, path, items ? { items } : body)
    expect([answer.status, (answer.body as Problem).field]).toEqual([422, field])
  })
})

test('a distance or an expense too large for the books is refused', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const far = { projectId, travelledOn: workedOn, ...trip, distanceKm: '100000.01' }
  const answer = await world.request('POST', '/mileages', { items: [far] })
  expect([answer.status, (answer.body as Problem).field]).toEqual([422, 'items.0.distanceKm'])
  const dear = { projectId, spentOn: workedOn, unitPrice: '99999999.99', quantity: '99999999' }
  const refused = await world.request('POST', '/expenses', { items: [dear] })
  expect([refused.status, (refused.body as Problem).code]).toEqual([422, 'amount_is_too_large'])
})

const neverArchived = new Set(['time-entries', 'expenses', 'mileages'])

test("another workspace's ids are not found on any of these routes", async () => {
  await using world = await createWorld()
  const ids = await oneOfEach(world)
  const { token } = await world.otherWorkspace()
  for (const [path, id] of Object.entries(ids)) {
    const methods = unreadable.has(path) ? [] : ['GET']
    for (const method of [...methods, 'PATCH', ...(undeletable.has(path) ? [] : ['DELETE'])]) {
      const answer = await world.request(
        method,
        `/${path}/${id}`,
        method === 'PATCH' ? {} : undefined,
        { token },
      )
      expect([method, path, answer.status]).toEqual([method, path, 404])
    }
    const archived = neverArchived.has(path) ? '' : '&archived=all'
    const address = `/${path}?limit=200${archived}`
    const list = await world.request('GET', address, undefined, { token })
    expect((list.body as List).items.map((item) => item.id)).not.toContain(id)
  }
})

test('an employee is refused what is not the own business on every route', async () => {
  await using world = await createWorld()
  const ids = await oneOfEach(world)
  const { token } = await world.has.member()
  for (const [path, id] of Object.entries(ids)) {
    const isOwnKind = ['time-entries', 'expenses', 'mileages'].includes(path)
    for (const method of ['PATCH', ...(undeletable.has(path) ? [] : ['DELETE'])]) {
      const answer = await world.request(
        method,
        `/${path}/${id}`,
        method === 'PATCH' ? {} : undefined,
        { token },
      )
      expect([method, path, answer.status]).toEqual([method, path, isOwnKind ? 404 : 403])
    }
  }
  for (const [method, path] of [
    ['GET', '/workspace'],
    ['PATCH', '/workspace'],
  ] as const) {
    const answer = await world.request(method, path, method === 'PATCH' ? {} : undefined, { token })
    expect([method, answer.status]).toEqual([method, 403])
  }
})

test('a thousand hours are one request, and the same request again writes nothing more', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const items = Array.from({ length: 1000 }, () => ({
    projectId,
    workedOn,
    seconds: 60,
    notes: 'x'.repeat(100),
  }))
  const headers = { 'idempotency-key': newId() }
  const first = await world.request('POST', '/time-entries', { items }, { headers })
  const again = await world.request('POST', '/time-entries', { items }, { headers })
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect((await world.request('GET', '/reports/hours/totals')).body).toMatchObject({ count: 1000 })
})

const unreadable = new Set(['tasks', 'products', 'vat-rates', 'members'])
const undeletable = new Set(['vat-rates', 'members'])

async function oneOfEach(world: World): Promise<Record<string, string>> {
  const post = async (path: string, item: object) => {
    const answer = await world.request('POST', `/${path}`, { items: [item] })
    return (answer.body as List).items[0]?.id ?? ''
  }
  return {
    projects: (await world.has.project()).id,
    tasks: (await world.has.task()).id,
    products: await post('products', { name: 'Train' }),
    'vat-rates': await post('vat-rates', { name: 'High', percentage: '21' }),
    members: (await world.has.member()).id,
    'time-entries': (await world.has.timeEntry()).id,
    expenses: (await world.has.expense()).id,
    mileages: (await world.has.mileage()).id,
  }
}
