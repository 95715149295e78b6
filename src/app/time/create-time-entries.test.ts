import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { updateTask } from '#app/catalogue/update-task.ts'
import { updateMember } from '#app/people/update-member.ts'
import { hoursFromSeconds, lineNetMinor } from '#domain/money.ts'
import { newId } from '#lib/ids.ts'
import { factoriesFor } from '#tests/support/factories.ts'
import { openConnections } from '#tests/support/open-connections.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { describe, expect, test } from 'vitest'

const workedOn = '2026-11-16'

test('hours keep the rate of the method their project has, and the rule that gave it', async () => {
  await using world = await createWorld()
  const { id: clientId } = await world.has.client({ hourlyRate: '110' })
  const task = await world.has.task({ hourlyRate: '120.50' })
  const member = await world.has.member({ hourlyRate: '80' })
  const rateBy = async (fields: Parameters<World['has']['project']>[0]) => {
    const project = await world.has.project({ clientId, ...fields })
    const item = {
      memberId: member.id,
      projectId: project.id,
      taskId: task.id,
      workedOn,
      seconds: 5400,
    }
    const [entry] = await createTimeEntries(world.ctx, { items: [item] })
    return [entry?.rate, entry?.rateRule, entry?.amountMinor, entry?.isBillable]
  }
  expect(await rateBy({ invoiceMethod: 'project_hourly_rate', hourlyRate: '95' })).toEqual([
    '95.0000',
    'project',
    14_250,
    true,
  ])
  expect(await rateBy({ invoiceMethod: 'task_hourly_rate' })).toEqual([
    '120.5000',
    'task',
    18_075,
    true,
  ])
  expect(await rateBy({ invoiceMethod: 'user_hourly_rate' })).toEqual([
    '80.0000',
    'user',
    12_000,
    true,
  ])
  expect(await rateBy({ invoiceMethod: 'client_hourly_rate' })).toEqual([
    '110.0000',
    'client',
    16_500,
    true,
  ])
  // A fixed price covers its hours: they are never billed by themselves.
  expect(await rateBy({ invoiceMethod: 'fixed_price', fixedPriceMinor: 100 })).toEqual([
    '0.0000',
    'none',
    0,
    false,
  ])
})

test('an hour is the own, on billable work, unless it says otherwise', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const internal = await world.has.task({ isBillable: false })
  const items = [
    { projectId, workedOn, seconds: 60 },
    { projectId, workedOn, seconds: 60, taskId: internal.id },
    { projectId, workedOn, seconds: 60, taskId: internal.id, isBillable: true },
  ]
  const entries = await createTimeEntries(world.ctx, { items })
  expect(entries.map((entry) => [entry.memberId, entry.isBillable])).toEqual([
    [world.memberId, true],
    [world.memberId, false],
    [world.memberId, true],
  ])
})

test('from and to with a pause are a duration', async () => {
  await using world = await createWorld()
  const entry = await world.has.timeEntry({
    startedAt: '09:00',
    endedAt: '17:30',
    pauseSeconds: 1800,
  })
  expect(entry).toMatchObject({
    seconds: 28_800,
    startedAt: '09:00',
    endedAt: '17:30',
    pauseSeconds: 1800,
  })
  const lateShift = await world.has.timeEntry({ startedAt: '22:00', endedAt: '24:00' })
  expect(lateShift).toMatchObject({ seconds: 7200, endedAt: '24:00' })
})

