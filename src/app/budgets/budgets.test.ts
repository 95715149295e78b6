import { checkBudgets } from '#app/budgets/check-budgets.ts'
import { deleteProjectBudget } from '#app/budgets/delete-project-budget.ts'
import { getProjectBudget } from '#app/budgets/get-project-budget.ts'
import { listBudgets } from '#app/budgets/list-budgets.ts'
import { setProjectBudget } from '#app/budgets/set-project-budget.ts'
import { updateProject } from '#app/projects/update-project.ts'
import type { Budget } from '#domain/budgets.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// Today is Monday 16 November 2026.
const hour = 3600
const inHours: Budget = { measure: 'hours', period: 'total', amount: 10 * hour, warnAt: [100, 75] }
const inMoney: Budget = { ...inHours, measure: 'money', amount: 100_000 }

test('a budget of hours counts all hours, and tells what is billed and what is left', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  const at = { projectId, workedOn: '2026-11-10' }
  await has.invoiceOf('time_entry', await has.timeEntry({ ...at, seconds: 2 * hour }))
  await has.timeEntry({ ...at, seconds: 3 * hour, isBillable: false })
  await has.timeEntry({ ...at, workedOn: '2025-01-06', seconds: hour })
  await has.timeEntry({ seconds: hour })
  const budget = await setProjectBudget(ctx, { projectId, budget: inHours })
  expect(budget).toMatchObject({
    warnAt: [75, 100],
    span: 'total',
    worked: 6 * hour,
    billed: 2 * hour,
    left: 4 * hour,
    usedPercentage: 60,
    reached: null,
    recent: 5 * hour,
  })
  expect(budget.line.at(0)?.on).toBe('2025-01-17')
  expect(budget.line.at(-1)).toEqual({ on: '2026-11-10', worked: 6 * hour })
})

test('a budget of money counts what hours, expenses and trips come to', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client({ mileageRate: '0.50' })
  const { id: projectId } = await has.project({ clientId: client.id, hourlyRate: '90' })
  await has.timeEntry({ projectId, seconds: 1.5 * hour })
  await has.timeEntry({ projectId, seconds: hour, isBillable: false })
  await has.expense({ projectId, unitPrice: '12.50' })
  await has.mileage({ projectId, distanceKm: '10', isReturnTrip: true })
  const budget = await setProjectBudget(ctx, { projectId, budget: inMoney })
  expect(budget).toMatchObject({ worked: 13_500 + 1250 + 1000, billed: 0, usedPercentage: 15 })
})

test('work on a sub-project is work on its main project too', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const main = await has.project()
  const part = await has.project({ clientId: main.clientId, parentId: main.id })
  await has.timeEntry({ projectId: main.id, seconds: hour })
  await has.timeEntry({ projectId: part.id, seconds: 2 * hour })
  const worked = async (projectId: string) =>
    (await setProjectBudget(ctx, { projectId, budget: inHours })).worked
  expect([await worked(main.id), await worked(part.id)]).toEqual([3 * hour, 2 * hour])
})

test('a monthly budget counts the month of today, where the workspace is', async () => {
  await using world = await createWorld({ startAt: '2026-11-30T23:30:00Z' })
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  await has.timeEntry({ projectId, workedOn: '2026-11-30', seconds: 9 * hour })
  await has.timeEntry({ projectId, workedOn: '2026-12-01', seconds: hour })
  const budget = await setProjectBudget(ctx, {
    projectId,
    budget: { ...inHours, period: 'month' },
  })
  // It is December in Amsterdam already.
  expect(budget).toMatchObject({ span: '2026-12', worked: hour, recent: 10 * hour })
  expect(budget.forecast.endsOn).toBe('2026-12-31')
})

