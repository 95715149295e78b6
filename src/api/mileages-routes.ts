import { say } from '#domain/words/say.ts'
import { createMileages } from '#app/mileages/create-mileages.ts'
import { deleteMileage } from '#app/mileages/delete-mileage.ts'
import { deleteMileages } from '#app/mileages/delete-mileages.ts'
import { getMileage } from '#app/mileages/get-mileage.ts'
import { listMileagePlaces } from '#app/mileages/list-mileage-places.ts'
import { listMileages } from '#app/mileages/list-mileages.ts'
import { restoreMileages } from '#app/mileages/restore-mileages.ts'
import { updateMileage } from '#app/mileages/update-mileage.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  Deletions,
  expectedUpdatedAt,
  filterOf,
  locked,
  registrationQuery,
  Restorations,
  sort,
  standing,
} from './registration-schemas.ts'
import { day, id, moment, pageOf, pageQuery, quantity, text } from './schemas.ts'

const mostKm = 100_000
const distanceKm = quantity.refine(
  (text) => Number(text) <= mostKm,
  say('A trip is at most 100,000 kilometres.'),
)
const kind = z.enum(['business', 'commute', 'private'])

const MileageView = z
  .object({
    id,
    memberId: id,
    memberName: z.string(),
    projectId: id,
    projectName: z.string(),
    clientId: id,
    clientName: z.string(),
    travelledOn: z.string(),
    fromPlace: z.string(),
    toPlace: z.string(),
    distanceKm: z.string().describe('One way.'),
    isReturnTrip: z.boolean(),
    billedKm: z.string().describe('The distance, twice for a return trip.'),
    kind,
    purpose: z.string(),
    vehicle: z.string().nullable(),
    isBillable: z.boolean(),
    rate: z.string().nullable().describe('Null for people who may not see rates.'),
    rateRule: z
      .enum(['client', 'workspace'])
      .nullable()
      .describe('Where the rate came from when the trip was registered.'),
    rateValidFrom: z
      .string()
      .nullable()
      .describe('Since which day that rate is asked; null from the beginning.'),
    amountMinor: z.int().nullable().describe('Billed kilometres × rate, billable or not.'),
    ...standing,
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'Mileage' })

const MileagePlace = z
  .object({
    place: z.string(),
    trips: z.int().describe('How many of the latest trips began or ended there.'),
    lastOn: z.string(),
    lastTrip: z
      .object({ travelledOn: z.string(), distanceKm: z.string(), purpose: z.string() })
      .nullable()
      .describe(
        'The last trip between this place and otherEnd, in this direction if there was one.',
      ),
  })
  .meta({ id: 'MileagePlace' })

const place = text(200).trim()

const fields = {
  memberId: id,
  projectId: id,
  travelledOn: day,
  fromPlace: text(200).trim().min(1, say('Fill this in.')),
  toPlace: text(200).trim().min(1, say('Fill this in.')),
  distanceKm,
  isReturnTrip: z.boolean(),
  kind,
  purpose: text(4000),
  vehicle: text(100).nullable(),
  isBillable: z.boolean(),
}

const NewMileage = z.object({
  ...fields,
  memberId: fields.memberId.nullish().describe('Who travelled; you, when left out.'),
  isReturnTrip: fields.isReturnTrip.nullish(),
  kind: fields.kind.nullish().describe('Business, when left out.'),
  purpose: fields.purpose.nullish(),
  vehicle: fields.vehicle.nullish(),
  isBillable: fields.isBillable
    .nullish()
    .describe('Business trips are, when left out; trips of a project without invoicing never.'),
})

const ChangedMileage = z.object(fields).partial()
const params = z.object({ mileageId: id })
const settled = [...locked, 'mileage_was_changed'] as const
const tags = ['Mileages']
const writes = [
  'member_not_found',
  'member_is_archived',
  'project_not_found',
  'project_is_archived',
  'member_is_not_on_project',
  'day_is_outside_project',
  'amount_is_too_large',
  'period_is_closed',
] as const

