import { createRecurringInvoice } from '#app/recurring-invoices/create-recurring-invoice.ts'
import { deleteRecurringInvoice } from '#app/recurring-invoices/delete-recurring-invoice.ts'
import { getRecurringInvoice } from '#app/recurring-invoices/get-recurring-invoice.ts'
import { listRecurringInvoices } from '#app/recurring-invoices/list-recurring-invoices.ts'
import { updateRecurringInvoice } from '#app/recurring-invoices/update-recurring-invoice.ts'
import {
  periodPlaceholders,
  recurringIntervals,
  recurringOutcomes,
} from '#domain/recurring-invoices.ts'
import { say } from '#domain/words/say.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { reference } from './billing-schemas.ts'
import { signedQuantity } from './invoices-routes.ts'
import { refusesWith } from './refusals.ts'
import { day, flag, id, moment, nameText, pageOf, pageQuery, price, text } from './schemas.ts'
import { said } from './spoken.ts'

const Line = z.object({
  description: text(4000).trim().min(1, say('Fill this in.')),
  quantity: signedQuantity,
  unitPrice: price,
  vatRateId: id.nullable().default(null),
})

const summary = {
  id,
  name: z.string(),
  clientId: id,
  clientName: z.string(),
  interval: z.enum(recurringIntervals),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  times: z.int().nullable(),
  paymentTermDays: z.int().nullable(),
  makes: z.enum(recurringOutcomes),
  reference: z.string(),
  lines: z.array(
    z.object({
      description: z.string(),
      quantity: z.string(),
      unitPrice: z.string(),
      vatRateId: id.nullable(),
    }),
  ),
  state: z.enum(['active', 'paused', 'ended']),
  nextOn: z.string().nullable().describe('When the next is made; null when it has ended.'),
  pausedAt: moment.nullable(),
  problem: z
    .object({ code: z.string(), message: said(), fix: said(), on: z.string() })
    .nullable()
    .describe('Why the last attempt failed. It is tried again every day.'),
  madeCount: z.int(),
  createdAt: moment,
}

const RecurringSummary = z.object(summary).meta({ id: 'RecurringInvoiceSummary' })
const RecurringInvoice = z
  .object({
    ...summary,
    upcoming: z.array(z.object({ startsOn: z.string(), endsOn: z.string() })),
    made: z.array(
      z.object({
        startsOn: z.string(),
        endsOn: z.string(),
        madeAt: moment,
        invoiceId: id.nullable().describe('Null when the draft was deleted.'),
        invoiceNumber: z.string().nullable(),
        totalMinor: z.int().nullable(),
        currency: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RecurringInvoice' })

const fields = {
  name: nameText(255),
  clientId: id,
  interval: z.enum(recurringIntervals),
  startsOn: day.describe('The first day of the first period; an invoice is made on it.'),
  endsOn: day.nullable().describe('No invoice is made after this day.'),
  times: z.int().min(1).max(999).nullable().describe('How many are made in all.'),
  paymentTermDays: z
    .int()
    .min(0)
    .max(365)
    .nullable()
    .describe("Null: the client's, else the workspace's."),
  makes: z.enum(recurringOutcomes).describe('What becomes of each invoice by itself.'),
  reference: reference.unwrap(),
  lines: z.array(Line).min(1).max(100),
}

const refusesFields = [
  'client_not_found',
  'client_is_archived',
  'vat_rate_not_found',
  'amount_is_too_large',
  'placeholder_is_unknown',
  'first_day_is_past',
  'end_is_before_start',
  'recurring_ends_twice',
] as const

const params = z.object({ recurringInvoiceId: id })
const tags = ['Recurring invoices']
const placeholders = periodPlaceholders.map((each) => `{{${each}}}`).join(', ')

export const recurringInvoiceRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/recurring-invoices',
    schema: {
      operationId: 'listRecurringInvoices',
      tags,
      summary: 'Find recurring invoices',
      querystring: z.object({
        ...pageQuery,
        sort: z.enum(['name', 'client', 'interval', 'nextOn']).default('name'),
        isDescending: flag.optional(),
        q: text(200).optional().describe('Looks in name, client and reference.'),
      }),
      response: { 200: pageOf(RecurringSummary), ...refusesWith() },
    },
    handler: async (request) => await listRecurringInvoices(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/recurring-invoices',
    schema: {
      operationId: 'createRecurringInvoice',
      tags,
      summary: 'Have an own invoice made of every period',
      description: `Placeholders in the reference and the lines: ${placeholders}.`,
      body: z.object({
        ...fields,
        endsOn: fields.endsOn.default(null),
        times: fields.times.default(null),
        paymentTermDays: fields.paymentTermDays.default(null),
        makes: fields.makes.default('draft'),
        reference,
      }),
      response: { 201: RecurringInvoice, ...refusesWith(...refusesFields) },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createRecurringInvoice(request.ctx, request.body)),
  })

  api.route({
    method: 'GET',
    url: '/recurring-invoices/:recurringInvoiceId',
    schema: {
      operationId: 'getRecurringInvoice',
      tags,
      summary: 'A recurring invoice, what it made, and when the next ones are made',
      params,
      response: { 200: RecurringInvoice, ...refusesWith('recurring_invoice_not_found') },
    },
    handler: async (request) => await getRecurringInvoice(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/recurring-invoices/:recurringInvoiceId',
    schema: {
      operationId: 'updateRecurringInvoice',
      tags,
      summary: 'Change what is made from now on, pause or resume',
      description:
        'Its first day and interval stay once it made one. What a pause missed is not made.',
      params,
      body: z.object({ ...fields, isPaused: z.boolean() }).partial(),
      response: {
        200: RecurringInvoice,
        ...refusesWith('recurring_invoice_not_found', 'recurring_has_made_some', ...refusesFields),
      },
    },
    handler: async (request) =>
      await updateRecurringInvoice(request.ctx, {
        ...request.params,
        changes: definedOf(request.body),
      }),
  })

  api.route({
    method: 'DELETE',
    url: '/recurring-invoices/:recurringInvoiceId',
    schema: {
      operationId: 'deleteRecurringInvoice',
      tags,
      summary: 'Delete a recurring invoice that made none yet',
      params,
      response: {
        204: z.null(),
        ...refusesWith('recurring_invoice_not_found', 'recurring_has_made_some'),
      },
    },
    handler: async (request, reply) => {
      await deleteRecurringInvoice(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
