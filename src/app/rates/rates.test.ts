import { deleteTask } from '#app/catalogue/delete-task.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { changeRate } from '#app/rates/change-rate.ts'
import { listRates } from '#app/rates/list-rates.ts'
import { previewRateChange } from '#app/rates/preview-rate-change.ts'
import { previewReRating } from '#app/rates/preview-re-rating.ts'
import { reRate } from '#app/rates/re-rate.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { getMileage } from '#app/mileages/get-mileage.ts'
import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import type { Chosen } from '#db/re-ratings.ts'
import type { RateChange, RateSubjectKind } from '#domain/rates.ts'
import { randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

const everything = { exceptIds: [] }
const nothing = { ids: [] }
const firstPage = { limit: 50 }

/** Looks at the preview, and does exactly that. */
async function change(
  { ctx }: Pick<World, 'ctx'>,
  asked: { kind: RateSubjectKind; id?: string } & RateChange & { reRate?: Chosen },
) {
  const { kind, id = null, reRate: chosen = everything, ...rateChange } = asked
  const request = { subject: { kind, id }, change: rateChange }
  const preview = await previewRateChange(ctx, { ...request, ...firstPage })
  const again = { ...request, hash: preview.hash, reRate: chosen }
  return { preview, again, done: await changeRate(ctx, again) }
}

const rateOf = ({ rate, rateRule, rateValidFrom }: Awaited<ReturnType<typeof getTimeEntry>>) => [
  rate,
  rateRule,
  rateValidFrom,
]

async function aClientAtNinety(world: World) {
  const client = await world.has.client({ hourlyRate: '90' })
  const project = await world.has.project({
    clientId: client.id,
    invoiceMethod: 'client_hourly_rate',
    hourlyRate: null,
  })
  return { clientId: client.id, projectId: project.id }
}

test('each hour is priced by its own day, and says since when that rate is asked', async () => {
  await using world = await createWorld()
  const { clientId, projectId } = await aClientAtNinety(world)
  await change(world, { kind: 'client', id: clientId, validFrom: '2026-03-01', rate: '95' })
  await change(world, { kind: 'workspace', validFrom: '2026-06-01', rate: '70' })
  await change(world, { kind: 'client', id: clientId, validFrom: '2026-07-01', rate: null })
  const days = ['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01']
  const items = days.map((workedOn) => ({ projectId, workedOn, seconds: 3600 }))
  const entries = await createTimeEntries(world.ctx, { items })
  expect(entries.map(rateOf)).toEqual([
    ['90.0000', 'client', null],
    ['95.0000', 'client', '2026-03-01'],
    ['95.0000', 'client', '2026-03-01'],
    ['70.0000', 'workspace', '2026-06-01'],
  ])
})

test('every level has rates with dates: project, task, person and workspace too', async () => {
  await using world = await createWorld()
  const { has } = world
  const task = await has.task({ hourlyRate: '50' })
  const person = await has.member({ hourlyRate: '60' })
  const projects = {
    project: await has.project({ hourlyRate: '80' }),
    task: await has.project({ invoiceMethod: 'task_hourly_rate', hourlyRate: null }),
    member: await has.project({ invoiceMethod: 'user_hourly_rate', hourlyRate: null }),
    workspace: await has.project({ invoiceMethod: 'client_hourly_rate', hourlyRate: null }),
  }
  const ids = { project: projects.project.id, task: task.id, member: person.id, workspace: '' }
  for (const kind of ['project', 'task', 'member', 'workspace'] as const) {
    await change(world, { kind, id: ids[kind], validFrom: '2026-11-01', rate: '123' })
    const entry = await has.timeEntry({
      projectId: projects[kind].id,
      taskId: task.id,
      memberId: person.id,
      workedOn: '2026-11-02',
    })
    const rule = kind === 'member' ? 'user' : kind
    expect([kind, ...rateOf(entry)]).toEqual([kind, '123.0000', rule, '2026-11-01'])
  }
})

test('a kilometre is priced by its own day as well', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await updateWorkspaceSettings(ctx, { changes: { mileageRate: '0.23' } })
  const client = await has.client({ mileageRate: '0.40' })
  const { id: projectId } = await has.project({ clientId: client.id })
  const other = await has.project()
  const id = client.id
  await change(world, { kind: 'client_mileage', id, validFrom: '2026-05-01', rate: '0.45' })
  await change(world, { kind: 'workspace_mileage', validFrom: '2026-05-01', rate: '0.25' })
  const trip = { fromPlace: 'A', toPlace: 'B', distanceKm: '10' }
  const items = [
    { ...trip, projectId, travelledOn: '2026-04-30' },
    { ...trip, projectId, travelledOn: '2026-05-01' },
    { ...trip, projectId: other.id, travelledOn: '2026-05-01' },
  ]
  const trips = await createMileages(ctx, { items })
  expect(trips.map((each) => [each.rate, each.rateRule, each.rateValidFrom])).toEqual([
    ['0.4000', 'client', null],
    ['0.4500', 'client', '2026-05-01'],
    ['0.2500', 'workspace', '2026-05-01'],
  ])
  const [, trip2] = trips
  const { done } = await change(world, {
    kind: 'client_mileage',
    id,
    validFrom: '2026-05-01',
    rate: '0.50',
  })
  expect(done.reRated).toBe(1)
  const found = await getMileage(ctx, { mileageId: String(trip2?.id) })
  expect([found.rate, found.amountMinor]).toEqual(['0.5000', 500])
})

