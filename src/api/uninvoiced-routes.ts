import { listUninvoiced } from '#app/uninvoiced/list-uninvoiced.ts'
import { invoiceMethods } from '#domain/rates.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Allowance } from './billing-schemas.ts'
import { refusesWith } from './refusals.ts'
import { day, id, pageQuery, text } from './schemas.ts'

const open = { count: z.int(), amountMinor: z.int() }

const Uninvoiced = z
  .object({
    projectId: id,
    projectName: z.string(),
    projectCode: z.string().nullable(),
    mainProjectId: id.nullable().describe('The main project of a sub-project.'),
    mainProjectName: z.string().nullable(),
    clientId: id.describe('Who is billed.'),
    clientName: z.string(),
    invoiceMethod: z.enum(invoiceMethods),
    hourlyRate: z.string().nullable(),
    fixedPriceMinor: z.int().nullable(),
    fixedPriceLeftMinor: z.int().nullable(),
    workedSeconds: z.int(),
    workedMinor: z.int().describe('Invoiced, written off and left together, to the cent.'),
    openHours: z.object({
      ...open,
      seconds: z.int().describe('As they were worked.'),
      billedSeconds: z.int().describe('As they would be billed: rounded, each hour by itself.'),
    }),
    openExpenses: z.object(open),
    openMileages: z.object(open),
    invoicedMinor: z.int(),
    writtenOffMinor: z.int(),
    leftMinor: z.int().describe('All that can be billed now.'),
    plannedInstalments: z
      .array(
        z.object({
          id,
          description: z.string(),
          amountMinor: z.int(),
          dueOn: z.string().nullable(),
          isDue: z.boolean(),
        }),
      )
      .describe('The parts of a planned fixed price that nothing bills yet.'),
    duePeriods: z.array(
      z.object({ startsOn: z.string(), endsOn: z.string(), amountMinor: z.int() }),
    ),
    dueSinceOn: z
      .string()
      .nullable()
      .describe(
        'Of a subscription: when the oldest period that is due was over. Of a planned price: the oldest day that has come.',
      ),
    nextDueOn: z
      .string()
      .nullable()
      .describe(
        'Of a subscription: when the first period that is not over yet will be. Of a planned price: the next day.',
      ),
    isPaused: z.boolean().describe('Whether its subscription stands still on the day.'),
    canInvoice: Allowance,
  })
  .meta({ id: 'UninvoicedProject' })

export const uninvoicedRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/uninvoiced',
    schema: {
      operationId: 'listUninvoiced',
      tags: ['Uninvoiced'],
      summary: 'What there is to bill, by project',
      querystring: z.object({
        ...pageQuery,
        q: text(200).optional().describe('Looks in project and client names.'),
        clientId: id.optional(),
        method: z.enum(invoiceMethods).optional(),
        through: day.optional().describe('Up to and including this day; today unless given.'),
      }),
      response: {
        200: z.object({
          items: z.array(Uninvoiced),
          nextCursor: z.string().nullable(),
          through: z.string(),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await listUninvoiced(request.ctx, request.query),
  })
}
