import { say } from '#domain/words/say.ts'
import { createExpenses } from '#app/expenses/create-expenses.ts'
import { deleteExpense } from '#app/expenses/delete-expense.ts'
import { deleteExpenses } from '#app/expenses/delete-expenses.ts'
import { getExpense } from '#app/expenses/get-expense.ts'
import { listExpenses } from '#app/expenses/list-expenses.ts'
import { restoreExpenses } from '#app/expenses/restore-expenses.ts'
import { updateExpense } from '#app/expenses/update-expense.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ReceiptView } from './receipts-routes.ts'
import { refusesWith } from './refusals.ts'
import {
  Deletions,
  expectedUpdatedAt,
  filterOf,
  locked,
  registrationQuery,
  Restorations,
  sort,
  standing,
} from './registration-schemas.ts'
import { codeText, day, id, moment, pageOf, pageQuery, price, quantity, text } from './schemas.ts'

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
    unitPrice: z.string().describe('Without VAT.'),
    grossUnitPrice: z
      .string()
      .nullable()
      .describe('With VAT, where that was entered; the unit price then follows from it.'),
    vatRateId: id.nullable(),
    vatPercentage: z.string().nullable().describe('Of its VAT rate, now.'),
    isBillable: z.boolean(),
    netMinor: z.int().describe('Quantity × unit price.'),
    vatMinor: z
      .int()
      .nullable()
      .describe('The VAT in or on it, rounded half up; null without a VAT rate of its own.'),
    grossMinor: z.int().nullable().describe('With that VAT.'),
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
  unitPrice: price.describe('Without VAT.'),
  grossUnitPrice: price.describe('With VAT, instead of the unit price, which follows from it.'),
  vatRateId: id.nullable(),
  isBillable: z.boolean(),
  currency: codeText(3).describe("What the amounts are in. Only the workspace's is taken."),
}

const NewExpense = z.object({
  ...fields,
  memberId: fields.memberId.nullish().describe('Who spent; you, when left out.'),
  productId: fields.productId.nullish(),
  description: fields.description.nullish(),
  quantity: fields.quantity.nullish().describe('One, when left out.'),
  unitPrice: fields.unitPrice.nullish().describe("The product's, when left out."),
  grossUnitPrice: fields.grossUnitPrice.nullish(),
  vatRateId: fields.vatRateId
    .nullish()
    .describe(
      "The product's, when left out. A price with VAT takes the default rate where there is none.",
    ),
  isBillable: fields.isBillable
    .nullish()
    .describe('Expenses of a project without invoicing never are.'),
  currency: fields.currency.nullish(),
})

const onePrice = {
  error: say('Give the price with VAT or the one without, not both.'),
  path: ['grossUnitPrice'],
}
const hasOnePrice = (expense: {
  unitPrice?: string | null | undefined
  grossUnitPrice?: string | null | undefined
}) => (expense.unitPrice ?? null) === null || (expense.grossUnitPrice ?? null) === null

const ChangedExpense = z
  .object({ ...fields, expectedUpdatedAt })
  .partial()
  .refine(hasOnePrice, onePrice)
const params = z.object({ expenseId: id })
const settled = [...locked, 'expense_was_changed'] as const
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
  'gross_price_is_not_exact',
  'amount_is_in_other_currency',
  'amount_is_too_large',
  'period_is_closed',
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
      body: z.object({ items: z.array(NewExpense.refine(hasOnePrice, onePrice)).min(1).max(1000) }),
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
        ...refusesWith('expense_not_found', ...settled, ...writes),
      },
    },
    handler: async (request) => {
      const { expectedUpdatedAt, ...changes } = request.body
      return await updateExpense(request.ctx, {
        ...request.params,
        expectedUpdatedAt,
        changes: definedOf(changes),
      })
    },
  })

  api.route({
    method: 'POST',
    url: '/expenses/deletions',
    schema: {
      operationId: 'deleteExpenses',
      tags,
      summary: 'Delete many expenses, all or none',
      body: Deletions,
      response: { 204: z.null(), ...refusesWith('expense_not_found', ...settled) },
    },
    handler: async (request, reply) => {
      await deleteExpenses(request.ctx, request.body)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/expenses/restorations',
    schema: {
      operationId: 'restoreExpenses',
      tags,
      summary: 'Undo changes and deletions of expenses of the last day, all or none',
      description:
        'Each expense is again what it was when its updatedAt was the one you give: with its id, and with its receipts when it was deleted.',
      body: Restorations,
      response: {
        200: z.object({ items: z.array(ExpenseView) }),
        ...refusesWith('earlier_state_not_found', ...settled),
      },
    },
    handler: async (request) => ({ items: await restoreExpenses(request.ctx, request.body) }),
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
        ...refusesWith('expense_not_found', ...locked),
      },
    },
    handler: async (request, reply) => {
      await deleteExpense(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
