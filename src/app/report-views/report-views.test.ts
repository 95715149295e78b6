import { createReportView } from '#app/report-views/create-report-view.ts'
import { listReportViews } from '#app/report-views/list-report-views.ts'
import { updateReportView } from '#app/report-views/update-report-view.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

const everything = {
  period: 'all' as const,
  from: null,
  to: null,
  clientIds: [],
  projectIds: [],
  memberIds: [],
  taskIds: [],
  isBillable: null,
  statuses: [],
  q: null,
  groupBy: null,
  columns: null,
  order: null,
  sort: null,
}

type View = { id: string; name: string; isOwn: boolean; settings: typeof everything }
type Problem = { code: string; field?: string; detail?: string }

test('a view is saved, found, changed and deleted; a period stays as it was said', async () => {
  await using world = await createWorld()
  const client = await world.has.client()
  const made = await world.request('POST', '/report-views', {
    name: 'Open work',
    tab: 'hours',
    settings: {
      period: 'last_month',
      clientIds: [client.id],
      statuses: ['open'],
      groupBy: 'project',
      columns: ['day', 'hours'],
      order: { by: 'share', isDescending: true },
    },
  })
  const view = made.body as View
  expect(made.status).toBe(201)
  expect(view).toEqual({
    id: expect.any(String),
    tab: 'hours',
    name: 'Open work',
    isShared: false,
    isOwn: true,
    memberName: 'Olga Owner',
    settings: {
      ...everything,
      period: 'last_month',
      clientIds: [client.id],
      statuses: ['open'],
      groupBy: 'project',
      columns: ['day', 'hours'],
      order: { by: 'share', isDescending: true },
    },
  })
  const changed = await world.request('PATCH', `/report-views/${view.id}`, {
    name: 'All work',
    settings: { period: 'this_year' },
  })
  expect(changed).toMatchObject({
    status: 200,
    body: { name: 'All work', settings: { ...everything, period: 'this_year' } },
  })
  const { body } = await world.request('GET', '/report-views')
  expect(body).toEqual({ items: [changed.body], nextCursor: null })
  expect(await world.request('DELETE', `/report-views/${view.id}`)).toMatchObject({ status: 204 })
  expect((await listReportViews(world.ctx, { limit: 50 })).items).toEqual([])
  const gone = await world.request('DELETE', `/report-views/${view.id}`)
  expect(gone).toMatchObject({ status: 404, body: { code: 'report_view_not_found' } })
})

test('others see a view when it is shared, and only its maker changes it', async () => {
  await using world = await createWorld()
  const employee = await world.has.member({ name: 'Emma' })
  const [secret, shared] = await Promise.all(
    [false, true].map(
      async (isShared) =>
        await createReportView(world.ctx, {
          name: isShared ? 'Shared' : 'Secret',
          tab: 'hours',
          isShared,
          settings: everything,
        }),
    ),
  )
  expect((await listReportViews(employee.ctx, { limit: 50 })).items).toEqual([
    { ...shared, isOwn: false },
  ])
  const change = async (id = '') => {
    const options = { token: employee.token }
    const answers = [
      await world.request('PATCH', `/report-views/${id}`, { name: 'Hers' }, options),
      await world.request('DELETE', `/report-views/${id}`, undefined, options),
    ]
    return answers.map(({ body }) => (body as Problem).code)
  }
  expect(await change(shared?.id)).toEqual([
    'report_view_is_of_somebody_else',
    'report_view_is_of_somebody_else',
  ])
  // Of a view that is not shared nobody learns that it is there.
  expect(await change(secret?.id)).toEqual(['report_view_not_found', 'report_view_not_found'])
})

test('who sees the own work only cannot share, nor keep columns of money', async () => {
  await using world = await createWorld()
  const { ctx } = await world.has.member()
  const view = { name: 'Mine', tab: 'hours' as const, isShared: false, settings: everything }
  await expect(createReportView(ctx, { ...view, isShared: true })).rejects.toMatchObject({
    code: 'not_allowed',
    particulars: { field: 'isShared' },
  })
  const withRates = { ...everything, columns: ['rate' as const] }
  await expect(createReportView(ctx, { ...view, settings: withRates })).rejects.toMatchObject({
    code: 'not_allowed',
    particulars: { field: 'columns' },
  })
  expect(await createReportView(ctx, view)).toMatchObject({ name: 'Mine', isOwn: true })
})

test('names differ for one person and one report, in more than capitals', async () => {
  await using world = await createWorld()
  const employee = await world.has.member()
  const view = { name: 'Mine', tab: 'hours' as const, isShared: false, settings: everything }
  const { id } = await createReportView(world.ctx, { ...view, name: 'Other' })
  await createReportView(world.ctx, view)
  await createReportView(world.ctx, { ...view, tab: 'expenses' })
  await createReportView(employee.ctx, view)
  const taken = { code: 'report_view_name_is_taken' }
  await expect(createReportView(world.ctx, { ...view, name: 'MINE' })).rejects.toMatchObject(taken)
  const changes = { name: 'mine' }
  await expect(updateReportView(world.ctx, { reportViewId: id, changes })).rejects.toMatchObject(
    taken,
  )
})

test('what makes no sense in a view is refused by its name', async () => {
  await using world = await createWorld()
  const answer = async (settings: object, more: object = {}) => {
    const body = { name: 'Mine', tab: 'expenses', settings, ...more }
    return (await world.request('POST', '/report-views', body)).body as Problem
  }
  const fieldOf = async (...given: Parameters<typeof answer>) => {
    const { code, field } = await answer(...given)
    return [code, field]
  }
  const days = { from: '2026-11-02', to: '2026-11-01' }
  expect(await fieldOf({ columns: ['notes'] })).toEqual(['input_is_not_valid', 'columns'])
  expect(await fieldOf({ columns: [] })).toEqual(['input_is_not_valid', 'settings.columns'])
  expect(await fieldOf({ period: 'yesterday' })).toEqual(['input_is_not_valid', 'settings.period'])
  expect(await fieldOf({ period: 'custom', ...days })).toEqual([
    'input_is_not_valid',
    'settings.to',
  ])
  expect(await fieldOf({ from: '2026-11-02' })).toEqual(['input_is_not_valid', 'settings.from'])
  expect(await fieldOf({ colour: 'red' })).toEqual(['input_is_not_valid', 'settings.colour'])
  expect(await fieldOf({}, { name: ' ' })).toEqual(['input_is_not_valid', 'name'])
  const nobody = { memberIds: ['0192d3f0-0000-7000-8000-000000000001'] }
  expect(await fieldOf(nobody)).toEqual(['member_not_found', 'settings.memberIds'])
})

test('200 views are the most', async () => {
  await using world = await createWorld()
  const view = { tab: 'hours' as const, isShared: false, settings: everything }
  for (let count = 1; count <= 200; count += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await createReportView(world.ctx, { ...view, name: `View ${count}` })
  }
  await expect(createReportView(world.ctx, { ...view, name: 'One more' })).rejects.toMatchObject({
    code: 'too_many_report_views',
  })
})
