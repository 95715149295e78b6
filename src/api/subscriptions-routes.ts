import { createSubscriptionPause } from '#app/projects/create-subscription-pause.ts'
import { deleteSubscriptionPause } from '#app/projects/delete-subscription-pause.ts'
import { deleteSubscriptionPrice } from '#app/projects/delete-subscription-price.ts'
import { getSubscription } from '#app/projects/get-subscription.ts'
import { setSubscriptionPrice } from '#app/projects/set-subscription-price.ts'
import { updateSubscriptionPause } from '#app/projects/update-subscription-pause.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { day, id, price, quantity } from './schemas.ts'

const SubscriptionPlan = z
  .object({
    proratesPauses: z.boolean(),
    pauses: z.array(
      z.object({
        id,
        startsOn: z.string(),
        endsOn: z.string().nullable().describe('Null: until further notice.'),
      }),
    ),
    prices: z
      .array(z.object({ validFrom: z.string(), quantity: z.string(), unitPrice: z.string() }))
      .describe('What periods cost that start on this day or later, until the next price.'),
    periods: z
      .array(
        z.object({
          startsOn: z.string(),
          endsOn: z.string(),
          status: z.enum(['invoiced', 'written_off', 'due', 'paused', 'upcoming']),
          amountMinor: z.int(),
          pausedDays: z.int().describe('Of a period that is paused for some of its days.'),
        }),
      )
      .describe('The newest 100, the next one included.'),
  })
  .meta({ id: 'SubscriptionPlan' })

const projectParams = z.object({ projectId: id })
const pauseParams = z.object({ projectId: id, pauseId: id })
const priceParams = z.object({ projectId: id, validFrom: day })
const Pause = z.object({
  startsOn: day,
  endsOn: day.nullable().describe('The last day it stands still; null until further notice.'),
})
const tags = ['Projects']
const always = ['project_not_found', 'project_has_no_subscription'] as const

export const subscriptionRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/projects/:projectId/subscription',
    schema: {
      operationId: 'getSubscription',
      tags,
      summary: 'Pauses, prices and periods of a subscription',
      params: projectParams,
      description: 'Empty for a project without one.',
      response: { 200: SubscriptionPlan, ...refusesWith('project_not_found') },
    },
    handler: async (request) => await getSubscription(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/projects/:projectId/subscription-pauses',
    schema: {
      operationId: 'createSubscriptionPause',
      tags,
      summary: 'Pause a subscription',
      description:
        'A period wholly inside a pause is never due. One that is paused for some of its days is billed in full, unless the subscription prorates pauses. Nothing changes about periods that are billed.',
      params: projectParams,
      body: Pause.extend({ endsOn: Pause.shape.endsOn.default(null) }),
      response: {
        201: SubscriptionPlan,
        ...refusesWith('end_is_before_start', 'subscription_pauses_overlap', ...always),
      },
    },
    handler: async (request, reply) => {
      const { projectId } = request.params
      const plan = await createSubscriptionPause(request.ctx, { projectId, pause: request.body })
      return await reply.code(201).send(plan)
    },
  })

  api.route({
    method: 'PATCH',
    url: '/projects/:projectId/subscription-pauses/:pauseId',
    schema: {
      operationId: 'updateSubscriptionPause',
      tags,
      summary: 'Move or end a pause',
      params: pauseParams,
      body: Pause.partial(),
      response: {
        200: SubscriptionPlan,
        ...refusesWith(
          'subscription_pause_not_found',
          'end_is_before_start',
          'subscription_pauses_overlap',
          ...always,
        ),
      },
    },
    handler: async (request) =>
      await updateSubscriptionPause(request.ctx, {
        ...request.params,
        changes: definedOf(request.body),
      }),
  })

  api.route({
    method: 'DELETE',
    url: '/projects/:projectId/subscription-pauses/:pauseId',
    schema: {
      operationId: 'deleteSubscriptionPause',
      tags,
      summary: 'Take a pause away',
      params: pauseParams,
      response: { 204: z.null(), ...refusesWith('subscription_pause_not_found', ...always) },
    },
    handler: async (request, reply) => {
      await deleteSubscriptionPause(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/projects/:projectId/subscription-prices',
    schema: {
      operationId: 'setSubscriptionPrice',
      tags,
      summary: 'Give a subscription a new price from a day on',
      description:
        'Periods that start earlier keep what they cost. A day has one price: setting it again replaces it.',
      params: projectParams,
      body: z.object({ validFrom: day, quantity: quantity.default('1'), unitPrice: price }),
      response: {
        200: SubscriptionPlan,
        ...refusesWith('price_is_from_the_start', 'amount_is_too_large', ...always),
      },
    },
    handler: async (request) => {
      const { projectId } = request.params
      return await setSubscriptionPrice(request.ctx, { projectId, price: request.body })
    },
  })

  api.route({
    method: 'DELETE',
    url: '/projects/:projectId/subscription-prices/:validFrom',
    schema: {
      operationId: 'deleteSubscriptionPrice',
      tags,
      summary: 'Take a price away',
      params: priceParams,
      response: { 204: z.null(), ...refusesWith('subscription_price_not_found', ...always) },
    },
    handler: async (request, reply) => {
      await deleteSubscriptionPrice(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
