import { createExpenses } from '#app/expenses/create-expenses.ts'
import { deleteExpense } from '#app/expenses/delete-expense.ts'
import { getExpense } from '#app/expenses/get-expense.ts'
import { listExpenses } from '#app/expenses/list-expenses.ts'
import { updateExpense } from '#app/expenses/update-expense.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ReceiptView } from './receipts-routes.ts'
import { refusesWith } from './refusals.ts'
import { filterOf, registrationQuery, sort, standing } from './registration-schemas.ts'
import { day, id, moment, pageOf, pageQuery, price, quantity, text } from './schemas.ts'

const ExpenseView = z
  .object({
    id,
    memberId: id,
    memberName: z.string(),
    projectId: id,
    projectName: z.string(),
    clientId: id,
    clientName: z.string(),
    productId: id.nullable(),
    productName: z.string().nullable(),
    spentOn: z.string(),
    description: z.string(),
    quantity: z.string(),
    unitPrice: z.string(),
    vatRateId: id.nullable(),
    isBillable: z.boolean(),
    netMinor: z.int().describe('Quantity × unit price.'),
    ...standing,
    receipts: z.array(ReceiptView),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'Expense' })

const fields = {
  memberId: id,
  projectId: id,
  productId: id.nullable(),
  spentOn: day,
  description: text(4000),
  quantity,
  unitPrice: price,
  vatRateId: id.nullable(),
  isBillable: z.boolean(),
}

const NewExpense = z.object({
  ...fields,
  memberId: fields.memberId.nullish().describe('Who spent; you, when left out.'),
  productId: fields.productId.nullish(),
  description: fields.description.nullish(),
  quantity: fields.quantity.nullish().describe('One, when left out.'),
  unitPrice: fields.unitPrice.nullish().describe("The product's, when left out."),
  vatRateId: fields.vatRateId.nullish().describe("The product's, when left out."),
  isBillable: fields.isBillable
    .nullish()
    .describe('Expenses of a project without invoicing never are.'),
})

const ChangedExpense = z.object(fields).partial()
const params = z.object({ expenseId: id })
const tags = ['Expenses']
const writes = [
  'member_not_found',
  'member_is_archived',
  'project_not_found',
  'project_is_archived',
  'member_is_not_on_project',
  'day_is_outside_project',
  'product_not_found',
  'product_is_archived',
  'vat_rate_not_found',
  'unit_price_is_missing',
  'amount_is_too_large',
] as const

export const expenseRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/expenses',
    schema: {
      operationId: 'listExpenses',
      tags,
      summary: 'Find expenses, newest day first',
      querystring: z.object({ ...pageQuery, sort, ...registrationQuery }),
      response: { 200: pageOf(ExpenseView), ...refusesWith() },
    },
    handler: async (request) => {
      const { limit, cursor, ...query } = request.query
      return await listExpenses(request.ctx, { limit, cursor, ...filterOf(query) })
    },
  })

  api.route({
    method: 'POST',
    url: '/expenses',
    schema: {
      operationId: 'createExpenses',
      tags,
      summary: 'Register expenses, all or none',
      body: z.object({ items: z.array(NewExpense).min(1).max(1000) }),
      response: { 201: z.object({ items: z.array(ExpenseView) }), ...refusesWith(...writes) },
    },
    handler: async (request, reply) => {
      const items = await createExpenses(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'GET',
    url: '/expenses/:expenseId',
    schema: {
      operationId: 'getExpense',
      tags,
      summary: 'One expense',
      params,
      response: { 200: ExpenseView, ...refusesWith('expense_not_found') },
    },
    handler: async (request) => await getExpense(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/expenses/:expenseId',
    schema: {
      operationId: 'updateExpense',
      tags,
      summary: 'Change an expense',
      params,
      body: ChangedExpense,
      response: {
        200: ExpenseView,
        ...refusesWith('expense_not_found', 'item_is_invoiced', 'item_is_written_off', ...writes),
      },
    },
    handler: async (request) =>
      await updateExpense(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/expenses/:expenseId',
    schema: {
      operationId: 'deleteExpense',
      tags,
      summary: 'Delete an expense',
      params,
      response: {
        204: z.null(),
        ...refusesWith('expense_not_found', 'item_is_invoiced', 'item_is_written_off'),
      },
    },
    handler: async (request, reply) => {
      await deleteExpense(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