test('an hour that moves to another day takes the rate of that day, and only then', async () => {
  await using world = await createWorld()
  const { clientId, projectId } = await aClientAtNinety(world)
  const entry = await world.has.timeEntry({ projectId, workedOn: '2026-02-20' })
  const raise = { kind: 'client', id: clientId, rate: '95' } as const
  await change(world, { ...raise, validFrom: '2026-03-01' })
  const move = async (workedOn: string) =>
    rateOf(await updateTimeEntry(world.ctx, { timeEntryId: entry.id, changes: { workedOn } }))
  expect(await move('2026-02-25')).toEqual(['90.0000', 'client', null])
  // What was asked in the beginning changes, for new hours only: the hour keeps what it has.
  await change(world, { ...raise, validFrom: null, rate: '80', reRate: nothing })
  expect(await move('2026-02-26')).toEqual(['90.0000', 'client', null])
  expect(await move('2026-03-01')).toEqual(['95.0000', 'client', '2026-03-01'])
})

test('an hour that becomes billable takes the rate of now: nobody saw what it had', async () => {
  await using world = await createWorld()
  const { clientId, projectId } = await aClientAtNinety(world)
  const entry = await world.has.timeEntry({ projectId, isBillable: false })
  const { preview } = await change(world, {
    kind: 'client',
    id: clientId,
    validFrom: null,
    rate: '95',
  })
  expect(preview.count).toBe(0)
  const changes = { isBillable: true }
  const billable = await updateTimeEntry(world.ctx, { timeEntryId: entry.id, changes })
  expect(rateOf(billable)).toEqual(['95.0000', 'client', null])
})

test('a preview says what a rate would change: how much, of which project, entry by entry', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  const second = await has.project({
    clientId,
    name: 'App',
    invoiceMethod: 'client_hourly_rate',
    hourlyRate: null,
  })
  const at = async (workedOn: string, seconds: number, project = projectId) =>
    await has.timeEntry({ projectId: project, workedOn, seconds })
  await at('2026-02-28', 3600)
  const first = await at('2026-03-01', 3600)
  const last = await at('2026-05-01', 1800, second.id)
  // Of another method, another client, a later rate.
  await has.timeEntry({ projectId: (await has.project({ clientId })).id, workedOn: '2026-05-01' })
  await has.timeEntry({ workedOn: '2026-05-01' })
  await change(world, { kind: 'client', id: clientId, validFrom: '2026-06-01', rate: '99' })
  await at('2026-06-01', 3600)

  const request = {
    subject: { kind: 'client' as const, id: clientId },
    change: { validFrom: '2026-03-01', rate: '95.00' },
  }
  const preview = await previewRateChange(ctx, { ...request, limit: 1 })
  expect(preview).toMatchObject({
    count: 2,
    seconds: 5400,
    beforeMinor: 13_500,
    afterMinor: 14_250,
    projectCount: 2,
  })
  expect(preview.projects.map((each) => [each.projectName, each.count, each.afterMinor])).toEqual([
    ['App', 1, 4750],
    ['Website', 1, 9500],
  ])
  expect(preview.items.map((each) => [each.id, each.rate, each.newRate])).toEqual([
    [last.id, '90.0000', '95.0000'],
  ])
  const cursor = preview.nextCursor ?? undefined
  const next = await previewRateChange(ctx, { ...request, limit: 1, cursor })
  expect(next.items.map((each) => [each.id, each.newRateRule, each.newRateValidFrom])).toEqual([
    [first.id, 'client', '2026-03-01'],
  ])
  expect([next.nextCursor, next.hash]).toEqual([null, preview.hash])
})