describe('is refused beside the field, and nothing is written:', () => {
  const refusedWith = async (
    world: World,
    item: object,
    refusal: { code: string; field: string },
  ) => {
    const { id: projectId } = await world.has.project()
    const good = { projectId, workedOn, seconds: 3600 }
    const items = [good, { ...good, ...item }]
    await expect(createTimeEntries(world.ctx, { items })).rejects.toMatchObject({
      code: refusal.code,
      particulars: { field: refusal.field },
    })
    expect(await world.db.selectFrom('time_entries').select('id').execute()).toEqual([])
  }

  test('an end before the start', async () => {
    await using world = await createWorld()
    const item = { seconds: undefined, startedAt: '17:00', endedAt: '09:00' }
    await refusedWith(world, item, { code: 'end_is_before_start', field: 'items.1.endedAt' })
  })

  test('a pause longer than the work', async () => {
    await using world = await createWorld()
    const item = { seconds: undefined, startedAt: '09:00', endedAt: '09:30', pauseSeconds: 3600 }
    await refusedWith(world, item, {
      code: 'pause_is_longer_than_work',
      field: 'items.1.pauseSeconds',
    })
  })

  test('no duration at all, or half of one', async () => {
    await using world = await createWorld()
    const code = 'duration_is_missing'
    await refusedWith(world, { seconds: undefined }, { code, field: 'items.1.seconds' })
    await refusedWith(world, { startedAt: '09:00' }, { code, field: 'items.1.endedAt' })
  })

  test('a duration that contradicts its times', async () => {
    await using world = await createWorld()
    const item = { startedAt: '09:00', endedAt: '11:00' }
    await refusedWith(world, item, { code: 'duration_does_not_match', field: 'items.1.seconds' })
  })

  test('a project, a task or a person that does not exist', async () => {
    await using world = await createWorld()
    await refusedWith(
      world,
      { projectId: newId() },
      { code: 'project_not_found', field: 'items.1.projectId' },
    )
    await refusedWith(
      world,
      { taskId: newId() },
      { code: 'task_not_found', field: 'items.1.taskId' },
    )
    await refusedWith(
      world,
      { memberId: newId() },
      { code: 'member_not_found', field: 'items.1.memberId' },
    )
  })

  test("another workspace's project, task or person", async () => {
    await using world = await createWorld()
    const other = await world.otherWorkspace()
    const theirs = factoriesFor(other.ctx)
    const { id: projectId } = await theirs.project()
    const { id: taskId } = await theirs.task()
    await refusedWith(
      world,
      { projectId },
      { code: 'project_not_found', field: 'items.1.projectId' },
    )
    await refusedWith(world, { taskId }, { code: 'task_not_found', field: 'items.1.taskId' })
    await refusedWith(
      world,
      { memberId: other.memberId },
      { code: 'member_not_found', field: 'items.1.memberId' },
    )
  })

  test('an archived project, task or person', async () => {
    await using world = await createWorld()
    const changes = { isArchived: true }
    const { id: projectId } = await world.has.project()
    await updateProject(world.ctx, { projectId, changes })
    await refusedWith(
      world,
      { projectId },
      { code: 'project_is_archived', field: 'items.1.projectId' },
    )
    const { id: taskId } = await world.has.task()
    await updateTask(world.ctx, { taskId, changes })
    await refusedWith(world, { taskId }, { code: 'task_is_archived', field: 'items.1.taskId' })
    const { id: memberId } = await world.has.member()
    await updateMember(world.ctx, { memberId, changes })
    await refusedWith(
      world,
      { memberId },
      { code: 'member_is_archived', field: 'items.1.memberId' },
    )
  })

  test('several things at once are named one by one', async () => {
    await using world = await createWorld()
    const items = [
      { projectId: newId(), workedOn, seconds: 60 },
      { projectId: newId(), workedOn, startedAt: '12:00', endedAt: '11:00' },
    ]
    await expect(createTimeEntries(world.ctx, { items })).rejects.toMatchObject({
      code: 'input_is_not_valid',
      particulars: {
        errors: [
          { field: 'items.0.projectId', code: 'project_not_found' },
          { field: 'items.1.projectId', code: 'project_not_found' },
          { field: 'items.1.endedAt', code: 'end_is_before_start' },
        ],
      },
    })
  })
})

