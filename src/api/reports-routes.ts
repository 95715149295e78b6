import { reportGroupings, reportTabs } from '#app/parts/report-tabs.ts'
import { exportReport } from '#app/reports/export-report.ts'
import { getReportGroups } from '#app/reports/get-report-groups.ts'
import { getReportTotals } from '#app/reports/get-report-totals.ts'
import { listReportIds } from '#app/reports/list-report-ids.ts'
import { byteOrderMark, csvLine } from '#lib/csv.ts'
import type { Sheet } from '#lib/sheet.ts'
import { xlsxOf } from '#lib/xlsx.ts'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { filterOf, registrationQuery } from './registration-schemas.ts'
import { id } from './schemas.ts'

const params = z.object({ tab: z.enum(reportTabs) })
const querystring = z.object({ ...registrationQuery, taskId: id.optional() })
const tags = ['Reports']
const sheetFormats = ['csv', 'xlsx'] as const
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
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
        'CSV in UTF-8. Texts that a spreadsheet would run as a formula begin with an apostrophe.',
      params,
      querystring: z.object({ ...querystring.shape, format: z.enum(sheetFormats).default('csv') }),
      response: {
        200: {
          description: 'The file.',
          content: { 'text/csv': { schema: z.string() }, [xlsxType]: { schema: z.string() } },
        },
        ...refusesWith(),
      },
    },
    handler: async (request, reply) => {
      const { format, ...query } = request.query
      const sheet = await exportReport(request.ctx, { ...request.params, ...filterOf(query) })
      return await sendSheet(reply, { sheet, format })
    },
  })
}

async function* csvOf({ columns, rows }: Sheet): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns)
  for await (const row of rows) yield csvLine(row)
}

type Sending = { sheet: Sheet; format: (typeof sheetFormats)[number] }

// The file is written while it is sent, so no schema has a say in it.
async function sendSheet(reply: FastifyReply, { sheet, format }: Sending): Promise<never> {
  const name = `${sheet.name.toLowerCase()}.${format}`
  reply.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
  reply.header('content-disposition', `attachment; filename="${name}"`)
  return (await reply.send(Readable.from(format === 'csv' ? csvOf(sheet) : xlsxOf(sheet)))) as never
}
