import { createContract } from '#app/people/create-contract.ts'
import { createApiToken } from '#app/people/create-api-token.ts'
import { createStandIn } from '#app/approval/create-stand-in.ts'
import { submitWork } from '#app/approval/submit-work.ts'
import { updateApprovalSettings } from '#app/approval/update-approval-settings.ts'
import { setProjectBudget } from '#app/budgets/set-project-budget.ts'
import { setTaskBudget } from '#app/budgets/set-task-budget.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { createTeams } from '#app/people/create-teams.ts'
import { createReportView } from '#app/report-views/create-report-view.ts'
import { setFavourites } from '#app/time/set-favourites.ts'
import { noItems } from '#tests/support/busy-workspace.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

type Row = {
  id: string
  name: string
  isOwn: boolean
  from: string
  fromOn: string
  startsOn: string
  projectId: string
  projectName: string
  taskName: string
  memberId: string
  memberName: string
  items: { kind: string; id: string }[]
}
type Listed = { items: Row[]; nextCursor: string | null; waiting?: number }
type Filled = {
  address: string
  /** What names a row, in the order of the list. */
  keyOf: (row: Row) => unknown
  keys: unknown[]
  token?: string
}

const budget = { measure: 'hours', period: 'total', amount: 3600, warnAt: [] } as const
const byText = (a: string, b: string) => (a < b ? -1 : 1)

