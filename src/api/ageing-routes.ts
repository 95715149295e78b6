import { exportAgeing } from '#app/ageing/export-ageing.ts'
import { getAgeing } from '#app/ageing/get-ageing.ts'
import { listAgedInvoices } from '#app/ageing/list-aged-invoices.ts'
import { ageingBuckets } from '#domain/ageing.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { codeText, day, id, pageOf, pageQuery } from './schemas.ts'
import { sendSheet, sheetFile, sheetFormats } from './sheet-files.ts'

const tags = ['Invoices']
const on = day.optional().describe('As it was on this day; today unless given.')

const sums = {
  currency: z.string(),
  invoices: z.int(),
  buckets: z
    .object({
      current: z.int(),
      days30: z.int(),
      days60: z.int(),
      days90: z.int(),
      older: z.int(),
    })
    .describe(
      'What is not overdue, and what is by 1–30, 31–60, 61–90 and more days. Refunds to come count as current.',
    ),
  dueMinor: z.int(),
}

const Ageing = z
  .object({
    on: z.string(),
    clients: z.array(z.object({ clientId: id, clientName: z.string(), ...sums })),
    totals: z.array(z.object(sums)).describe('One for each currency.'),
  })
  .meta({ id: 'Ageing' })

const AgedInvoice = z
  .object({
    id,
    number: z.string(),
    clientId: id,
    clientName: z.string(),
    issuedOn: z.string(),
    dueOn: z.string(),
    currency: z.string(),
    totalMinor: z.int(),
    dueMinor: z.int().describe('Less than zero: to be refunded.'),
    overdueDays: z.int(),
    bucket: z.enum(ageingBuckets),
    lastReminder: z
      .object({ step: z.int(), plannedOn: z.string() })
      .nullable()
      .describe('The last step the client was reminded in by then.'),
  })
  .meta({ id: 'AgedInvoice' })

export const ageingRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/ageing',
    schema: {
      operationId: 'getAgeing',
      tags,
      summary: 'What clients owe on own invoices, by how long it is overdue',
      querystring: z.object({ on }),
      response: { 200: Ageing, ...refusesWith() },
    },
    handler: async (request) => await getAgeing(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/ageing/invoices',
    schema: {
      operationId: 'listAgedInvoices',
      tags,
      summary: 'Invoices on which something is due, of one client or of all',
      querystring: z.object({
        ...pageQuery,
        on,
        clientId: id.optional(),
        currency: codeText(3).optional().describe('In this currency only.'),
      }),
      response: { 200: pageOf(AgedInvoice), ...refusesWith() },
    },
    handler: async (request) => await listAgedInvoices(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/ageing/file',
    schema: {
      operationId: 'exportAgeing',
      tags,
      summary: 'Every invoice on which something is due, as a file',
      querystring: z.object({ on, format: z.enum(sheetFormats).default('csv') }),
      response: { 200: sheetFile, ...refusesWith() },
    },
    handler: async (request, reply) => {
      const { format, ...asked } = request.query
      return await sendSheet(reply, { sheet: await exportAgeing(request.ctx, asked), format })
    },
  })
}
