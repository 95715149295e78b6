import { said } from './spoken.ts'
import { say } from '#domain/words/say.ts'
import { createWriteOffs } from '#app/write-offs/create-write-offs.ts'
import { listWriteOffs } from '#app/write-offs/list-write-offs.ts'
import { previewWriteOffs } from '#app/write-offs/preview-write-offs.ts'
import { reverseWriteOffs } from '#app/write-offs/reverse-write-offs.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ItemKind, ItemSelection } from './billing-schemas.ts'
import { refusesWith } from './refusals.ts'
import { id, moment, pageOf, pageQuery, text } from './schemas.ts'

const place = { projectId: id, projectName: z.string(), clientId: id, clientName: z.string() }
const idsLimit = 50_000
const ids = z.array(id).max(idsLimit).default([])

const WriteOff = z
  .object({
    id,
    ...place,
    reason: z.string(),
    createdByName: z.string(),
    createdAt: moment,
    count: z.int().describe('How many items it covers now; 0 once it is reversed in full.'),
    amountMinor: z.int().describe('What these come to.'),
    originalAmountMinor: z.int().describe('What it came to when it was made.'),
  })
  .meta({ id: 'WriteOff', description: 'Work of one project that will not be billed, and why.' })

const tags = ['Write-offs']
const selects = [
  'item_not_found',
  'project_not_found',
  'project_has_no_fixed_price',
  'fixed_price_is_planned',
  'planned_instalment_not_found',
  'fixed_price_is_fully_billed',
  'fixed_price_would_be_exceeded',
  'project_has_no_subscription',
  'period_not_found',
] as const

export const writeOffRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/write-offs',
    schema: {
      operationId: 'listWriteOffs',
      tags,
      summary: 'What was written off, newest first',
      querystring: z.object({
        ...pageQuery,
        projectId: id.optional(),
        clientId: id.optional(),
      }),
      response: { 200: pageOf(WriteOff), ...refusesWith() },
    },
    handler: async (request) => await listWriteOffs(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/write-offs/preview',
    schema: {
      operationId: 'previewWriteOffs',
      tags,
      summary: 'What writing off a selection would come to',
      body: z.object({ items: ItemSelection }),
      response: {
        200: z
          .object({
            projects: z.array(z.object({ ...place, count: z.int(), amountMinor: z.int() })),
            count: z.int(),
            amountMinor: z.int(),
            leftOut: z.array(
              z.object({
                itemKind: ItemKind,
                itemId: id,
                name: said('Its day, project, person and words.'),
                reason: z.string(),
                message: said(),
              }),
            ),
          })
          .meta({ id: 'WriteOffPreview' }),
        ...refusesWith(...selects),
      },
    },
    handler: async (request) => await previewWriteOffs(request.ctx, request.body),
  })

  api.route({
    method: 'POST',
    url: '/write-offs',
    schema: {
      operationId: 'createWriteOffs',
      tags,
      summary: 'Write work off',
      description:
        'One write-off for each project. What is written off cannot be billed or changed until it is reversed; what cannot be billed anyway is left as it is.',
      body: z.object({
        reason: text(500)
          .trim()
          .min(1, say('Fill this in.'))
          .describe('Why it will not be billed.'),
        items: ItemSelection,
      }),
      response: {
        201: z.object({ items: z.array(WriteOff) }),
        ...refusesWith(
          'nothing_to_write_off',
          'item_is_invoiced',
          'item_is_written_off',
          ...selects,
        ),
      },
    },
    handler: async (request, reply) => {
      const items = await createWriteOffs(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'POST',
    url: '/write-off-reversals',
    schema: {
      operationId: 'reverseWriteOffs',
      tags,
      summary: 'Take write-offs back',
      description:
        'Whole write-offs, or single hours, expenses and mileages. They can be billed again.',
      body: z.object({
        writeOffIds: ids,
        timeEntryIds: ids,
        expenseIds: ids,
        mileageIds: ids,
      }),
      response: {
        200: z.object({ count: z.int(), amountMinor: z.int() }),
        ...refusesWith('write_off_not_found', 'item_not_found', 'item_is_not_written_off'),
      },
    },
    handler: async (request) => await reverseWriteOffs(request.ctx, request.body),
  })
}