test('a rate is given to all of the open work, to the chosen, or to what comes only', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  const entries = await createTimeEntries(ctx, {
    items: [1, 2, 3].map((day) => ({ projectId, workedOn: `2026-11-0${day}`, seconds: 3600 })),
  })
  const [one, two, three] = entries.map((each) => each.id)
  const rates = async () =>
    await Promise.all(
      entries.map(async ({ id }) => (await getTimeEntry(ctx, { timeEntryId: id })).rate),
    )
  const base = { kind: 'client', id: clientId, validFrom: null } as const
  const none = await change(world, { ...base, rate: '91', reRate: nothing })
  expect([none.done.reRated, await rates()]).toEqual([0, ['90.0000', '90.0000', '90.0000']])
  const chosen = await change(world, { ...base, rate: '92', reRate: { ids: [String(two)] } })
  expect([chosen.done.reRated, await rates()]).toEqual([1, ['90.0000', '92.0000', '90.0000']])
  const most = await change(world, { ...base, rate: '93', reRate: { exceptIds: [String(one)] } })
  expect([most.done.reRated, await rates()]).toEqual([2, ['90.0000', '93.0000', '93.0000']])
  const later = await change(world, { ...base, rate: '93', reRate: everything })
  expect([later.preview.items.map((each) => each.id), later.done.reRated]).toEqual([[one], 1])
  expect(three).toBeDefined()
})

test('a change is made once, however often it is asked for', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  await world.has.timeEntry({ projectId })
  const asked = { kind: 'client', id: clientId, validFrom: '2026-11-01', rate: '95' } as const
  const { done, again } = await change(world, asked)
  expect(done).toMatchObject({ reRated: 1 })
  expect(await changeRate(ctx, again)).toEqual({ ...done, reRated: 0 })
  const two = await Promise.all([changeRate(ctx, again), changeRate(ctx, again)])
  expect(two.map((each) => each.reRated)).toEqual([0, 0])
})

test('a change is refused when other work would change than the preview showed', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  const entry = await world.has.timeEntry({ projectId })
  const request = {
    subject: { kind: 'client' as const, id: clientId },
    change: { validFrom: null, rate: '95' },
  }
  const { hash } = await previewRateChange(ctx, { ...request, ...firstPage })
  const apply = changeRate.bind(null, ctx, { ...request, hash, reRate: everything })
  const outdated = { code: 'rate_preview_is_outdated' }

  const more = await world.has.timeEntry({ projectId })
  await expect(apply()).rejects.toMatchObject(outdated)
  const forNewOnly = changeRate(ctx, { ...request, hash, reRate: nothing })
  await expect(forNewOnly).rejects.toMatchObject(outdated)
  await world.has.invoiceOf('time_entry', more)
  // One came and was billed: what would change is what was shown.
  const seconds = 7200
  await updateTimeEntry(ctx, { timeEntryId: entry.id, changes: { seconds } })
  await expect(apply()).rejects.toMatchObject(outdated)
  await updateTimeEntry(ctx, { timeEntryId: entry.id, changes: { seconds: 3600 } })
  await change(world, { kind: 'client', id: clientId, validFrom: '2026-12-01', rate: '99' })
  await expect(apply()).rejects.toMatchObject(outdated)
  const { items } = await listRates(ctx, { limit: 50, kind: 'client', ids: [clientId] })
  expect(items[0]?.first).toBe('90.0000')
  // The rate was given in the meantime, with work that was not shown left: it stays as it is.
  await change(world, {
    kind: 'client',
    id: clientId,
    validFrom: null,
    rate: '95',
    reRate: nothing,
  })
  await expect(apply()).rejects.toMatchObject(outdated)
  expect(rateOf(await getTimeEntry(ctx, { timeEntryId: entry.id }))[0]).toBe('90.0000')
})

