import { checkBudgets } from '#app/budgets/check-budgets.ts'
import { deleteTaskBudget } from '#app/budgets/delete-task-budget.ts'
import { getProjectBudget } from '#app/budgets/get-project-budget.ts'
import { listTaskBudgets } from '#app/budgets/list-task-budgets.ts'
import { setTaskBudget } from '#app/budgets/set-task-budget.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import { updateProject } from '#app/projects/update-project.ts'
import type { Budget } from '#domain/budgets.ts'
import { newId } from '#lib/ids.ts'
import { createWorld } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// Today is Monday 16 November 2026.
const hour = 3600
const inHours: Budget = { measure: 'hours', period: 'total', amount: 10 * hour, warnAt: [100, 75] }
const inMoney: Budget = { ...inHours, measure: 'money', amount: 100_000 }

async function worldOfTasks() {
  const world = await createWorld()
  const { has } = world
  const main = await has.project({ hourlyRate: '100' })
  const part = await has.project({ clientId: main.clientId, parentId: main.id, hourlyRate: '50' })
  const design = await has.task({ name: 'Design' })
  const build = await has.task({ name: 'Build' })
  const at = { projectId: main.id, taskId: design.id }
  await has.invoiceOf('time_entry', await has.timeEntry({ ...at, seconds: 2 * hour }))
  await has.timeEntry({ ...at, seconds: 3 * hour, isBillable: false })
  await has.timeEntry({ projectId: part.id, taskId: design.id, seconds: hour })
  await has.timeEntry({ projectId: main.id, taskId: build.id, seconds: 4 * hour })
  await has.timeEntry({ projectId: main.id, seconds: 5 * hour })
  await has.timeEntry({ taskId: design.id, seconds: 6 * hour })
  await has.expense({ projectId: main.id, unitPrice: '7' })
  return { world, main, part, design, build }
}

test('a budget of a task counts its hours on the project and its parts, in time or money', async () => {
  const { world, main, part, design, build } = await worldOfTasks()
  await using _ = world
  const { ctx } = world
  const of = { projectId: main.id, taskId: design.id }
  const hours = await setTaskBudget(ctx, { ...of, budget: inHours })
  expect(hours).toMatchObject({ taskName: 'Design', warnAt: [75, 100], usedPercentage: 60 })
  expect(hours).toMatchObject({ worked: 6 * hour, billed: 2 * hour, left: 4 * hour, reached: null })
  const money = await setTaskBudget(ctx, { ...of, budget: inMoney })
  expect(money).toMatchObject({ worked: 25_000, billed: 20_000, usedPercentage: 25 })
  const ofPart = await setTaskBudget(ctx, {
    projectId: part.id,
    taskId: design.id,
    budget: inHours,
  })
  expect(ofPart.worked).toBe(hour)
  await setTaskBudget(ctx, { projectId: main.id, taskId: build.id, budget: inHours })
  const { items: all } = await listTaskBudgets(ctx, { limit: 50, projectId: main.id })
  expect(all.map((each) => [each.taskName, each.worked])).toEqual([
    ['Build', 4 * hour],
    ['Design', 25_000],
  ])
  expect(await getProjectBudget(ctx, { projectId: main.id })).toBeNull()
})

test('each percentage of a task warns once, whoever looks how often, and anew with another budget', async () => {
  const { world, main, design } = await worldOfTasks()
  await using _ = world
  const { ctx, has } = world
  const of = { projectId: main.id, taskId: design.id }
  const warned = async () => {
    const { items } = await listTaskBudgets(ctx, { limit: 50, projectId: main.id })
    return items[0]?.warnings.map((each) => [each.percentage, each.worked])
  }
  await setTaskBudget(ctx, { ...of, budget: inHours })
  expect(await warned()).toEqual([])
  await has.timeEntry({ ...of, seconds: 2 * hour })
  await Promise.all([1, 2, 3].map(async () => await checkBudgets(world.systemCtx())))
  expect(await warned()).toEqual([[75, 8 * hour]])
  const { warnings } = await setTaskBudget(ctx, { ...of, budget: { ...inHours, amount: hour } })
  expect(warnings.map((each) => each.percentage)).toEqual([100, 75])
  expect(
    (await setTaskBudget(ctx, { ...of, budget: { ...inHours, amount: 99 * hour } })).warnings,
  ).toEqual([])
})

test('a budget of a task is refused where the task is not of the project, and taken away', async () => {
  const { world, main, design, build } = await worldOfTasks()
  await using _ = world
  const { ctx } = world
  const of = { projectId: main.id, taskId: design.id }
  await updateProject(ctx, { projectId: main.id, changes: { taskIds: [build.id] } })
  const set = async (wanted: { projectId: string; taskId: string }) =>
    await setTaskBudget(ctx, { ...wanted, budget: inHours })
  await expect(set(of)).rejects.toMatchObject({ code: 'task_is_not_on_project' })
  await expect(set({ ...of, taskId: newId() })).rejects.toMatchObject({ code: 'task_not_found' })
  await expect(set({ ...of, projectId: newId() })).rejects.toMatchObject({
    code: 'project_not_found',
  })
  const kept = { projectId: main.id, taskId: build.id }
  await set(kept)
  await deleteTaskBudget(ctx, kept)
  expect((await listTaskBudgets(ctx, { limit: 50, projectId: main.id })).items).toEqual([])
  await expect(deleteTaskBudget(ctx, kept)).rejects.toMatchObject({ code: 'budget_not_found' })
  const { items } = await listAuditLog(ctx, { limit: 2 })
  expect(items.map((each) => [each.action, each.subject, each.subjectName])).toEqual([
    ['deleted', 'budget', `${main.name} · Build`],
    ['created', 'budget', `${main.name} · Build`],
  ])
})
