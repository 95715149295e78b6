import { reportTabs } from '#app/parts/report-tabs.ts'
import { exportReport } from '#app/reports/export-report.ts'
import { getReportGroups } from '#app/reports/get-report-groups.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { printReport } from '#app/reports/print-report.ts'
import { reportColumns } from '#domain/report-columns.ts'
import { reportGroupings } from '#domain/report-views.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { sendPdf } from './send-pdf.ts'
import {
  anyOfThese,
  filterOf,
  registrationQuery,
  reportColumn,
  sort,
} from './registration-schemas.ts'
import { id, listOf } from './schemas.ts'
import { sendSheet, sheetFile, sheetFormats } from './sheet-files.ts'

const params = z.object({ tab: z.enum(reportTabs) })
const querystring = z.object({ ...registrationQuery, taskId: anyOfThese })
const tags = ['Reports']
const fileFormats = [...sheetFormats, 'pdf'] as const
const columnsDescription = Object.entries(reportColumns)
  .map(([tab, each]) => `Of ${tab}: ${each.join(', ')}.`)
  .join(' ')
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
    writtenOffMinor: minor,
    uninvoicedMinor: minor.describe('Billable, not on a document and not written off.'),
  })
  .meta({ id: 'ReportTotals' })

const ReportGroup = z
  .object({
    key: z.string().nullable().describe('An id, a day or a month (YYYY-MM); null without a task.'),
    label: z.string().nullable().describe('Its name; a day or month as it is.'),
    clientName: z.string().nullable().describe('The client of a project.'),
    ...ReportTotals.shape,
  })
  .meta({ id: 'ReportGroup' })

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
    url: '/reports/:tab/groups',
    schema: {
      operationId: 'getReportGroups',
      tags,
      summary: 'What the rows of a report add up to by group',
      description: 'By name; days and months newest first.',
      params,
      querystring: z.object({
        ...querystring.shape,
        groupBy: z.enum(reportGroupings).default('client'),
      }),
      response: {
        200: z.object({ items: z.array(ReportGroup) }),
        ...refusesWith('selection_is_too_large'),
      },
    },
    handler: async (request) => ({
      items: await getReportGroups(request.ctx, { ...request.params, ...filterOf(request.query) }),
    }),
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

  api.route({
    method: 'GET',
    url: '/reports/:tab/export',
    schema: {
      operationId: 'exportReport',
      tags,
      summary: 'The rows of a report as a file',
      description:
        'CSV in UTF-8. Texts that a spreadsheet would run as a formula begin with an apostrophe. A PDF has room for 5,000 rows.',
      params,
      querystring: z.object({
        ...querystring.shape,
        sort,
        format: z.enum(fileFormats).default('csv'),
        columns: listOf(reportColumn).optional().describe(columnsDescription),
        groupBy: z
          .enum(reportGroupings)
          .optional()
          .describe(
            'Of a PDF: puts the rows under the titles of their groups, each with its sums.',
          ),
      }),
      response: {
        200: {
          description: 'The file.',
          content: {
            ...sheetFile.content,
            'application/pdf': { schema: z.string() },
          },
        },
        ...refusesWith(
          'report_is_too_long_to_print',
          'printer_is_busy',
          'printer_is_missing',
          'printing_takes_too_long',
        ),
      },
    },
    handler: async (request, reply) => {
      const { format, groupBy, ...query } = request.query
      const asked = { ...request.params, ...filterOf(query) }
      if (format === 'pdf') {
        const bytes = await printReport(request.ctx, { ...asked, groupBy })
        return await sendPdf(reply, { name: asked.tab, bytes })
      }
      return await sendSheet(reply, { sheet: await exportReport(request.ctx, asked), format })
    },
  })
}
