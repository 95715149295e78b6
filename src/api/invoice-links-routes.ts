import { createInvoiceLink } from '#app/invoices/create-invoice-link.ts'
import { getInvoiceLink } from '#app/invoices/get-invoice-link.ts'
import { withdrawInvoiceLink } from '#app/invoices/withdraw-invoice-link.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { id, moment } from './schemas.ts'

const InvoiceLink = z
  .object({
    id,
    url: z.string().describe('Whoever has it sees the invoice, without signing in.'),
    createdAt: moment,
    createdByName: z.string().nullable().describe('Null: an e-mail that names it made it.'),
    lastOpenedAt: moment.nullable().describe('By anybody, also by programs that look at mail.'),
  })
  .meta({ id: 'InvoiceLink' })

const tags = ['Invoices']
const params = z.object({ invoiceId: id })

export const invoiceLinkRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/link',
    schema: {
      operationId: 'getInvoiceLink',
      tags,
      summary: 'The public link of an invoice, if it has one that works',
      params,
      response: {
        200: z.object({ link: InvoiceLink.nullable() }),
        ...refusesWith('invoice_not_found'),
      },
    },
    handler: async (request) => await getInvoiceLink(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/link',
    config: { hasSecretAnswer: true },
    schema: {
      operationId: 'createInvoiceLink',
      tags,
      summary: 'Make a public link of a final invoice; one that works already is answered',
      params,
      response: {
        200: InvoiceLink,
        ...refusesWith('invoice_not_found', 'invoice_is_not_finalised'),
      },
    },
    handler: async (request) => await createInvoiceLink(request.ctx, request.params),
  })

  api.route({
    method: 'DELETE',
    url: '/invoices/:invoiceId/link/:linkId',
    schema: {
      operationId: 'withdrawInvoiceLink',
      tags,
      summary: 'Withdraw a public link: it leads nowhere any more',
      params: z.object({ invoiceId: id, linkId: id }),
      response: {
        204: z.null(),
        ...refusesWith('invoice_not_found', 'invoice_link_not_found'),
      },
    },
    handler: async (request, reply) => {
      await withdrawInvoiceLink(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