test('the forecast goes on at the pace of four weeks to the end of the project', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  await updateProject(ctx, { projectId, changes: { endsOn: '2026-12-14' } })
  await has.timeEntry({ projectId, workedOn: '2026-10-19', seconds: hour })
  await has.timeEntry({ projectId, workedOn: '2026-10-20', seconds: 3 * hour })
  const budget = await setProjectBudget(ctx, { projectId, budget: inHours })
  expect(budget).toMatchObject({ recent: 3 * hour, worked: 4 * hour })
  expect(budget.forecast).toEqual({ endsOn: '2026-12-14', expected: 7 * hour, runsOutOn: null })
})

test('each percentage warns once, whoever looks how often, and once a month where it is of a month', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  const monthly: Budget = { ...inHours, period: 'month' }
  await setProjectBudget(ctx, { projectId, budget: monthly })
  const warned = async () =>
    (await getProjectBudget(ctx, { projectId }))?.warnings.map((each) => [
      each.period,
      each.percentage,
      each.worked,
    ])
  await checkBudgets(world.systemCtx())
  expect(await warned()).toEqual([])
  await has.timeEntry({ projectId, workedOn: '2026-11-10', seconds: 8 * hour })
  await Promise.all([1, 2, 3].map(async () => await checkBudgets(world.systemCtx())))
  expect(await warned()).toEqual([['2026-11', 75, 8 * hour]])
  world.clock.advance(60_000)
  await has.timeEntry({ projectId, workedOn: '2026-11-11', seconds: 3 * hour })
  await checkBudgets(world.systemCtx())
  const november = [
    ['2026-11', 100, 11 * hour],
    ['2026-11', 75, 8 * hour],
  ]
  expect(await warned()).toEqual(november)
  world.clock.advance(20 * 86_400_000)
  await has.timeEntry({ projectId, workedOn: '2026-12-01', seconds: 8 * hour })
  await checkBudgets(world.systemCtx())
  expect(await warned()).toEqual([['2026-12', 75, 8 * hour], ...november])
})

test('a budget of another size warns anew, and other percentages alone do not forget', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  await has.timeEntry({ projectId, seconds: 8 * hour })
  const percentages = async (budget: Budget) => {
    const { warnings } = await setProjectBudget(ctx, { projectId, budget })
    return warnings.map((each) => each.percentage)
  }
  expect(await percentages(inHours)).toEqual([75])
  expect(await percentages({ ...inHours, warnAt: [50, 75] })).toEqual([75, 50])
  expect(await percentages({ ...inHours, amount: 100 * hour })).toEqual([])
})

test('the budgets of a list are those of its projects, of each measure and period', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const budgets: Budget[] = [
    inHours,
    inMoney,
    { ...inHours, period: 'month' },
    { ...inMoney, period: 'month' },
  ]
  const projects = await Promise.all(budgets.map(async () => await has.project()))
  for (const [index, budget] of budgets.entries()) {
    const projectId = String(projects[index]?.id)
    await has.timeEntry({ projectId, seconds: hour })
    await setProjectBudget(ctx, { projectId, budget })
  }
  const { items: all } = await listBudgets(ctx, { limit: 50 })
  const found = all.map((each) => `${each.measure} ${each.period} ${each.worked}`)
  expect(found.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'hours month 3600',
    'hours total 3600',
    'money month 10000',
    'money total 10000',
  ])
  const [first] = projects
  const { items: one } = await listBudgets(ctx, {
    limit: 50,
    projectIds: [String(first?.id)],
  })
  expect(one.map((each) => each.projectId)).toEqual([first?.id])
  await updateProject(ctx, { projectId: String(first?.id), changes: { isArchived: true } })
  expect((await listBudgets(ctx, { limit: 50 })).items).toHaveLength(3)
})

test('a budget is taken away with what it warned of, and a project without one has none', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: projectId } = await has.project()
  expect(await getProjectBudget(ctx, { projectId })).toBeNull()
  await setProjectBudget(ctx, { projectId, budget: inHours })
  await deleteProjectBudget(ctx, { projectId })
  expect(await getProjectBudget(ctx, { projectId })).toBeNull()
  await expect(deleteProjectBudget(ctx, { projectId })).rejects.toMatchObject({
    code: 'budget_not_found',
  })
})
