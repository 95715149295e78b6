import { say } from '#domain/words/say.ts'
import { deleteProjectBudget } from '#app/budgets/delete-project-budget.ts'
import { getProjectBudget } from '#app/budgets/get-project-budget.ts'
import { listBudgets } from '#app/budgets/list-budgets.ts'
import { listTaskBudgets } from '#app/budgets/list-task-budgets.ts'
import { deleteTaskBudget } from '#app/budgets/delete-task-budget.ts'
import { setProjectBudget } from '#app/budgets/set-project-budget.ts'
import { setTaskBudget } from '#app/budgets/set-task-budget.ts'
import { budgetMeasures, budgetPeriods } from '#domain/budgets.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { amountMinor, id, listOf, moment, pageOf, pageQuery } from './schemas.ts'

const measure = z.enum(budgetMeasures)
const period = z.enum(budgetPeriods)
const used = z.int().describe('Seconds, or minor units: as the budget is measured.')

const BudgetView = z
  .object({
    projectId: id,
    measure: measure.describe('hours: all that is worked. money: what the billable work comes to.'),
    period,
    amount: used,
    warnAt: z.array(z.int()),
    span: z.string().describe('total, or the month as YYYY-MM.'),
    worked: used,
    billed: used,
    left: used.describe('Below zero when more was worked.'),
    usedPercentage: z.int(),
    reached: z.int().nullable().describe('The highest of its percentages that is reached.'),
    recent: used.describe('Worked in the last four weeks, today included.'),
    forecast: z
      .object({
        endsOn: z.string().nullable().describe('The end of the project or of the month.'),
        expected: used.nullable().describe('Worked by then at the pace of the last four weeks.'),
        runsOutOn: z.string().nullable().describe('When nothing is left at that pace.'),
      })
      .describe('What comes of it when work goes on as in the last four weeks.'),
  })
  .meta({ id: 'Budget', description: 'What may be worked on a project, and what is used of it.' })

const warnings = z.array(
  z.object({ period: z.string(), percentage: z.int(), worked: used, reachedAt: moment }),
)

const ProjectBudgetView = BudgetView.extend({
  line: z.array(z.object({ on: z.string(), worked: used })).describe('The burn, up to 60 points.'),
  warnings,
}).meta({ id: 'ProjectBudget' })

const TaskBudgetView = BudgetView.extend({
  taskId: id,
  taskName: z.string(),
  warnings,
}).meta({ id: 'TaskBudget', description: 'What may be worked with a task on a project.' })

const largestPercentage = 1000
const params = z.object({ projectId: id })
const ofTask = z.object({ projectId: id, taskId: id })
const GivenBudget = z.object({
  measure,
  period,
  amount: amountMinor
    .min(1, say('Give more than zero.'))
    .describe('Seconds of work, or minor units.'),
  warnAt: z
    .array(z.int().min(1).max(largestPercentage))
    .max(10)
    .default([75, 100])
    .describe('Percentages at which it warns.'),
})
const tags = ['Budgets']

export const budgetRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/budgets',
    schema: {
      operationId: 'listBudgets',
      tags,
      summary: 'Budgets, and what is used of them',
      querystring: z.object({
        ...pageQuery,
        projectId: listOf(id)
          .optional()
          .describe('Up to 100; without it those of every project that is not archived.'),
      }),
      response: { 200: pageOf(BudgetView), ...refusesWith() },
    },
    handler: async ({ ctx, query: { projectId: projectIds, ...page } }) =>
      await listBudgets(ctx, { ...page, projectIds }),
  })

  api.route({
    method: 'GET',
    url: '/projects/:projectId/budget',
    schema: {
      operationId: 'getProjectBudget',
      tags,
      summary: 'The budget of a project, its burn and its forecast',
      description: 'Null for a project without a budget.',
      params,
      response: {
        200: z.object({ budget: ProjectBudgetView.nullable() }),
        ...refusesWith('project_not_found'),
      },
    },
    handler: async ({ ctx, params: { projectId } }) => ({
      budget: await getProjectBudget(ctx, { projectId }),
    }),
  })

  api.route({
    method: 'PUT',
    url: '/projects/:projectId/budget',
    schema: {
      operationId: 'setProjectBudget',
      tags,
      summary: 'Give a project a budget',
      params,
      body: GivenBudget,
      response: {
        200: z.object({ budget: ProjectBudgetView }),
        ...refusesWith('project_not_found'),
      },
    },
    handler: async ({ ctx, params: { projectId }, body: budget }) => ({
      budget: await setProjectBudget(ctx, { projectId, budget }),
    }),
  })

  api.route({
    method: 'DELETE',
    url: '/projects/:projectId/budget',
    schema: {
      operationId: 'deleteProjectBudget',
      tags,
      summary: 'Take the budget of a project away',
      params,
      response: { 204: z.null(), ...refusesWith('budget_not_found') },
    },
    handler: async ({ ctx, params: { projectId } }, reply) => {
      await deleteProjectBudget(ctx, { projectId })
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'GET',
    url: '/projects/:projectId/task-budgets',
    schema: {
      operationId: 'listTaskBudgets',
      tags,
      summary: 'The budgets of the tasks of a project, and what is used of them',
      params,
      querystring: z.object(pageQuery),
      response: { 200: pageOf(TaskBudgetView), ...refusesWith('project_not_found') },
    },
    handler: async ({ ctx, params: { projectId }, query }) =>
      await listTaskBudgets(ctx, { ...query, projectId }),
  })

  api.route({
    method: 'PUT',
    url: '/projects/:projectId/task-budgets/:taskId',
    schema: {
      operationId: 'setTaskBudget',
      tags,
      summary: 'Give a task of a project a budget',
      params: ofTask,
      body: GivenBudget,
      response: {
        200: z.object({ budget: TaskBudgetView }),
        ...refusesWith('project_not_found', 'task_not_found', 'task_is_not_on_project'),
      },
    },
    handler: async ({ ctx, params, body: budget }) => ({
      budget: await setTaskBudget(ctx, { ...params, budget }),
    }),
  })

  api.route({
    method: 'DELETE',
    url: '/projects/:projectId/task-budgets/:taskId',
    schema: {
      operationId: 'deleteTaskBudget',
      tags,
      summary: 'Take the budget of a task of a project away',
      params: ofTask,
      response: { 204: z.null(), ...refusesWith('budget_not_found') },
    },
    handler: async ({ ctx, params }, reply) => {
      await deleteTaskBudget(ctx, params)
      return await reply.code(204).send(null)
    },
  })
}
