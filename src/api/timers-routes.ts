import { discardTimer } from '#app/timers/discard-timer.ts'
import { getRunningTimer } from '#app/timers/get-running-timer.ts'
import { startTimer } from '#app/timers/start-timer.ts'
import { stopTimer } from '#app/timers/stop-timer.ts'
import { updateTimer } from '#app/timers/update-timer.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { givenMoment, id, moment, ownId, text } from './schemas.ts'
import { hourRefusals, TimeEntryView } from './time-entries-routes.ts'

const Timer = z
  .object({
    id,
    projectId: id,
    projectName: z.string(),
    clientName: z.string(),
    taskId: id.nullable(),
    taskName: z.string().nullable(),
    notes: z.string(),
    isBillable: z.boolean().nullable().describe('Null: the task and the project decide.'),
    startedAt: moment,
    startedOn: z.string().describe('The day it was started, in the zone of the workspace.'),
    startedTime: z.string().describe('The time it was started, HH:MM in that zone.'),
    updatedAt: moment,
  })
  .meta({ id: 'Timer', description: 'A timer that runs. One runs for a person at a time.' })

const fields = {
  projectId: id,
  taskId: id.nullable(),
  notes: text(4000),
  isBillable: z.boolean().nullable(),
  startedAt: givenMoment,
}
const params = z.object({ timerId: id })
const tags = ['Timer']
const mostDays = 32

export const timerRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/timers/running',
    schema: {
      operationId: 'getRunningTimer',
      tags,
      summary: 'Your timer, if one runs',
      response: {
        200: z.object({
          timer: Timer.nullable(),
          now: moment.describe('The moment it is on the server.'),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await getRunningTimer(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/timers/:timerId',
    schema: {
      operationId: 'updateTimer',
      tags,
      summary: 'Change your timer while it runs',
      params,
      body: z.object(fields).partial(),
      response: {
        200: Timer,
        ...refusesWith(
          'timer_not_found',
          'timer_starts_in_the_future',
          'timer_starts_too_long_ago',
          ...hourRefusals,
        ),
      },
    },
    handler: async (request) =>
      await updateTimer(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'POST',
    url: '/timers/:timerId/stop',
    schema: {
      operationId: 'stopTimer',
      tags,
      summary: 'Stop your timer and write its hours, once however often it is sent',
      params,
      body: z.object({
        endedAt: givenMoment.optional().describe('When the work ended; now, when left out.'),
        midnight: z
          .enum(['split', 'keep'])
          .optional()
          .describe('For a timer that ran past midnight: an entry for each day, or one.'),
        timeEntryIds: z
          .array(ownId)
          .max(mostDays)
          .optional()
          .describe('Ids that you made for its entries, the earliest first.'),
      }),
      response: {
        200: z.object({ items: z.array(TimeEntryView) }),
        ...refusesWith(
          'timer_not_found',
          'timer_ran_past_midnight',
          'timer_ends_in_the_future',
          'id_is_taken',
          ...hourRefusals,
        ),
      },
    },
    handler: async (request) => ({
      items: await stopTimer(request.ctx, { ...request.params, ...request.body }),
    }),
  })

  api.route({
    method: 'DELETE',
    url: '/timers/:timerId',
    schema: {
      operationId: 'discardTimer',
      tags,
      summary: 'Throw your timer away',
      params,
      response: { 204: z.null(), ...refusesWith('timer_not_found') },
    },
    handler: async (request, reply) => {
      await discardTimer(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/timers',
    schema: {
      operationId: 'startTimer',
      tags,
      summary: 'Start your timer; one that runs is stopped and saved',
      body: z
        .object({
          ...fields,
          id: ownId.describe('Made by you: started twice under it, it is started once.'),
        })
        .partial()
        .required({ projectId: true }),
      response: {
        201: z.object({ timer: Timer, stopped: z.array(TimeEntryView) }),
        ...refusesWith(
          'id_is_taken',
          'timer_starts_in_the_future',
          'timer_starts_too_long_ago',
          'timers_overlap',
          ...hourRefusals,
        ),
      },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await startTimer(request.ctx, request.body)),
  })
}
