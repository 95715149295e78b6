import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'
import { startNightlyImports } from './start-nightly-imports.ts'

const tenMinutesMs = 600_000
const quiet = { name: 'Quiet Harbour BV', baseCurrency: 'EUR', contacts: 4 }

const monday = '2026-11-16T10:00:00Z'
const friday = '2026-11-20T10:00:00Z'

async function asleep({ timeZone = 'Europe/Amsterdam', startAt = monday } = {}): Promise<
  World & { tenantId: string }
> {
  const world = await createWorld({ startAt })
  const { id } = world.xero.control.organisations.create(quiet)
  await world.connectXero({ organisation: quiet.name, settings: null })
  await world.request('PATCH', '/xero/settings', { nightlyImport: 'new_and_changed' })
  await world.db.updateTable('workspaces').set({ time_zone: timeZone }).execute()
  return Object.assign(world, { tenantId: id })
}

/** Lets time pass as the schedule sees it, a round every ten minutes, and tells when imports began. */
async function pass(world: World, until: string): Promise<string[]> {
  const begun: string[] = []
  while (world.clock.now() < new Date(until)) {
    const before = await countNights(world)
    await startNightlyImports(world.systemCtx())
    if ((await countNights(world)) > before) {
      begun.push(world.clock.now().toISOString())
      await world.runJobs()
    }
    world.clock.advance(tenMinutesMs)
  }
  return begun
}

async function countNights(world: World): Promise<number> {
  const night = world.db.selectFrom('contact_imports').where('trigger', '=', 'night')
  return (await night.select('id').execute()).length
}

type Night = {
  state: string
  counts: Record<string, number>
  results: Record<string, number>
  problem: string | null
}

async function nights(world: World): Promise<Night[]> {
  const answer = await world.request('GET', '/contact-imports?trigger=night')
  return (answer.body as { items: Night[] }).items
}

test.each([
  ['Europe/Amsterdam', '2026-11-17T00:00:00Z', '2026-11-17T04:00:00Z'],
  ['America/New_York', '2026-11-17T06:00:00Z', '2026-11-17T10:00:00Z'],
  ['Asia/Kolkata', '2026-11-16T19:30:00Z', '2026-11-16T23:30:00Z'],
])('in %s clients are imported once, between one and five at night', async (timeZone, from, to) => {
  await using world = await asleep({ timeZone })
  const begun = await pass(world, '2026-11-17T12:00:00Z')
  expect(begun).toHaveLength(1)
  expect(new Date(begun[0] ?? '') >= new Date(from)).toBe(true)
  expect(new Date(begun[0] ?? '') < new Date(to)).toBe(true)
  expect(await nights(world)).toMatchObject([{ state: 'done', results: { created: 4 } }])
})

test('the next night reads only what changed since, with one call', async () => {
  await using world = await asleep()
  await pass(world, '2026-11-17T12:00:00Z')
  const [contact] = world.xero.control.contacts(world.tenantId)
  world.xero.control.editContact(world.tenantId, String(contact?.['ContactID']), {
    TaxNumber: 'NL77',
  })
  world.xero.control.clearRequests()
  await pass(world, '2026-11-18T12:00:00Z')
  const [last] = await nights(world)
  expect(last).toMatchObject({
    state: 'done',
    counts: { changed: 1, same: 0 },
    results: { updated: 1 },
  })
  const calls = world.xero.control.requests().filter((each) => /Contacts/.test(each.path))
  expect(calls).toHaveLength(1)
})

test('on Sunday everything is read again', async () => {
  await using world = await asleep({ startAt: friday })
  await pass(world, '2026-11-21T12:00:00Z')
  expect((await nights(world))[0]).toMatchObject({ counts: { same: 0 } })
  await pass(world, '2026-11-22T12:00:00Z')
  expect((await nights(world))[0]).toMatchObject({ counts: { same: 4 } })
})

test('switched off, nothing begins', async () => {
  await using world = await asleep()
  await world.request('PATCH', '/xero/settings', { nightlyImport: 'off' })
  expect(await pass(world, '2026-11-17T12:00:00Z')).toEqual([])
})

test('a night that failed leaves nothing out: the next one reads from before it', async () => {
  await using world = await asleep()
  await pass(world, '2026-11-17T12:00:00Z')
  const [contact] = world.xero.control.contacts(world.tenantId)
  world.xero.control.editContact(world.tenantId, String(contact?.['ContactID']), {
    TaxNumber: 'NL77',
  })
  world.xero.control.failNext('GET /Contacts', 'drop_after', 4)
  await pass(world, '2026-11-18T12:00:00Z')
  expect((await nights(world))[0]).toMatchObject({ state: 'failed' })
  await pass(world, '2026-11-19T12:00:00Z')
  expect((await nights(world))[0]).toMatchObject({ state: 'done', results: { updated: 1 } })
})

test('no contacts where there were some is an alarm, not an import', async () => {
  await using world = await asleep({ startAt: friday })
  await pass(world, '2026-11-21T12:00:00Z')
  const { accounting } = world.services
  Object.assign(world.services, {
    accounting: {
      ...accounting,
      readContacts: (async (session, request) => {
        const outcome = await accounting.readContacts(session, request)
        if (outcome.kind !== 'ok') return outcome
        return { ...outcome, value: { contacts: [], page: 1, pageCount: 0, itemCount: 0 } }
      }) satisfies typeof accounting.readContacts,
    },
  })
  await pass(world, '2026-11-22T12:00:00Z')
  const [last] = await nights(world)
  expect(last).toMatchObject({ state: 'failed' })
  expect(last?.problem).toMatch(/no contacts/)
})

test('many schedulers at once begin one import', async () => {
  await using world = await asleep()
  world.clock.set('2026-11-17T03:55:00Z')
  await Promise.all([1, 2, 3, 4].map(() => startNightlyImports(world.systemCtx())))
  expect(await nights(world)).toHaveLength(1)
})
