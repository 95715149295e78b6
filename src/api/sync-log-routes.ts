import { listSyncLog } from '#app/xero/list-sync-log.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { id, moment, pageOf, pageQuery, text } from './schemas.ts'

const outcome = z.enum(['ok', 'rejected', 'busy', 'unauthorised', 'unknown'])

const SyncLogEntry = z
  .object({
    id,
    tenantId: z.guid().nullable(),
    purpose: z.string(),
    subjectKind: z.string().nullable(),
    subjectId: id.nullable(),
    method: z.string(),
    path: z.string(),
    status: z.int().nullable().describe('Null when no answer came.'),
    outcome,
    detail: z.string().nullable(),
    attempt: z.int(),
    durationMs: z.int(),
    correlationId: z.string().nullable().describe('Names the call in questions to Xero.'),
    dayCallsRemaining: z.int().nullable(),
    startedAt: moment,
  })
  .meta({ id: 'SyncLogEntry' })

export const syncLogRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/sync-log',
    schema: {
      operationId: 'listSyncLog',
      tags: ['Xero'],
      summary: 'Every call to Xero, newest first',
      querystring: z.object({
        ...pageQuery,
        purpose: text(50).optional(),
        outcome: outcome.optional(),
        subjectId: id.optional(),
      }),
      response: { 200: pageOf(SyncLogEntry), ...refusesWith() },
    },
    handler: async (request) => await listSyncLog(request.ctx, request.query),
  })
}