test('what is billed or written off keeps its rate, in the database too', async () => {
  await using world = await createWorld()
  const { ctx, has, workspaceId } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  const billed = await has.timeEntry({ projectId })
  await has.invoiceOf('time_entry', billed)
  const lost = await has.timeEntry({ projectId })
  const items = {
    timeEntryIds: [lost.id],
    expenseIds: [],
    mileageIds: [],
    instalments: [],
    subscriptionPeriods: [],
    uninvoiced: [],
  }
  await createWriteOffs(ctx, { reason: 'Goodwill', items })
  const { preview, done } = await change(world, {
    kind: 'client',
    id: clientId,
    validFrom: null,
    rate: '95',
  })
  expect([preview.count, done.reRated]).toEqual([0, 0])
  const ids = [billed.id, lost.id]
  const { hash } = await previewReRating(ctx, { kind: 'time_entry', ids, ...firstPage })
  expect(await reRate(ctx, { kind: 'time_entry', ids, hash })).toEqual({ reRated: 0 })
  for (const id of ids) {
    expect(rateOf(await getTimeEntry(ctx, { timeEntryId: id }))[0]).toBe('90.0000')
    await expect(
      sql`update time_entries set rate = 95 where workspace_id = ${workspaceId} and id = ${id}`.execute(
        world.db,
      ),
    ).rejects.toMatchObject({ constraint: 'billed_item_is_locked' })
  }
})

test('who bills an hour while its rate changes has one of the two prices, and the hour has it too', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  const entry = await has.timeEntry({ projectId })
  const { hash } = await previewRateChange(ctx, {
    subject: { kind: 'client', id: clientId },
    change: { validFrom: null, rate: '95' },
    ...firstPage,
  })
  const items = {
    timeEntryIds: [entry.id],
    expenseIds: [],
    mileageIds: [],
    instalments: [],
    subscriptionPeriods: [],
    uninvoiced: [],
  }
  const [changed, written] = await Promise.allSettled([
    changeRate(ctx, {
      subject: { kind: 'client', id: clientId },
      change: { validFrom: null, rate: '95' },
      hash,
      reRate: everything,
    }),
    createWriteOffs(ctx, { reason: 'Goodwill', items }),
  ])
  const { rate } = await getTimeEntry(ctx, { timeEntryId: entry.id })
  expect(written.status).toBe('fulfilled')
  const amount = written.status === 'fulfilled' ? written.value[0]?.amountMinor : undefined
  expect(amount).toBe(Number(rate) * 100)
  if (changed.status === 'rejected') {
    expect(changed.reason).toMatchObject({ code: 'rate_preview_is_outdated' })
  }
})

test('chosen rows get the rates of now: of the method, the task and the person they have', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const task = await has.task({ hourlyRate: '50' })
  const project = await has.project({ invoiceMethod: 'task_hourly_rate', hourlyRate: '80' })
  const ids = [
    (await has.timeEntry({ projectId: project.id, taskId: task.id })).id,
    (await has.timeEntry({ projectId: project.id, taskId: task.id })).id,
  ]
  const other = await has.timeEntry({ projectId: project.id, taskId: task.id })
  const changes = { invoiceMethod: 'project_hourly_rate' as const }
  await updateProject(ctx, { projectId: project.id, changes })
  const preview = await previewReRating(ctx, { kind: 'time_entry', ids, ...firstPage })
  expect(preview).toMatchObject({ count: 2, beforeMinor: 10_000, afterMinor: 16_000 })
  const { hash } = preview
  await expect(reRate(ctx, { kind: 'time_entry', ids, hash: 'another' })).rejects.toMatchObject({
    code: 'rate_preview_is_outdated',
  })
  expect(await reRate(ctx, { kind: 'time_entry', ids, hash })).toEqual({ reRated: 2 })
  expect(await reRate(ctx, { kind: 'time_entry', ids, hash })).toEqual({ reRated: 0 })
  const rates = await Promise.all(
    [...ids, other.id].map(async (id) => rateOf(await getTimeEntry(ctx, { timeEntryId: id }))),
  )
  const byProject = ['80.0000', 'project', null]
  expect(rates).toEqual([byProject, byProject, ['50.0000', 'task', null]])
})

