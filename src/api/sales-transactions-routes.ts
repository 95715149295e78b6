import { said } from './spoken.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import { createSalesTransactions } from '#app/sales-transactions/create-sales-transactions.ts'
import { previewSalesTransactions } from '#app/sales-transactions/preview-sales-transactions.ts'
import { getSalesTransaction } from '#app/sales-transactions/get-sales-transaction.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { XeroDocument } from './billing-schemas.ts'
import { refusesWith } from './refusals.ts'
import { id } from './schemas.ts'

const params = z.object({ invoiceId: id })
const attach = z
  .strictObject({
    timesheet: z.boolean().default(false),
    receipts: z.boolean().default(false),
    note: z.boolean().default(false),
  })
  .optional()
  .describe(
    'What goes to Xero with it: the hours of the invoice as PDF, receipts, a note with the way back.',
  )
const nothing = { timesheet: false, receipts: false, note: false }
const tags = ['Sales transactions']

export const salesTransactionRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/sales-transaction',
    schema: {
      operationId: 'createSalesTransaction',
      tags,
      summary: 'Create the sales transaction of a sent invoice in Xero',
      description:
        'As the workspace chose, one manual journal (debtors for all of it, a credit for each line, tax by its tax type) or one approved sales invoice under the same number. A second time answers the first.',
      params,
      body: z.strictObject({ attach }).nullish(),
      response: {
        200: XeroDocument.describe('It was created before.'),
        202: XeroDocument,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_sent',
          'invoice_comes_to_nothing',
          'invoice_currency_differs',
          'invoice_has_payments',
          'credit_note_cannot_be_made',
          'xero_is_not_connected',
          'xero_needs_reconnection',
          'xero_scope_is_missing',
          'sales_account_not_chosen',
          'debtors_account_not_chosen',
          'currency_differs',
          'tax_rate_is_not_mapped',
          'tax_rate_differs',
          'xero_is_busy',
          'xero_does_not_answer',
        ),
      },
    },
    handler: async (request, reply) => {
      const { document, isNew } = await createSalesTransaction(request.ctx, {
        ...request.params,
        attach: request.body?.attach,
      })
      return await reply.code(isNew ? 202 : 200).send(document)
    },
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/sales-transaction',
    schema: {
      operationId: 'getSalesTransaction',
      tags,
      summary: 'The sales transaction of an invoice',
      params,
      response: {
        200: XeroDocument,
        ...refusesWith('invoice_not_found', 'sales_transaction_not_found'),
      },
    },
    handler: async (request) => await getSalesTransaction(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/sales-transactions/preview',
    schema: {
      operationId: 'previewSalesTransactions',
      tags,
      summary: 'What would go with the sales transactions of invoices, and which receipts cannot',
      body: z.object({ invoiceIds: z.array(id).min(1).max(200), attach }),
      response: {
        200: z.object({
          files: z.int(),
          receiptsLeftOut: z.array(
            z.object({
              invoiceId: id,
              expenseId: id,
              name: z.string(),
              reason: z.string(),
              message: said(),
            }),
          ),
        }),
        ...refusesWith('invoice_not_found'),
      },
    },
    handler: async (request) => {
      const { invoiceIds, attach = nothing } = request.body
      return await previewSalesTransactions(request.ctx, { invoiceIds, attach })
    },
  })

  api.route({
    method: 'POST',
    url: '/sales-transactions',
    schema: {
      operationId: 'createSalesTransactions',
      tags,
      summary: 'Create the sales transactions of many invoices, each with its own result',
      body: z.object({ invoiceIds: z.array(id).min(1).max(200), attach }),
      response: {
        202: z.object({
          results: z.array(
            z.object({
              invoiceId: id,
              document: XeroDocument.nullable(),
              isNew: z.boolean(),
              problem: z
                .object({ code: z.string(), message: said(), fix: said().nullable() })
                .nullable(),
            }),
          ),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request, reply) => {
      const answer = await createSalesTransactions(request.ctx, request.body)
      return await reply.code(202).send(answer)
    },
  })
}