/** Each list, filled with more rows than fit, where it can be with some that are alike. */
const lists: Record<string, (world: World) => Promise<Filled>> = {
  listAgedInvoices: async ({ ctx, has }) => {
    const { id: clientId } = await has.client({ name: 'Kettle' })
    const { id: other } = await has.client({ name: 'anchor' })
    const keys: string[] = []
    for (const [owner, dueOn] of [
      [clientId, '2026-11-09'],
      [clientId, '2026-11-01'],
      [other, '2026-11-05'],
      [clientId, '2026-11-01'],
    ] as const) {
      const { id: invoiceId } = await createInvoice(ctx, {
        clientId: owner,
        items: noItems,
        groupBy: 'project',
        lines: [{ description: 'Advice', quantity: '1', unitPrice: '100' }],
        issuedOn: '2026-10-02',
        dueOn,
        reference: '',
      })
      await finaliseInvoice(ctx, { invoiceId })
      keys.push(invoiceId)
    }
    const inOrder = [2, 1, 3, 0].map((index) => keys[index])
    return { address: '/ageing/invoices?currency=EUR', keyOf: (row) => row.id, keys: inOrder }
  },
  listApiTokens: async ({ ctx, request }) => {
    for (const name of ['Laptop', 'Server', 'Laptop']) await createApiToken(ctx, { name })
    const { items } = (await request('GET', '/api-tokens')).body as Listed
    const ids = items.map(({ id }) => id)
    const newestFirst = ids.toSorted(byText).toReversed()
    return { address: '/api-tokens', keyOf: (row) => row.id, keys: newestFirst }
  },
  listReportViews: async ({ ctx, has }) => {
    const emma = await has.member({ name: 'Emma', role: 'administrator' })
    const view = { tab: 'hours', isShared: true, settings: wholeView } as const
    for (const maker of [ctx, emma.ctx]) {
      for (const name of ['week', 'All']) await createReportView(maker, { ...view, name })
    }
    return {
      address: '/report-views',
      keyOf: (row) => `${row.name} ${row.isOwn}`,
      keys: ['All true', 'All false', 'week true', 'week false'],
    }
  },
  listStandIns: async ({ ctx, has }) => {
    const { id: standInId } = await has.member()
    const days = ['2026-11-20', '2026-11-17', '2026-11-17', '2027-01-01']
    for (const fromOn of days)
      await createStandIn(ctx, { standInId, fromOn, untilOn: '2027-02-01' })
    return { address: '/stand-ins', keyOf: (row) => row.fromOn, keys: days.toSorted(byText) }
  },
  listContracts: async ({ ctx, has }) => {
    const { id: memberId } = await has.member()
    const weekdaySeconds = [28_800, 0, 0, 0, 0, 0, 0]
    for (const year of [2024, 2026, 2025]) {
      const days = { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }
      await createContract(ctx, { memberId, ...days, weekdaySeconds, costRate: null })
    }
    return {
      address: `/members/${memberId}/contracts`,
      keyOf: (row) => row.startsOn,
      keys: ['2026-01-01', '2025-01-01', '2024-01-01'],
    }
  },
  listRates: async ({ has }) => {
    const ids: string[] = []
    for (const name of ['zebra', 'Anchor', 'anchor', 'Kettle']) {
      ids.push((await has.client({ name })).id)
    }
    return {
      address: `/rates?kind=client&id=${ids.join()}`,
      keyOf: (row) => row.name,
      keys: ['Anchor', 'anchor', 'Kettle', 'zebra'],
    }
  },
  listBudgets: async ({ ctx, has }) => {
    const keys: string[] = []
    for (const measure of ['hours', 'money', 'hours'] as const) {
      const { id: projectId } = await has.project()
      await setProjectBudget(ctx, { projectId, budget: { ...budget, measure } })
      keys.push(projectId)
    }
    return { address: '/budgets', keyOf: (row) => row.projectId, keys: keys.toSorted(byText) }
  },
  listTaskBudgets: async ({ ctx, has }) => {
    const names = ['write', 'Build', 'design']
    const tasks = await Promise.all(names.map(async (name) => await has.task({ name })))
    const { id: projectId } = await has.project({ taskIds: tasks.map((task) => task.id) })
    for (const { id: taskId } of tasks) await setTaskBudget(ctx, { projectId, taskId, budget })
    return {
      address: `/projects/${projectId}/task-budgets`,
      keyOf: (row) => row.taskName,
      keys: ['Build', 'design', 'write'],
    }
  },
  listShortcuts: async ({ ctx, has }) => {
    const projects = await Promise.all(
      ['Harbour', 'Bridge', 'Canal'].map(async (name) => await has.project({ name })),
    )
    const items = projects.map(({ id: projectId }) => ({ projectId, taskId: null }))
    await setFavourites(ctx, { items })
    const keyOf = (row: Row) => row.projectName
    return { address: '/shortcuts', keyOf, keys: ['Harbour', 'Bridge', 'Canal'] }
  },
  listWaitingWork: async (world) => {
    const { emma, zoe, piet } = await whatWaits(world)
    return {
      address: '/waiting-work',
      keyOf: (row) => `${row.from} ${row.memberId}`,
      keys: [
        `2026-11-02 ${zoe.id}`,
        `2026-11-09 ${emma.id}`,
        `2026-11-09 ${zoe.id}`,
        `2026-11-16 ${emma.id}`,
        `2026-11-16 ${piet.id}`,
      ],
    }
  },
}

