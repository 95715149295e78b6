import { say } from '#domain/words/say.ts'
import { createTimeEntries } from '#app/time/create-time-entries.ts'
import { deleteTimeEntry } from '#app/time/delete-time-entry.ts'
import { deleteTimeEntries } from '#app/time/delete-time-entries.ts'
import { getTimeEntry } from '#app/time/get-time-entry.ts'
import { listTimeEntries } from '#app/time/list-time-entries.ts'
import { restoreTimeEntries } from '#app/time/restore-time-entries.ts'
import { updateTimeEntries } from '#app/time/update-time-entries.ts'
import { updateTimeEntry } from '#app/time/update-time-entry.ts'
import { definedOf } from '#lib/defined-of.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  Deletions,
  expectedUpdatedAt,
  anyOfThese,
  filterOf,
  locked,
  registrationQuery,
  sort,
  standing,
  Restorations,
} from './registration-schemas.ts'
import { day, id, moment, ownId, pageOf, pageQuery, text, timeOfDay } from './schemas.ts'

const secondsPerDay = 86_400
export const seconds = z
  .int(say('Give whole seconds.'))
  .min(0, say('A duration cannot be negative.'))
  .max(secondsPerDay, say('A day has 24 hours.'))
export const endOfWork = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, say('Give a time as HH:MM, from 00:00 to 24:00.'))

export const TimeEntryView = z
  .object({
    id,
    memberId: id,
    memberName: z.string(),
    projectId: id,
    projectName: z.string(),
    clientId: id,
    clientName: z.string(),
    taskId: id.nullable(),
    taskName: z.string().nullable(),
    workedOn: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    pauseSeconds: z.int(),
    seconds: z.int(),
    billedSeconds: z.int().describe('What is billed of them, by the rule of `rounding`.'),
    rounding: z.enum(hourRoundings).describe('Of what is billed, the rule that it was billed by.'),
    notes: z.string(),
    isBillable: z.boolean(),
    rate: z.string().nullable().describe('Null for people who may not see rates.'),
    rateRule: z
      .enum(['none', 'task', 'user', 'project', 'client', 'workspace'])
      .nullable()
      .describe('Where the rate came from when the hours were registered.'),
    rateValidFrom: z
      .string()
      .nullable()
      .describe('Since which day that rate is asked; null from the beginning.'),
    amountMinor: z.int().nullable().describe('Hours with two decimals × rate, billable or not.'),
    ...standing,
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'TimeEntry' })

const fields = {
  memberId: id,
  projectId: id,
  taskId: id.nullable(),
  workedOn: day,
  seconds,
  startedAt: timeOfDay.nullable(),
  endedAt: endOfWork.nullable(),
  pauseSeconds: seconds,
  notes: text(4000),
  isBillable: z.boolean(),
}

const NewTimeEntry = z.object({
  id: ownId
    .nullish()
    .describe('Made by you: sent twice under it, it is one entry, answered as it is by then.'),
  ...fields,
  memberId: fields.memberId.nullish().describe('Who worked; you, when left out.'),
  taskId: fields.taskId.nullish(),
  seconds: fields.seconds.nullish().describe('Either the seconds, or both times.'),
  startedAt: fields.startedAt.nullish(),
  endedAt: fields.endedAt.nullish(),
  pauseSeconds: fields.pauseSeconds.nullish(),
  notes: fields.notes.nullish(),
  isBillable: fields.isBillable
    .nullish()
    .describe('Hours of a fixed price, a subscription or a project without invoicing never are.'),
})

const ChangedTimeEntry = z.object(fields).partial()
const asked = { id, expectedUpdatedAt }
const many = 1000
const settled = [...locked, 'time_entry_was_changed'] as const
const params = z.object({ timeEntryId: id })
const tags = ['Hours']
export const hourRefusals = [
  'member_not_found',
  'member_is_archived',
  'project_not_found',
  'project_is_archived',
  'member_is_not_on_project',
  'day_is_outside_project',
  'task_is_not_on_project',
  'task_not_found',
  'task_is_archived',
  'end_is_before_start',
  'time_does_not_exist',
  'pause_is_longer_than_work',
  'duration_is_missing',
  'duration_does_not_match',
  'day_is_over_24_hours',
  'amount_is_too_large',
  'period_is_closed',
] as const

