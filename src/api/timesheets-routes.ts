import { said } from './spoken.ts'
import { copyOutcomes } from '#app/parts/copy-timesheet.ts'
import { copyTimesheetWeek } from '#app/time/copy-timesheet-week.ts'
import { getTimesheetWeek } from '#app/time/get-timesheet-week.ts'
import { listRecentNotes } from '#app/time/list-recent-notes.ts'
import { listShortcuts } from '#app/time/list-shortcuts.ts'
import { previewTimesheetCopy } from '#app/time/preview-timesheet-copy.ts'
import { saveTimesheetCells } from '#app/time/save-timesheet-cells.ts'
import { setFavourites } from '#app/time/set-favourites.ts'
import { billingStatuses } from '#domain/billable-item.ts'
import type { TypedWork } from '#domain/duration.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { approval } from './registration-schemas.ts'
import { day, givenMoment, id, moment, pageOf, pageQuery, text, timeOfDay } from './schemas.ts'
import { endOfWork, hourRefusals, seconds, TimeEntryView } from './time-entries-routes.ts'

const CellEntry = z
  .object({
    id,
    projectId: id,
    taskId: id.nullable(),
    workedOn: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    pauseSeconds: z.int(),
    seconds: z.int(),
    notes: z.string(),
    isBillable: z.boolean(),
    status: z.enum(billingStatuses),
    ...approval,
    updatedAt: moment,
  })
  .meta({ id: 'CellEntry' })

const shortcut = {
  projectId: id,
  projectName: z.string(),
  clientName: z.string(),
  taskId: id.nullable(),
  taskName: z.string().nullable(),
}
const Shortcut = z.object(shortcut).meta({ id: 'Shortcut' })

const TimesheetWeek = z
  .object({
    from: z.string(),
    to: z.string(),
    memberId: id,
    rows: z.array(
      z.object({
        ...shortcut,
        isFavourite: z.boolean(),
        isArchived: z.boolean().describe('Nothing can be added to it.'),
        entries: z.array(CellEntry),
      }),
    ),
  })
  .meta({ id: 'TimesheetWeek' })

const work = z
  .union([
    z.object({ startedAt: timeOfDay, endedAt: endOfWork, pauseSeconds: seconds }),
    z.object({ seconds }),
  ])
  .describe('Both times and the pause, or the seconds; 0 seconds empty the cell.')

const Cell = z.object({
  projectId: id,
  taskId: id.nullable(),
  workedOn: day,
  work,
  notes: text(4000).optional().describe('Of a new entry.'),
  entryId: id.nullable().describe('The one entry you saw in the cell; null when it was empty.'),
  expectedUpdatedAt: givenMoment.nullable().describe('The updatedAt of that entry.'),
})

const SavedCell = z.object({
  outcome: z.enum(['saved', 'removed', 'unchanged', 'changed_elsewhere', 'refused']),
  problem: z.object({ code: z.string(), message: said() }).nullable(),
  entries: z.array(CellEntry).describe('What the cell holds now.'),
})

const CopyRequest = z.object({
  memberId: id.optional().describe('Whose week; yours, when left out.'),
  from: day.describe('The first day of the week that is copied.'),
  to: day.describe('The first day of the week it is copied to.'),
  rows: z
    .array(z.object({ projectId: id, taskId: id.nullable() }))
    .max(200)
    .optional()
    .describe('Only these projects and tasks.'),
})

const CopiedEntry = z
  .object({
    ...CellEntry.shape,
    projectName: z.string(),
    clientName: z.string(),
    taskName: z.string().nullable(),
    copiedTo: z.string(),
    outcome: z.enum(copyOutcomes).describe('Copied, or why it is left out.'),
  })
  .meta({ id: 'CopiedEntry' })

const tags = ['Hours']
const mostCells = 500
const mostFavourites = 50

export const timesheetRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/timesheet-week',
    schema: {
      operationId: 'getTimesheetWeek',
      tags,
      summary: 'Seven days of a person, by project and task',
      querystring: z.object({
        from: day.optional().describe('The first of the days; that of this week, when left out.'),
        memberId: id.optional(),
      }),
      response: { 200: TimesheetWeek, ...refusesWith() },
    },
    handler: async (request) => await getTimesheetWeek(request.ctx, request.query),
  })

  api.route({
    method: 'PUT',
    url: '/timesheet-week/cells',
    schema: {
      operationId: 'saveTimesheetCells',
      tags,
      summary: 'Make cells of a timesheet say what they should; sent twice, it is done once',
      body: z.object({
        memberId: id.optional(),
        cells: z.array(Cell).min(1).max(mostCells),
      }),
      response: {
        200: z.object({ cells: z.array(SavedCell) }),
        ...refusesWith('member_not_found', ...hourRefusals),
      },
    },
    handler: async (request) => {
      const { memberId, cells } = request.body
      const asked = cells.map((cell) => ({ ...cell, work: cell.work satisfies TypedWork }))
      return { cells: await saveTimesheetCells(request.ctx, { memberId, cells: asked }) }
    },
  })

  api.route({
    method: 'POST',
    url: '/timesheet-week/copy-previews',
    schema: {
      operationId: 'previewTimesheetCopy',
      tags,
      summary: 'What copying a week would write, and what it would leave out',
      body: CopyRequest,
      response: { 200: z.object({ plan: z.array(CopiedEntry) }), ...refusesWith() },
    },
    handler: async (request) => ({ plan: await previewTimesheetCopy(request.ctx, request.body) }),
  })

  api.route({
    method: 'POST',
    url: '/timesheet-week/copies',
    schema: {
      operationId: 'copyTimesheetWeek',
      tags,
      summary: 'Copy hours of a week to another; what cannot be there is left out and told',
      body: CopyRequest,
      response: {
        201: z.object({ plan: z.array(CopiedEntry), items: z.array(TimeEntryView) }),
        ...refusesWith(...hourRefusals),
      },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await copyTimesheetWeek(request.ctx, request.body)),
  })

  api.route({
    method: 'GET',
    url: '/projects/:projectId/recent-notes',
    schema: {
      operationId: 'listRecentNotes',
      tags,
      summary: 'What you wrote last in the notes of hours for a project',
      description: 'Ten at most, to suggest while somebody types.',
      params: z.object({ projectId: id }),
      response: {
        200: z.object({ items: z.array(z.string()) }),
        ...refusesWith('project_not_found'),
      },
    },
    handler: async (request) => ({ items: await listRecentNotes(request.ctx, request.params) }),
  })

  api.route({
    method: 'GET',
    url: '/shortcuts',
    schema: {
      operationId: 'listShortcuts',
      tags,
      summary: 'Your favourites, and what you worked on last',
      description: 'The items are the favourites, in their order.',
      querystring: z.object(pageQuery),
      response: {
        200: pageOf(Shortcut).extend({
          recents: z
            .array(Shortcut)
            .describe('The eight of the last 60 days that were worked on last, on every page.'),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await listShortcuts(request.ctx, request.query),
  })

  api.route({
    method: 'PUT',
    url: '/favourites',
    schema: {
      operationId: 'setFavourites',
      tags,
      summary: 'Make these your favourites, in this order',
      body: z.object({
        items: z.array(z.object({ projectId: id, taskId: id.nullable() })).max(mostFavourites),
      }),
      response: {
        200: z.object({ items: z.array(Shortcut) }),
        ...refusesWith('project_not_found', 'task_not_found'),
      },
    },
    handler: async (request) => ({ items: await setFavourites(request.ctx, request.body) }),
  })
}
