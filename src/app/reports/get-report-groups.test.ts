import { getReportGroups } from '#app/reports/get-report-groups.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

test('rows add up by name, and by day and month newest first', async () => {
  await using world = await createWorld()
  const { harbour, anchor, task } = await work(world)
  const by = async (groupBy: Parameters<typeof getReportGroups>[1]['groupBy']) =>
    (await getReportGroups(world.ctx, { tab: 'hours', groupBy })).map((group) => [
      group.key,
      group.label,
      group.count,
      group.seconds,
    ])
  expect(await by('client')).toEqual([
    [anchor.clientId, 'Anchor', 1, 60],
    [harbour.clientId, 'harbour', 2, 5400],
  ])
  expect(await by('project')).toEqual([
    [harbour.id, 'Audit', 2, 5400],
    [anchor.id, 'Books', 1, 60],
  ])
  expect(await by('task')).toEqual([
    [task.id, task.name, 1, 1800],
    [null, null, 2, 3660],
  ])
  expect(await by('member')).toEqual([[world.memberId, expect.any(String), 3, 5460]])
  expect(await by('day')).toEqual([
    ['2026-11-02', '2026-11-02', 1, 60],
    ['2026-10-31', '2026-10-31', 1, 1800],
    ['2026-10-05', '2026-10-05', 1, 3600],
  ])
  expect(await by('month')).toEqual([
    ['2026-11', '2026-11', 1, 60],
    ['2026-10', '2026-10', 2, 5400],
  ])
})

test('work on sub-projects adds up under their main project, and is found there', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const main = await has.project({ name: 'Rebuild' })
  const { clientId } = main
  const part = await has.project({ name: 'Design', clientId, parentId: main.id })
  const other = await has.project({ name: 'Annual', clientId })
  await has.timeEntry({ projectId: main.id, seconds: 60 })
  await has.timeEntry({ projectId: part.id, seconds: 600 })
  await has.timeEntry({ projectId: other.id, seconds: 6000 })
  const groups = await getReportGroups(ctx, { tab: 'hours', groupBy: 'main_project' })
  expect(groups.map(({ key, label, seconds }) => [key, label, seconds])).toEqual([
    [other.id, 'Annual', 6000],
    [main.id, 'Rebuild', 660],
  ])
  expect(groups.every((group) => group.clientName !== null)).toBe(true)
  // What a click on the group narrows to.
  const within = await getReportGroups(ctx, {
    tab: 'hours',
    groupBy: 'project',
    projectId: main.id,
  })
  expect(within.map(({ label, seconds }) => [label, seconds])).toEqual([
    ['Design', 600],
    ['Rebuild', 60],
  ])
})

test('each group tells its client and what is billable, invoiced and left to invoice', async () => {
  await using world = await createWorld()
  const { harbour, hour } = await work(world)
  await world.has.invoiceOf('time_entry', { id: hour, clientId: harbour.clientId })
  const groups = await getReportGroups(world.ctx, {
    tab: 'hours',
    groupBy: 'project',
    clientId: harbour.clientId,
  })
  expect(groups).toEqual([
    {
      key: harbour.id,
      label: 'Audit',
      clientName: 'harbour',
      count: 2,
      seconds: 5400,
      amountMinor: 9000,
      billableMinor: 6000,
      invoicedMinor: 6000,
      writtenOffMinor: 0,
      uninvoicedMinor: 0,
    },
  ])
})

test('filters that look at names go together with every grouping', async () => {
  await using world = await createWorld()
  await work(world)
  await world.has.expense()
  await world.has.mileage()
  for (const tab of ['hours', 'expenses', 'mileages'] as const) {
    for (const groupBy of [
      'client',
      'main_project',
      'project',
      'member',
      'task',
      'day',
      'month',
    ] as const) {
      expect(await getReportGroups(world.ctx, { tab, groupBy, q: 'none such' })).toEqual([])
      expect(await getReportGroups(world.ctx, { tab, groupBy })).not.toEqual([])
    }
  }
  expect(
    await getReportGroups(world.ctx, { tab: 'hours', groupBy: 'day', q: 'anch' }),
  ).toMatchObject([{ key: '2026-11-02', count: 1 }])
})

test('an employee groups the own rows only, without money; nothing of other workspaces', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const { anchor } = await work(world)
  const own = { projectId: anchor.id, workedOn: '2026-11-02', seconds: 120, memberId: employee.id }
  await createTimeEntries(world.ctx, { items: [own] })
  expect(await getReportGroups(employee.ctx, { tab: 'hours', groupBy: 'member' })).toEqual([
    {
      key: employee.id,
      label: expect.any(String),
      clientName: null,
      count: 1,
      seconds: 120,
      amountMinor: null,
      billableMinor: null,
      invoicedMinor: null,
      writtenOffMinor: null,
      uninvoicedMinor: null,
    },
  ])
  const other = await world.otherWorkspace()
  expect(await getReportGroups(other.ctx, { tab: 'hours', groupBy: 'client' })).toEqual([])
})

/** Two projects of two clients, hours at 60 of which one is not billable. */
async function work(world: World) {
  const clients = [
    await world.has.client({ name: 'harbour' }),
    await world.has.client({ name: 'Anchor' }),
  ]
  const harbour = await world.has.project({
    name: 'Audit',
    clientId: clients[0]?.id ?? '',
    hourlyRate: '60',
  })
  const anchor = await world.has.project({
    name: 'Books',
    clientId: clients[1]?.id ?? '',
    hourlyRate: '60',
  })
  const task = await world.has.task()
  const [hour] = await createTimeEntries(world.ctx, {
    items: [
      { projectId: harbour.id, workedOn: '2026-10-05', seconds: 3600 },
      {
        projectId: harbour.id,
        workedOn: '2026-10-31',
        seconds: 1800,
        taskId: task.id,
        isBillable: false,
      },
      { projectId: anchor.id, workedOn: '2026-11-02', seconds: 60 },
    ],
  })
  return { harbour, anchor, task, hour: hour?.id ?? '' }
}