const wholeView = {
  period: 'this_month' as const,
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

/** Emma's work and Piet's is on a project of his, Zoe's on nobody's; Tina manages the team of both. */
async function whatWaits({ ctx, has }: World) {
  const [emma, zoe, tina] = [
    await has.member({ name: 'emma' }),
    await has.member({ name: 'Zoe' }),
    await has.member({ name: 'Tina' }),
  ]
  const piet = await has.member({ name: 'Piet', role: 'project_manager' })
  const memberIds = [emma.id, zoe.id]
  await createTeams(ctx, { items: [{ name: 'Builders', managerId: tina.id, memberIds }] })
  await updateApprovalSettings(ctx, { changes: { approvalBy: 'both' } })
  const { id: ofPiet } = await has.project({ managerId: piet.id })
  const { id: projectId } = await has.project()
  await has.timeEntry({ memberId: emma.id, projectId: ofPiet, workedOn: '2026-11-16' })
  await has.expense({ memberId: emma.id, projectId: ofPiet, spentOn: '2026-11-15' })
  await has.timeEntry({ memberId: zoe.id, projectId, workedOn: '2026-11-09' })
  await has.mileage({ memberId: zoe.id, projectId, travelledOn: '2026-11-08' })
  const days = { from: '2026-11-01', to: '2026-11-22' }
  await has.timeEntry({ memberId: piet.id, projectId: ofPiet, workedOn: '2026-11-16' })
  for (const person of [emma, zoe, piet]) await submitWork(person.ctx, days)
  return { emma, zoe, tina, piet }
}

async function readPages(
  { request }: World,
  { address, token, limit }: Pick<Filled, 'address' | 'token'> & { limit: number },
): Promise<Listed[]> {
  const pages: Listed[] = []
  let cursor: string | null = null
  do {
    const url = new URL(address, 'http://localhost')
    url.searchParams.set('limit', String(limit))
    if (cursor !== null) url.searchParams.set('cursor', cursor)
    const asked = `${url.pathname}${url.search}`
    const answer = await request('GET', asked, undefined, token === undefined ? {} : { token })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const page = answer.body as Listed
    pages.push(page)
    cursor = page.nextCursor
  } while (cursor !== null && pages.length < 20)
  return pages
}

test.each(Object.entries(lists))('%s pages, each row once and in its order', async (_, fill) => {
  await using world = await createWorld()
  const filled = await fill(world)
  const { address, keyOf, keys } = filled
  for (const limit of [1, 2, keys.length, 200]) {
    const pages = await readPages(world, { ...filled, limit })
    expect(pages.map((page) => page.items.length)).toEqual(lengthsOf(keys.length, limit))
    expect(pages.flatMap((page) => page.items).map(keyOf)).toEqual(keys)
  }
  for (const cursor of ['nonsense', Buffer.from('["a","b","c"]').toString('base64url')]) {
    const url = `${address}${address.includes('?') ? '&' : '?'}cursor=${cursor}`
    expect(await world.request('GET', url)).toMatchObject({
      status: 422,
      body: { code: 'input_is_not_valid', field: 'cursor' },
    })
  }
})

test('of what waits, the pages hold what the one who asks decides about, and say how much that is', async () => {
  await using world = await createWorld()
  const { emma, zoe, tina, piet } = await whatWaits(world)
  const seenBy = async (token: string) => {
    const pages = await readPages(world, { address: '/waiting-work', token, limit: 1 })
    const weeks = pages.flatMap((page) => page.items)
    return {
      weeks: weeks.map((week) => `${week.memberName} ${week.from}`),
      waiting: pages.map((page) => page.waiting),
    }
  }
  const ofPiet = ['emma 2026-11-09', 'emma 2026-11-16']
  const all = ['Zoe 2026-11-02', 'emma 2026-11-09', 'Zoe 2026-11-09', 'emma 2026-11-16']
  expect(await seenBy(piet.token)).toEqual({ weeks: ofPiet, waiting: [2, 2] })
  expect(await seenBy(tina.token)).toEqual({ weeks: all, waiting: [4, 4, 4, 4] })
  expect(await seenBy(emma.token)).toEqual({ weeks: [], waiting: [0] })
  expect(await seenBy(zoe.token)).toEqual({ weeks: [], waiting: [0] })

  const { items } = (await world.request('GET', '/waiting-work')).body as Listed
  const work = items.flatMap((week) => week.items)
  const asked = work.map(({ kind, id }) => ({ kind, id }))
  const tinas = { token: tina.token }
  const approved = await world.request('POST', '/approvals', { items: asked.slice(0, 4) }, tinas)
  expect(approved.status).toBe(200)
  expect(await seenBy(tina.token)).toEqual({ weeks: [], waiting: [0] })
  expect(await seenBy(piet.token)).toEqual({ weeks: ofPiet, waiting: [2, 2] })
  expect(await seenBy(world.token)).toEqual({
    weeks: [...all, 'Piet 2026-11-16'],
    waiting: [5, 5, 5, 5, 5],
  })
})

function lengthsOf(count: number, limit: number): number[] {
  return Array.from({ length: Math.ceil(count / limit) }, (_, page) =>
    Math.min(limit, count - page * limit),
  )
}