test('hours of a project that does not bill them are left as they are', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const project = await has.project()
  const { id } = await has.timeEntry({ projectId: project.id })
  const changes = { invoiceMethod: 'fixed_price' as const, fixedPriceMinor: 1000 }
  await updateProject(ctx, { projectId: project.id, changes })
  const preview = await previewReRating(ctx, { kind: 'time_entry', ids: [id], ...firstPage })
  expect(preview.count).toBe(0)
})

test('a rate is taken away again, and the one before it goes on', async () => {
  await using world = await createWorld()
  const { ctx } = world
  const { clientId, projectId } = await aClientAtNinety(world)
  const raise = { kind: 'client', id: clientId, validFrom: '2026-11-01', rate: '95' } as const
  await change(world, raise)
  const { id } = await world.has.timeEntry({ projectId })
  const { done } = await change(world, { ...raise, isRemoved: true })
  expect(done).toMatchObject({ reRated: 1, rates: { first: '90.0000', dated: [] } })
  const entry = await getTimeEntry(ctx, { timeEntryId: id })
  expect(rateOf(entry)).toEqual(['90.0000', 'client', null])
  await expect(change(world, { ...raise, isRemoved: true })).rejects.toMatchObject({
    code: 'rate_not_found',
  })
  await expect(change(world, { ...raise, id: projectId })).rejects.toMatchObject({
    code: 'rate_subject_not_found',
  })
})

test('a workspace and a project always have a rate, and an amount stays bookable', async () => {
  await using world = await createWorld()
  const { has } = world
  const { id: projectId } = await has.project()
  await has.timeEntry({ projectId, seconds: 86_400 })
  const project = { kind: 'project', id: projectId, validFrom: null } as const
  await expect(change(world, { ...project, rate: null })).rejects.toMatchObject({
    code: 'rate_is_needed',
  })
  await expect(
    change(world, { kind: 'workspace', validFrom: '2026-11-01', rate: null }),
  ).rejects.toMatchObject({ code: 'rate_is_needed' })
  await expect(change(world, { ...project, rate: '99999999' })).rejects.toMatchObject({
    code: 'amount_is_too_large',
  })
})

test('who may change a project may not change what a client, a person or the workspace asks', async () => {
  await using world = await createWorld()
  const manager = await world.has.member({ role: 'project_manager' })
  const client = await world.has.client()
  const project = await world.has.project({ clientId: client.id })
  const asked = { validFrom: '2026-11-01', rate: '95' }
  for (const [kind, id] of [
    ['client', client.id],
    ['client_mileage', client.id],
    ['member', manager.id],
    ['workspace', ''],
    ['workspace_mileage', ''],
  ] as const) {
    const code = change(manager, { kind, id, ...asked }).catch((error) => error.code)
    expect([kind, await code]).toEqual([kind, 'not_allowed'])
  }
  await change(manager, { kind: 'project', id: project.id, ...asked })
})

test('a sub-project asks what its main project asks, from the same days on', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: clientId } = await has.client()
  const main = await has.project({ clientId, hourlyRate: '80' })
  const part = { clientId, parentId: main.id }
  const follows = await has.project({ ...part, hourlyRate: null })
  const own = await has.project({ ...part, hourlyRate: '50' })
  const entries = [
    await has.timeEntry({ projectId: main.id }),
    await has.timeEntry({ projectId: follows.id }),
    await has.timeEntry({ projectId: own.id }),
  ]
  const raise = { kind: 'project', id: main.id, validFrom: '2026-11-01', rate: '90' } as const
  const { preview, done } = await change(world, raise)
  expect([preview.projectCount, done.reRated]).toEqual([2, 2])
  const rates = async () =>
    await Promise.all(
      entries.map(async ({ id }) => rateOf(await getTimeEntry(ctx, { timeEntryId: id }))),
    )
  const raised = ['90.0000', 'project', '2026-11-01']
  expect(await rates()).toEqual([raised, raised, ['50.0000', 'project', null]])
  expect(rateOf(await has.timeEntry({ projectId: follows.id }))).toEqual(raised)
  // From a day on the part asks a rate of its own, before it the main project's.
  const part2 = { kind: 'project', id: follows.id, validFrom: '2026-11-10', rate: '95' } as const
  await change(world, part2)
  expect((await rates())[1]).toEqual(['95.0000', 'project', '2026-11-10'])
  const before = await has.timeEntry({ projectId: follows.id, workedOn: '2026-11-09' })
  expect(rateOf(before)).toEqual(raised)
})