export const timeEntryRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/time-entries',
    schema: {
      operationId: 'listTimeEntries',
      tags,
      summary: 'Find hours, newest day first',
      querystring: z.object({ ...pageQuery, sort, ...registrationQuery, taskId: anyOfThese }),
      response: { 200: pageOf(TimeEntryView), ...refusesWith() },
    },
    handler: async (request) => {
      const { limit, cursor, ...query } = request.query
      return await listTimeEntries(request.ctx, { limit, cursor, ...filterOf(query) })
    },
  })

  api.route({
    method: 'POST',
    url: '/time-entries',
    schema: {
      operationId: 'createTimeEntries',
      tags,
      summary: 'Register hours, all or none',
      body: z.object({ items: z.array(NewTimeEntry).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(TimeEntryView) }),
        ...refusesWith('id_is_taken', ...hourRefusals),
      },
    },
    handler: async (request, reply) => {
      const items = await createTimeEntries(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'GET',
    url: '/time-entries/:timeEntryId',
    schema: {
      operationId: 'getTimeEntry',
      tags,
      summary: 'One time entry',
      params,
      response: { 200: TimeEntryView, ...refusesWith('time_entry_not_found') },
    },
    handler: async (request) => await getTimeEntry(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/time-entries/:timeEntryId',
    schema: {
      operationId: 'updateTimeEntry',
      tags,
      summary: 'Change a time entry',
      params,
      body: ChangedTimeEntry.extend({ expectedUpdatedAt }),
      response: {
        200: TimeEntryView,
        ...refusesWith('time_entry_not_found', ...settled, ...hourRefusals),
      },
    },
    handler: async (request) => {
      const { expectedUpdatedAt, ...changes } = request.body
      return await updateTimeEntry(request.ctx, {
        ...request.params,
        expectedUpdatedAt,
        changes: definedOf(changes),
      })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/time-entries',
    schema: {
      operationId: 'updateTimeEntries',
      tags,
      summary: 'Change many time entries, each in its own way: all or none',
      body: z.object({
        items: z
          .array(z.object({ ...asked, ...ChangedTimeEntry.shape }))
          .min(1)
          .max(many),
      }),
      response: {
        200: z.object({ items: z.array(TimeEntryView) }),
        ...refusesWith('time_entry_not_found', ...settled, ...hourRefusals),
      },
    },
    handler: async (request) => ({
      items: await updateTimeEntries(request.ctx, {
        items: request.body.items.map(({ id, expectedUpdatedAt, ...changes }) => ({
          id,
          expectedUpdatedAt,
          changes: definedOf(changes),
        })),
      }),
    }),
  })

  api.route({
    method: 'POST',
    url: '/time-entries/deletions',
    schema: {
      operationId: 'deleteTimeEntries',
      tags,
      summary: 'Delete many time entries, all or none',
      body: Deletions,
      response: { 204: z.null(), ...refusesWith('time_entry_not_found', ...settled) },
    },
    handler: async (request, reply) => {
      await deleteTimeEntries(request.ctx, request.body)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/time-entries/restorations',
    schema: {
      operationId: 'restoreTimeEntries',
      tags,
      summary: 'Undo changes and deletions of the last day, all or none',
      description:
        'Each entry is again what it was when its updatedAt was the one you give: with its id, its rate and that updatedAt.',
      body: Restorations,
      response: {
        200: z.object({ items: z.array(TimeEntryView) }),
        ...refusesWith('earlier_state_not_found', ...settled, 'day_is_over_24_hours'),
      },
    },
    handler: async (request) => ({ items: await restoreTimeEntries(request.ctx, request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/time-entries/:timeEntryId',
    schema: {
      operationId: 'deleteTimeEntry',
      tags,
      summary: 'Delete a time entry',
      params,
      response: {
        204: z.null(),
        ...refusesWith('time_entry_not_found', ...locked),
      },
    },
    handler: async (request, reply) => {
      await deleteTimeEntry(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
