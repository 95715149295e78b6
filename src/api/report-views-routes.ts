import { say } from '#domain/words/say.ts'
import { reportTabs } from '#app/parts/report-tabs.ts'
import { createReportView } from '#app/report-views/create-report-view.ts'
import { deleteReportView } from '#app/report-views/delete-report-view.ts'
import { listReportViews } from '#app/report-views/list-report-views.ts'
import { updateReportView } from '#app/report-views/update-report-view.ts'
import { reportStatuses } from '#domain/report-status.ts'
import { groupOrders, reportGroupings, reportPeriods } from '#domain/report-views.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { reportColumn } from './registration-schemas.ts'
import { day, id, nameText, pageOf, pageQuery, text } from './schemas.ts'

const ids = z.array(id).max(100).default([])

const Settings = z
  .object({
    period: z
      .enum(reportPeriods)
      .default('this_month')
      .describe('Moves on with the calendar; custom is from and to.'),
    from: day.nullable().default(null),
    to: day.nullable().default(null),
    clientIds: ids,
    projectIds: ids,
    memberIds: ids,
    taskIds: ids,
    isBillable: z.boolean().nullable().default(null),
    statuses: z.array(z.enum(reportStatuses)).max(reportStatuses.length).default([]),
    q: text(200).nullable().default(null),
    groupBy: z.enum(reportGroupings).nullable().default(null),
    columns: z
      .array(reportColumn)
      .min(1, say('Choose at least one column.'))
      .max(50)
      .nullable()
      .default(null)
      .describe('Those of the report, as exportReport names them; null for the usual ones.'),
    order: z
      .object({ by: z.enum(groupOrders), isDescending: z.boolean() })
      .nullable()
      .default(null)
      .describe('Of groups.'),
    sort: z
      .object({ by: reportColumn, isDescending: z.boolean() })
      .nullable()
      .default(null)
      .describe('Of rows; null puts the newest day first.'),
  })
  .refine(({ period, from, to }) => period === 'custom' || (from === null && to === null), {
    path: ['from'],
    message: say('Days go with the period “custom” only.'),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    message: say('The last day cannot lie before the first.'),
  })

const ReportView = z
  .object({
    id,
    tab: z.enum(reportTabs),
    name: z.string(),
    isShared: z.boolean(),
    isOwn: z.boolean().describe('Only its maker changes or deletes a view.'),
    memberName: z.string(),
    settings: z.object({
      ...Settings.shape,
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  })
  .meta({ id: 'ReportView' })

const fields = { name: nameText(100), isShared: z.boolean(), settings: Settings }
const NewReportView = z.object({
  ...fields,
  tab: z.enum(reportTabs),
  isShared: fields.isShared.default(false).describe('Everybody of the workspace sees it.'),
})
const ChangedReportView = z.object(fields).partial()
const params = z.object({ reportViewId: id })
const tags = ['Reports']
const writes = [
  'report_view_name_is_taken',
  'client_not_found',
  'project_not_found',
  'member_not_found',
  'task_not_found',
] as const

export const reportViewRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/report-views',
    schema: {
      operationId: 'listReportViews',
      tags,
      summary: 'The saved views of reports: yours, and those that others share',
      querystring: z.object(pageQuery),
      response: { 200: pageOf(ReportView), ...refusesWith() },
    },
    handler: async (request) => await listReportViews(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/report-views',
    schema: {
      operationId: 'createReportView',
      tags,
      summary: 'Save a view of a report',
      body: NewReportView,
      response: { 201: ReportView, ...refusesWith('too_many_report_views', ...writes) },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createReportView(request.ctx, request.body)),
  })

  api.route({
    method: 'PATCH',
    url: '/report-views/:reportViewId',
    schema: {
      operationId: 'updateReportView',
      tags,
      summary: 'Rename, share or change a view',
      params,
      body: ChangedReportView,
      response: {
        200: ReportView,
        ...refusesWith('report_view_not_found', 'report_view_is_of_somebody_else', ...writes),
      },
    },
    handler: async (request) =>
      await updateReportView(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/report-views/:reportViewId',
    schema: {
      operationId: 'deleteReportView',
      tags,
      summary: 'Delete a view',
      params,
      response: {
        204: z.null(),
        ...refusesWith('report_view_not_found', 'report_view_is_of_somebody_else'),
      },
    },
    handler: async (request, reply) => {
      await deleteReportView(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