test('what is uninvoiced is shown with the rate of its day', async () => {
  await using world = await createWorld()
  const project = await world.has.project({ hourlyRate: '80' })
  await world.has.timeEntry({ projectId: project.id })
  const raise = { kind: 'project', id: project.id, rate: '90' } as const
  await change(world, { ...raise, validFrom: '2026-11-16' })
  const rateShown = async (through: string) =>
    (await listUninvoiced(world.ctx, { limit: 10, through })).items[0]?.hourlyRate
  expect(await rateShown('2026-11-16')).toBe('90.0000')
  await world.has.timeEntry({ projectId: project.id, workedOn: '2026-11-15' })
  expect(await rateShown('2026-11-15')).toBe('80.0000')
})

test('the rates of what is deleted go along', async () => {
  await using world = await createWorld()
  const task = await world.has.task({ hourlyRate: '50' })
  await change(world, { kind: 'task', id: task.id, validFrom: '2026-11-01', rate: '60' })
  expect((await listRates(world.ctx, { limit: 50, kind: 'task', ids: [task.id] })).items).toEqual([
    {
      id: task.id,
      name: task.name,
      first: '50.0000',
      dated: [{ validFrom: '2026-11-01', rate: '60.0000' }],
    },
  ])
  await deleteTask(world.ctx, { taskId: task.id })
  const { rows } = await sql`select from rates`.execute(world.db)
  expect(rows).toEqual([])
})

// The road of SQL, which re-rates a million rows, against the road of the domain, which prices one.
test.each([1, 2, 3, 4])(
  're-rating gives every hour what writing it anew would give (seed %i)',
  async (seed) => {
    await using world = await createWorld()
    const { ctx, has } = world
    const random = randomFrom(seed)
    const { pick } = random
    const clients = [await has.client({ hourlyRate: '90' }), await has.client()]
    const tasks = [await has.task({ hourlyRate: '50' }), await has.task()]
    const people = [await has.member({ hourlyRate: '60' }), await has.member()]
    const methods = [
      'task_hourly_rate',
      'user_hourly_rate',
      'project_hourly_rate',
      'client_hourly_rate',
    ] as const
    const projects = await Promise.all(
      clients.flatMap((client) =>
        methods.map(
          async (invoiceMethod) => await has.project({ clientId: client.id, invoiceMethod }),
        ),
      ),
    )
    const dayOf = () => `2026-0${1 + random.below(6)}-0${1 + random.below(9)}`
    const items = Array.from({ length: 60 }, () => ({
      projectId: pick(projects).id,
      taskId: random.below(4) === 0 ? null : pick(tasks).id,
      memberId: pick(people).id,
      workedOn: dayOf(),
      seconds: 60 * (1 + random.below(60)),
    }))
    const entries = await createTimeEntries(ctx, { items })
    const subjects = [
      ...clients.map(({ id }) => ({ kind: 'client', id }) as const),
      ...tasks.map(({ id }) => ({ kind: 'task', id }) as const),
      ...people.map(({ id }) => ({ kind: 'member', id }) as const),
      ...projects.map(({ id }) => ({ kind: 'project', id }) as const),
      { kind: 'workspace' } as const,
      { kind: 'workspace' } as const,
    ]
    for (let times = 0; times < 20; times += 1) {
      const subject = pick(subjects)
      const mayLack = subject.kind !== 'workspace' && subject.kind !== 'project'
      const rate = mayLack && random.below(4) === 0 ? null : String(40 + random.below(60))
      const validFrom = random.below(4) === 0 ? null : dayOf()
      await change(world, { ...subject, validFrom, rate })
    }
    const anew = await createTimeEntries(ctx, { items })
    const now = await Promise.all(
      entries.map(async ({ id }) => await getTimeEntry(ctx, { timeEntryId: id })),
    )
    expect(now.map((each) => each.rate)).toEqual(anew.map((each) => each.rate))
  },
)
