import { reportTabs } from '#app/report-tabs.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { filterOf, registrationQuery } from './registration-schemas.ts'
import { id } from './schemas.ts'

const params = z.object({ tab: z.enum(reportTabs) })
const querystring = z.object({ ...registrationQuery, taskId: id.optional() })
const tags = ['Reports']
const minor = z.int().nullable()

const ReportTotals = z
  .object({
    count: z.int(),
    seconds: z.int().optional().describe('Of hours.'),
    quantity: z.string().optional().describe('Of expenses.'),
    km: z.string().optional().describe('Of mileages: what is billed, return trips twice.'),
    amountMinor: minor.describe('Null for people who may not see rates.'),
    billableMinor: minor,
    invoicedMinor: minor,
    uninvoicedMinor: minor.describe('Billable and not on a document yet.'),
  })
  .meta({ id: 'ReportTotals' })

export const reportRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/reports/:tab/totals',
    schema: {
      operationId: 'getReportTotals',
      tags,
      summary: 'What the rows of a report add up to',
      params,
      querystring,
      response: { 200: ReportTotals, ...refusesWith() },
    },
    handler: async (request) =>
      await getReportTotals(request.ctx, { ...request.params, ...filterOf(request.query) }),
  })

  api.route({
    method: 'GET',
    url: '/reports/:tab/ids',
    schema: {
      operationId: 'listReportIds',
      tags,
      summary: 'Every id that matches, up to 50,000',
      params,
      querystring,
      response: {
        200: z.object({ ids: z.array(id) }),
        ...refusesWith('selection_is_too_large'),
      },
    },
    handler: async (request) => ({
      ids: await listReportIds(request.ctx, { ...request.params, ...filterOf(request.query) }),
    }),
  })
}
