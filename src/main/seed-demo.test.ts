import type { Database } from '#db/database.ts'
import { weekdayOf } from '#domain/work-day.ts'
import { demoClients, demoPeople, demoProjects, demoSignIn } from '#main/demo-company.ts'
import { seedDemo } from '#main/seed-demo.ts'
import { addDemoOrganisations } from '#simulator/demo.ts'
import { createClock, createWorld as createSimulatedWorld } from '#simulator/world.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

test('the demo company has people, projects and three months of believable work up to today', async () => {
  await using world = await createWorld()
  await seedDemo(wiredFor(world))
  const { db } = world
  const demo = await db
    .selectFrom('workspaces')
    .where('is_demo', '=', true)
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(demo).toMatchObject({ name: 'Studio Noord', currency: 'EUR', mileage_rate: '0.3500' })

  const { rows: days } = await sql<{ workedOn: string; memberId: string; seconds: number }>`
    select worked_on as "workedOn", member_id as "memberId", sum(seconds)::bigint as seconds
    from time_entries where workspace_id = ${demo.workspace_id} group by 1, 2`.execute(db)
  expect(new Set(days.map((day) => day.memberId)).size).toBe(demoPeople.length)
  expect(days.every((day) => day.seconds <= 10 * 3600)).toBe(true)
  expect(days.every((day) => ![0, 6].includes(weekdayOf(day.workedOn)))).toBe(true)
  const workedOn = days.map((day) => day.workedOn).toSorted()
  expect([workedOn.at(0), workedOn.at(-1)]).toEqual(['2026-08-17', '2026-11-16'])

  const { rows: rules } = await sql<{ rule: string }>`
    select distinct rate_rule as rule from time_entries where workspace_id = ${demo.workspace_id}`.execute(
    db,
  )
  expect(rules.map((row) => row.rule).toSorted()).toEqual([
    'client',
    'none',
    'project',
    'task',
    'user',
  ])
  expect(await counts(db, demo.workspace_id)).toMatchObject({
    clients: demoClients.length,
    projects: demoProjects.length,
    subscriptions: 4,
  })
  const { time_entries, expenses, mileages, expense_receipts } = await counts(db, demo.workspace_id)
  expect(time_entries).toBeGreaterThan(1400)
  expect(expenses).toBeGreaterThan(40)
  expect(mileages).toBeGreaterThan(40)
  expect(expense_receipts).toBeGreaterThan(10)
})

test('a second time, or two at once, changes nothing', async () => {
  await using world = await createWorld()
  const wired = wiredFor(world)
  await Promise.all([seedDemo(wired), seedDemo(wired)])
  const [demo, ...others] = await world.db
    .selectFrom('workspaces')
    .where('is_demo', '=', true)
    .select('workspace_id')
    .execute()
  expect(others).toEqual([])
  const before = await counts(world.db, demo?.workspace_id ?? '')
  world.clock.advance(86_400_000)
  await seedDemo(wired)
  expect(await counts(world.db, demo?.workspace_id ?? '')).toEqual(before)
})

test('a process that ends half-way leaves nothing of the demo behind', async () => {
  await using world = await createWorld()
  const wired = wiredFor(world)
  let moments = 0
  const now = () => {
    moments += 1
    // The clock is read for every verb; by this one the clients are there and the projects are not.
    if (moments === 9) throw new Error('killed')
    return world.clock.now()
  }
  const services = { ...wired.services, clock: { now } }
  await expect(seedDemo({ ...wired, services })).rejects.toThrow('killed')
  const made = world.db.selectFrom('workspaces').where('is_demo', '=', true).select('name')
  expect(await made.execute()).toEqual([])
  await seedDemo(wired)
  expect(await made.execute()).toHaveLength(1)
})

test('a dozen clients are contacts of the Xero demo company, by number and by name', () => {
  const simulated = createSimulatedWorld({
    app: { clientId: '', clientSecret: '', name: '', redirectUris: 'any' },
    clock: createClock(() => 0),
    seed: null,
  })
  addDemoOrganisations(simulated, 1)
  const [organisation] = simulated.organisations.values()
  const contacts = organisation?.contacts.inOrder() ?? []
  const matching = demoClients.filter((client) =>
    contacts.some(
      ({ accountNumber, name }) => accountNumber === client.number && name === client.name,
    ),
  )
  expect(matching).toHaveLength(12)
})

function wiredFor(world: World) {
  const users = new Map<string, string>()
  const createUser = async ({ email, password }: { email: string; password: string }) => {
    expect(password).toBe(demoSignIn.password)
    const userId = users.get(email) ?? `user-${users.size}`
    users.set(email, userId)
    return userId
  }
  return { services: world.services, createUser }
}

async function counts(db: Database, workspaceId: string) {
  const tables = [
    'clients',
    'projects',
    'subscriptions',
    'time_entries',
    'expenses',
    'mileages',
    'expense_receipts',
  ] as const
  const counted = await Promise.all(
    tables.map(async (table) => {
      const { count } = await db
        .selectFrom(table)
        .where('workspace_id', '=', workspaceId)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return [table, count] as const
    }),
  )
  return Object.fromEntries(counted) as Record<(typeof tables)[number], number>
}
