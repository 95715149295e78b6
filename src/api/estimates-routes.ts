import { acceptEstimate } from '#app/estimates/accept-estimate.ts'
import { createEstimate } from '#app/estimates/create-estimate.ts'
import { createInvoiceFromEstimate } from '#app/estimates/create-invoice-from-estimate.ts'
import { createProjectFromEstimate } from '#app/estimates/create-project-from-estimate.ts'
import { declineEstimate } from '#app/estimates/decline-estimate.ts'
import { deleteEstimate } from '#app/estimates/delete-estimate.ts'
import { getEstimate } from '#app/estimates/get-estimate.ts'
import { listEstimates } from '#app/estimates/list-estimates.ts'
import { markEstimateSent } from '#app/estimates/mark-estimate-sent.ts'
import { printEstimate } from '#app/estimates/print-estimate.ts'
import { updateEstimate } from '#app/estimates/update-estimate.ts'
import { estimateStates } from '#domain/estimate-state.ts'
import { say } from '#domain/words/say.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Allowance } from './billing-schemas.ts'
import { signedQuantity } from './invoices-routes.ts'
import { refusesWith } from './refusals.ts'
import { day, id, moment, nameText, pageOf, pageQuery, price, text } from './schemas.ts'
import { pdfFile, sendPdf } from './send-pdf.ts'

const Line = z.object({
  description: text(4000).trim().min(1, say('Fill this in.')),
  quantity: signedQuantity,
  unitPrice: price,
  vatRateId: id.nullable().default(null),
})

const summary = {
  id,
  number: z.string().nullable().describe('Given when it is marked as sent.'),
  state: z
    .enum(estimateStates)
    .describe('Expired: it was sent, and its last day has passed where the workspace is.'),
  clientId: id,
  clientName: z.string(),
  title: z.string(),
  issuedOn: z.string(),
  validUntil: z.string(),
  currency: z.string(),
  subtotalMinor: z.int(),
  taxMinor: z.int(),
  totalMinor: z.int(),
  createdAt: moment,
  sentAt: moment.nullable(),
  decidedAt: moment.nullable().describe('When it was accepted or declined.'),
  project: z.object({ id, name: z.string() }).nullable().describe('The project it became.'),
  invoice: z
    .object({ id, number: z.string().nullable() })
    .nullable()
    .describe('The own invoice it became.'),
}

const EstimateSummary = z.object(summary).meta({ id: 'EstimateSummary' })
const Estimate = z
  .object({
    ...summary,
    notes: z.string(),
    lines: z.array(
      z.object({
        id,
        position: z.int(),
        description: z.string(),
        quantity: z.string(),
        unitPrice: z.string(),
        netMinor: z.int(),
        vatRateId: id.nullable(),
        vatPercentage: z.string(),
        taxMinor: z.int(),
      }),
    ),
    can: z.object({
      edit: Allowance,
      extend: Allowance,
      delete: Allowance,
      send: Allowance,
      accept: Allowance,
      decline: Allowance,
      createProject: Allowance,
      createInvoice: Allowance,
    }),
  })
  .meta({ id: 'Estimate' })

const fields = {
  clientId: id,
  title: nameText(255),
  issuedOn: day,
  validUntil: day.describe('The last day on which it can be accepted.'),
  notes: text(4000).trim(),
  lines: z.array(Line).min(1).max(500),
}
const refusesFields = [
  'client_not_found',
  'client_is_archived',
  'vat_rate_not_found',
  'amount_is_too_large',
  'valid_until_is_before_issued',
] as const

const params = z.object({ estimateId: id })
const tags = ['Estimates']