export const mileageRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/mileages',
    schema: {
      operationId: 'listMileages',
      tags,
      summary: 'Find mileages, newest day first',
      querystring: z.object({ ...pageQuery, sort, ...registrationQuery }),
      response: { 200: pageOf(MileageView), ...refusesWith() },
    },
    handler: async (request) => {
      const { limit, cursor, ...query } = request.query
      return await listMileages(request.ctx, { limit, cursor, ...filterOf(query) })
    },
  })

  api.route({
    method: 'POST',
    url: '/mileages',
    schema: {
      operationId: 'createMileages',
      tags,
      summary: 'Register mileages, all or none',
      body: z.object({ items: z.array(NewMileage).min(1).max(1000) }),
      response: { 201: z.object({ items: z.array(MileageView) }), ...refusesWith(...writes) },
    },
    handler: async (request, reply) => {
      const items = await createMileages(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'GET',
    url: '/mileage-places',
    schema: {
      operationId: 'listMileagePlaces',
      tags,
      summary: 'Places somebody drove from and to before, the most used first',
      description: 'Eight at most, to suggest while somebody types.',
      querystring: z.object({
        memberId: id.optional().describe('Whose places; yours, when left out.'),
        search: place.default('').describe('Part of the name of the place.'),
        end: z.enum(['from', 'to']).default('from').describe('Which end of the trip it is for.'),
        otherEnd: place
          .optional()
          .describe('The other end: places driven from or to there come first.'),
      }),
      response: { 200: z.object({ items: z.array(MileagePlace) }), ...refusesWith() },
    },
    handler: async ({ ctx, query: { otherEnd, ...query } }) => ({
      items: await listMileagePlaces(ctx, { ...query, otherEnd: otherEnd || null }),
    }),
  })

  api.route({
    method: 'GET',
    url: '/mileages/:mileageId',
    schema: {
      operationId: 'getMileage',
      tags,
      summary: 'One mileage',
      params,
      response: { 200: MileageView, ...refusesWith('mileage_not_found') },
    },
    handler: async (request) => await getMileage(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/mileages/:mileageId',
    schema: {
      operationId: 'updateMileage',
      tags,
      summary: 'Change a mileage',
      params,
      body: ChangedMileage.extend({ expectedUpdatedAt }),
      response: {
        200: MileageView,
        ...refusesWith('mileage_not_found', ...settled, ...writes),
      },
    },
    handler: async (request) => {
      const { expectedUpdatedAt, ...changes } = request.body
      return await updateMileage(request.ctx, {
        ...request.params,
        expectedUpdatedAt,
        changes: definedOf(changes),
      })
    },
  })

  api.route({
    method: 'POST',
    url: '/mileages/deletions',
    schema: {
      operationId: 'deleteMileages',
      tags,
      summary: 'Delete many mileages, all or none',
      body: Deletions,
      response: { 204: z.null(), ...refusesWith('mileage_not_found', ...settled) },
    },
    handler: async (request, reply) => {
      await deleteMileages(request.ctx, request.body)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/mileages/restorations',
    schema: {
      operationId: 'restoreMileages',
      tags,
      summary: 'Undo changes and deletions of mileages of the last day, all or none',
      description:
        'Each trip is again what it was when its updatedAt was the one you give: with its id, its rate and that updatedAt.',
      body: Restorations,
      response: {
        200: z.object({ items: z.array(MileageView) }),
        ...refusesWith('earlier_state_not_found', ...settled),
      },
    },
    handler: async (request) => ({ items: await restoreMileages(request.ctx, request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/mileages/:mileageId',
    schema: {
      operationId: 'deleteMileage',
      tags,
      summary: 'Delete a mileage',
      params,
      response: {
        204: z.null(),
        ...refusesWith('mileage_not_found', ...locked),
      },
    },
    handler: async (request, reply) => {
      await deleteMileage(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
