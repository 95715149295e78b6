import { changeRate } from '#app/rates/change-rate.ts'
import { listRates } from '#app/rates/list-rates.ts'
import { previewRateChange } from '#app/rates/preview-rate-change.ts'
import { previewReRating } from '#app/rates/preview-re-rating.ts'
import { reRate } from '#app/rates/re-rate.ts'
import { rateSubjectKinds } from '#domain/rates.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { day, id, listOf, pageOf, pageQuery, price, text } from './schemas.ts'

const kind = z
  .enum(rateSubjectKinds)
  .describe('Whose rate: of an hour, or of a kilometre where it says mileage.')
const history = {
  first: z.string().nullable().describe('Until the first of the others; null for none of its own.'),
  dated: z
    .array(z.object({ validFrom: z.string(), rate: z.string().nullable() }))
    .describe('From a day on, until the next. Null: none of its own from then on.'),
}

const Rates = z
  .object({ id, name: z.string(), ...history })
  .meta({ id: 'Rates', description: 'What somebody asks, and from which days on.' })

const sums = {
  count: z.int(),
  seconds: z.int(),
  km: z.string(),
  beforeMinor: z.int(),
  afterMinor: z.int(),
}
const place = { projectId: id, projectName: z.string(), clientName: z.string() }

const ReRatingPreview = z
  .object({
    hash: z.string().describe('Names exactly this; give it back to do it.'),
    ...sums,
    projects: z.array(z.object({ ...place, ...sums })).describe('The first 200.'),
    projectCount: z.int(),
    items: z.array(
      z.object({
        id,
        day: z.string(),
        ...place,
        memberName: z.string(),
        taskName: z.string().nullable(),
        seconds: z.int(),
        km: z.string(),
        rate: z.string(),
        rateRule: z.string(),
        rateValidFrom: z.string().nullable(),
        newRate: z.string(),
        newRateRule: z.string(),
        newRateValidFrom: z.string().nullable(),
        beforeMinor: z.int(),
        afterMinor: z.int(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: 'ReRatingPreview',
    description: 'What is billable, neither billed nor written off, and would cost something else.',
  })

const page = {
  limit: z.int().min(1).max(200).default(50),
  cursor: text(500).nullish().describe('The nextCursor of the page before.'),
}

const Change = z.object({
  subject: z.object({
    kind,
    id: id.nullish().describe('Of the client, project, task or person.'),
  }),
  validFrom: day.nullable().describe('Null: from the beginning, until the first dated rate.'),
  rate: price.nullish().describe('Null: from then on none of its own.'),
  isRemoved: z
    .boolean()
    .default(false)
    .describe('Takes the rate of that day away: the one before it goes on.'),
})

const hash = text(100).describe('Of the preview.')
const idsLimit = 50_000
const ids = z.array(id).max(idsLimit)
const RatedItems = z.object({ kind: z.enum(['time_entry', 'mileage']), ids })
const tags = ['Rates']
const changes = [
  'rate_subject_not_found',
  'rate_not_found',
  'rate_is_needed',
  'amount_is_too_large',
] as const

export const rateRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/rates',
    schema: {
      operationId: 'listRates',
      tags,
      summary: 'Rates, and from which days on they count',
      querystring: z.object({
        ...pageQuery,
        kind: kind.default('workspace'),
        id: listOf(id).optional().describe('Up to 100; of the workspace itself none.'),
      }),
      response: { 200: pageOf(Rates), ...refusesWith() },
    },
    handler: async ({ ctx, query: { id: ids = [], ...query } }) =>
      await listRates(ctx, { ...query, ids }),
  })

  api.route({
    method: 'POST',
    url: '/rates/preview',
    schema: {
      operationId: 'previewRateChange',
      tags,
      summary: 'Which open work another rate would price otherwise',
      body: Change.extend(page),
      response: { 200: ReRatingPreview, ...refusesWith(...changes) },
    },
    handler: async ({ ctx, body }) => {
      const { limit, cursor } = body
      return await previewRateChange(ctx, { ...changeOf(body), ...pageAsked({ limit, cursor }) })
    },
  })

  api.route({
    method: 'POST',
    url: '/rates',
    schema: {
      operationId: 'changeRate',
      tags,
      summary: 'Change a rate from a day on',
      description:
        'Open work gets the new rate as you choose; what is billed or written off keeps its own. Refused when other work would change than the preview showed. A change that is made already is not made again.',
      body: Change.extend({
        hash,
        reRate: z
          .enum(['all', 'chosen', 'none'])
          .describe('Which of the previewed work gets the new rate.'),
        ids: ids.default([]).describe('Of chosen.'),
        exceptIds: ids.default([]).describe('Of all, but these.'),
      }),
      response: {
        200: z.object({ reRated: z.int(), rates: z.object(history) }),
        ...refusesWith('rate_preview_is_outdated', ...changes),
      },
    },
    handler: async ({ ctx, body }) => {
      const { hash: previewed, exceptIds } = body
      const chosen = { all: { exceptIds }, chosen: { ids: body.ids }, none: { ids: [] } }
      const done = await changeRate(ctx, {
        ...changeOf(body),
        hash: previewed,
        reRate: chosen[body.reRate],
      })
      return { ...done, rates: { ...done.rates, dated: [...done.rates.dated] } }
    },
  })

  api.route({
    method: 'POST',
    url: '/re-ratings/preview',
    schema: {
      operationId: 'previewReRating',
      tags,
      summary: 'Which of some hours or trips would cost something else at the rates of now',
      body: RatedItems.extend(page),
      response: { 200: ReRatingPreview, ...refusesWith('item_not_found', 'amount_is_too_large') },
    },
    handler: async ({ ctx, body: { limit, cursor, ...items } }) =>
      await previewReRating(ctx, { ...items, ...pageAsked({ limit, cursor }) }),
  })

  api.route({
    method: 'POST',
    url: '/re-ratings',
    schema: {
      operationId: 'reRate',
      tags,
      summary: 'Give hours or trips the rates that count now',
      description:
        'What is billed or written off keeps its rate. Refused when something else would change than the preview showed.',
      body: RatedItems.extend({ hash }),
      response: {
        200: z.object({ reRated: z.int() }),
        ...refusesWith('rate_preview_is_outdated', 'item_not_found', 'amount_is_too_large'),
      },
    },
    handler: async ({ ctx, body }) => await reRate(ctx, body),
  })
}

function changeOf({ subject, validFrom, rate, isRemoved }: z.infer<typeof Change>) {
  const { kind: of, id: whose = null } = subject
  return { subject: { kind: of, id: whose }, change: { validFrom, rate: rate ?? null, isRemoved } }
}

function pageAsked({ limit, cursor }: { limit: number; cursor?: string | null | undefined }) {
  return { limit, cursor: cursor ?? undefined }
}