export const estimateRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/estimates',
    schema: {
      operationId: 'listEstimates',
      tags,
      summary: 'Estimates, the newest first',
      querystring: z.object({
        ...pageQuery,
        q: text(200).optional().describe('Looks in number, title and client name.'),
        state: z.enum(estimateStates).optional(),
        clientId: id.optional(),
        projectId: id.optional().describe('The estimate that became this project.'),
        invoiceId: id.optional().describe('The estimate that became this own invoice.'),
      }),
      response: { 200: pageOf(EstimateSummary), ...refusesWith() },
    },
    handler: async (request) => await listEstimates(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/estimates',
    schema: {
      operationId: 'createEstimate',
      tags,
      summary: 'Draft an estimate',
      body: z.object({ ...fields, notes: fields.notes.default('') }),
      response: { 201: Estimate, ...refusesWith(...refusesFields) },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createEstimate(request.ctx, request.body)),
  })

  api.route({
    method: 'GET',
    url: '/estimates/:estimateId',
    schema: {
      operationId: 'getEstimate',
      tags,
      summary: 'An estimate with its lines, and what it became',
      params,
      response: { 200: Estimate, ...refusesWith('estimate_not_found') },
    },
    handler: async (request) => await getEstimate(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/estimates/:estimateId',
    schema: {
      operationId: 'updateEstimate',
      tags,
      summary: 'Change a draft, or until when an estimate that was sent counts',
      params,
      body: z.object(fields).partial(),
      response: {
        200: Estimate,
        ...refusesWith(
          'estimate_not_found',
          'estimate_is_sent',
          'estimate_is_decided',
          ...refusesFields,
        ),
      },
    },
    handler: async (request) =>
      await updateEstimate(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/estimates/:estimateId',
    schema: {
      operationId: 'deleteEstimate',
      tags,
      summary: 'Delete a draft',
      params,
      response: {
        204: z.null(),
        ...refusesWith('estimate_not_found', 'estimate_is_sent', 'estimate_is_decided'),
      },
    },
    handler: async (request, reply) => {
      await deleteEstimate(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/estimates/:estimateId/mark-sent',
    schema: {
      operationId: 'markEstimateSent',
      tags,
      summary: 'Give a draft its number: the client has it',
      params,
      response: {
        200: Estimate,
        ...refusesWith(
          'estimate_not_found',
          'estimate_is_sent',
          'estimate_is_decided',
          'estimate_has_expired',
        ),
      },
    },
    handler: async (request) => await markEstimateSent(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/estimates/:estimateId/accept',
    schema: {
      operationId: 'acceptEstimate',
      tags,
      summary: 'Write down that the client agrees',
      params,
      response: {
        200: Estimate,
        ...refusesWith(
          'estimate_not_found',
          'estimate_is_not_sent',
          'estimate_is_decided',
          'estimate_has_expired',
        ),
      },
    },
    handler: async (request) => await acceptEstimate(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/estimates/:estimateId/decline',
    schema: {
      operationId: 'declineEstimate',
      tags,
      summary: 'Write down that nothing comes of it',
      params,
      response: {
        200: Estimate,
        ...refusesWith('estimate_not_found', 'estimate_is_not_sent', 'estimate_is_decided'),
      },
    },
    handler: async (request) => await declineEstimate(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/estimates/:estimateId/project',
    schema: {
      operationId: 'createProjectFromEstimate',
      tags,
      summary: 'Make the project of an accepted estimate, its net total as fixed price',
      description: 'At most one is made: a second time the answer names the first.',
      params,
      response: {
        200: Estimate,
        ...refusesWith(
          'estimate_not_found',
          'estimate_is_not_accepted',
          'estimate_has_no_price',
          'client_is_archived',
        ),
      },
    },
    handler: async (request) => await createProjectFromEstimate(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/estimates/:estimateId/invoice',
    schema: {
      operationId: 'createInvoiceFromEstimate',
      tags,
      summary: 'Draft the own invoice of an accepted estimate, with the same lines',
      description: 'At most one is made: a second time the answer names the first.',
      params,
      response: {
        200: Estimate,
        ...refusesWith('estimate_not_found', 'estimate_is_not_accepted'),
      },
    },
    handler: async (request) => await createInvoiceFromEstimate(request.ctx, request.params),
  })

  api.route({
    method: 'GET',
    url: '/estimates/:estimateId/pdf',
    schema: {
      operationId: 'printEstimate',
      tags,
      summary: 'An estimate as a PDF, in the language of the client',
      params,
      response: {
        200: pdfFile,
        ...refusesWith(
          'estimate_not_found',
          'printer_is_busy',
          'printer_is_missing',
          'printing_takes_too_long',
        ),
      },
    },
    handler: async (request, reply) => {
      const { name, bytes } = await printEstimate(request.ctx, request.params)
      return await sendPdf(reply, { name, bytes })
    },
  })
}
