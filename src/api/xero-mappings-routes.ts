import { say } from '#domain/words/say.ts'
import { listXeroMappings } from '#app/xero/list-xero-mappings.ts'
import { listXeroTrackingCategories } from '#app/xero/list-xero-tracking-categories.ts'
import { setXeroMapping } from '#app/xero/set-xero-mapping.ts'
import { mappingSubjects } from '#domain/line-mapping.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { flag, id, ofAdministration, text } from './schemas.ts'

const foreignId = z.guid().toLowerCase()
const Tracking = z.object({ categoryId: foreignId, optionId: foreignId })
const subject = z
  .enum(mappingSubjects)
  .describe('A kind of work, or with subjectId one task, product, client or project.')

const XeroMapping = z
  .object({
    subject,
    subjectId: id.nullable(),
    name: z.string().nullable().describe('Of a task, product, client or project.'),
    clientName: z.string().nullable().describe('The client of a project.'),
    itemCode: z.string().nullable(),
    accountCode: z.string().nullable(),
    tracking: z.array(Tracking),
  })
  .meta({ id: 'XeroMapping' })

const mostCategories = 2
const tags = ['Xero']
const code = text(50).trim().min(1, say('Fill this in.')).nullable().default(null)
const reading = [
  'xero_connection_not_found',
  'xero_is_not_connected',
  'xero_administration_not_chosen',
  'xero_needs_reconnection',
  'xero_scope_is_missing',
  'xero_is_busy',
  'xero_does_not_answer',
  'xero_refused',
] as const

export const xeroMappingRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/xero/mappings',
    schema: {
      operationId: 'listXeroMappings',
      tags,
      summary: 'How work is booked in Xero',
      description:
        'The rules that there are. The rule of a project wins over that of its client, then of the task or product, then of the kind of work; else the default product counts, or the journal sale code.',
      querystring: z.object(ofAdministration),
      response: { 200: z.object({ items: z.array(XeroMapping) }), ...refusesWith(...reading) },
    },
    handler: async (request) => ({ items: await listXeroMappings(request.ctx, request.query) }),
  })

  api.route({
    method: 'POST',
    url: '/xero/mappings',
    schema: {
      operationId: 'setXeroMapping',
      tags,
      summary: 'Say how work is booked in Xero',
      description:
        'Takes the place of the rule that was there. Without product, account and tracking there is none. In the default administration the product of a task or product stands with it; others fall back on it.',
      body: z.object({
        subject,
        subjectId: id.nullable().default(null),
        itemCode: code,
        accountCode: code,
        tracking: z.array(Tracking).max(mostCategories).default([]),
        ...ofAdministration,
      }),
      response: {
        204: z.null(),
        ...refusesWith(
          ...reading,
          'mapping_is_item_or_account',
          'tracking_category_is_named_twice',
          'tracking_option_is_unknown',
          'xero_item_not_found',
          'xero_item_is_not_sold',
          'xero_account_not_found',
          'xero_account_is_archived',
          'xero_account_is_system',
          'xero_account_does_not_fit',
          'task_not_found',
          'product_not_found',
          'client_not_found',
          'project_not_found',
        ),
      },
    },
    handler: async (request, reply) => {
      await setXeroMapping(request.ctx, request.body)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'GET',
    url: '/xero/tracking-categories',
    schema: {
      operationId: 'listXeroTrackingCategories',
      tags,
      summary: "The administration's tracking categories",
      querystring: z.object({ refresh: flag.default(false), ...ofAdministration }),
      response: {
        200: z.object({
          items: z.array(
            z.object({
              categoryId: foreignId,
              name: z.string(),
              options: z.array(z.object({ optionId: foreignId, name: z.string() })),
            }),
          ),
          nextCursor: z.null(),
        }),
        ...refusesWith(...reading),
      },
    },
    handler: async (request) => await listXeroTrackingCategories(request.ctx, request.query),
  })
}