describe('a person never works more than 24 hours on a day:', () => {
  const overlong = { code: 'day_is_over_24_hours', particulars: { field: 'items.1.seconds' } }

  test('within one request', async () => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const half = { projectId, workedOn, seconds: 43_200 }
    const minute = { projectId, workedOn, seconds: 60 }
    await expect(
      createTimeEntries(world.ctx, { items: [half, { ...half, seconds: 43_260 }] }),
    ).rejects.toMatchObject(overlong)
    // The same hours fit on two days, or with two people, and a day may be full.
    const { id: memberId } = await world.has.member()
    await createTimeEntries(world.ctx, {
      items: [half, half, { ...half, memberId }, { ...minute, workedOn: '2026-11-17' }],
    })
    await expect(createTimeEntries(world.ctx, { items: [minute] })).rejects.toMatchObject({
      code: 'day_is_over_24_hours',
    })
  })

  test('nor when two requests come at once', async () => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const items = [{ projectId, workedOn, seconds: 50_000 }]
    await openConnections(world.db, 4)
    const answers = await Promise.allSettled(
      Array.from({ length: 4 }, async () => await createTimeEntries(world.ctx, { items })),
    )
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    const reasons = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason] : [],
    )
    expect(reasons.every((reason) => reason.code === 'day_is_over_24_hours')).toBe(true)
  })
})

describe('an employee', () => {
  test('registers the own hours, and sees no money', async () => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const employee = await world.has.member()
    const [entry] = await createTimeEntries(employee.ctx, {
      items: [{ projectId, workedOn, seconds: 60 }],
    })
    expect(entry).toMatchObject({
      memberId: employee.id,
      rate: null,
      rateRule: null,
      amountMinor: null,
    })
  })

  test('cannot register for somebody else', async () => {
    await using world = await createWorld()
    const { id: projectId } = await world.has.project()
    const employee = await world.has.member()
    const items = [{ memberId: world.memberId, projectId, workedOn, seconds: 60 }]
    await expect(createTimeEntries(employee.ctx, { items })).rejects.toMatchObject({
      code: 'not_allowed',
      particulars: { field: 'items.0.memberId' },
    })
  })

  test('without any permission nobody registers', async () => {
    await using world = await createWorld()
    const ctx = { ...world.ctx, permissions: new Set<never>() }
    await expect(createTimeEntries(ctx, { items: [] })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

test('a thousand hours are one write, and each amount is what the totals add up', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project({ hourlyRate: '97.35' })
  const items = Array.from({ length: 1000 }, (_, index) => ({
    projectId,
    workedOn: `2026-0${1 + (index % 9)}-${10 + (index % 17)}`,
    seconds: 1 + ((index * 37) % 3000),
  }))
  const entries = await createTimeEntries(world.ctx, { items })
  expect(entries.map((entry) => entry.seconds)).toEqual(items.map((item) => item.seconds))
  const amounts = items.map((item) => lineNetMinor(hoursFromSeconds(item.seconds), '97.35'))
  const totals = await getReportTotals(world.ctx, { tab: 'hours' })
  expect(totals).toMatchObject({
    count: 1000,
    amountMinor: amounts.reduce((sum, amount) => sum + amount, 0),
  })
})

test('a night that changes the clock counts the hours that passed, and no time that was not', async () => {
  await using world = await createWorld()
  const { id: projectId } = await world.has.project()
  const register = async (workedOn: string, startedAt: string, endedAt: string) => {
    const items = [{ projectId, workedOn, startedAt, endedAt }]
    return (await createTimeEntries(world.ctx, { items }))[0]?.seconds
  }
  expect(await register('2026-03-29', '00:00', '06:00')).toBe(5 * 3600)
  expect(await register('2026-10-25', '00:00', '06:00')).toBe(7 * 3600)
  expect(await register('2026-11-16', '00:00', '24:00')).toBe(24 * 3600)
  for (const [field, startedAt, endedAt] of [
    ['startedAt', '02:30', '06:00'],
    ['endedAt', '01:00', '02:30'],
  ] as const) {
    await expect(register('2026-03-29', startedAt, endedAt)).rejects.toMatchObject({
      code: 'time_does_not_exist',
      particulars: { field: `items.0.${field}` },
    })
  }
})
