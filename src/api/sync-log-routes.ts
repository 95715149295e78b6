import { listSyncLog } from '#app/xero/list-sync-log.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { XeroDocument } from './billing-schemas.ts'
import { day, id, moment, pageOf, pageQuery, text } from './schemas.ts'

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
    documents: z
      .array(
        z.object({
          id,
          clientName: z.string(),
          exportId: id.nullable(),
          invoiceId: id.nullable(),
          state: XeroDocument.shape.state,
          xeroNumber: z.string().nullable(),
          canRetry: z.boolean().describe('Xero refused it, and it can be sent once more.'),
        }),
      )
      .describe('All documents that the call was about, as they stand now.'),
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
        subjectId: id.optional().describe('Calls about one document, export or import.'),
        documentId: id.optional().describe('Calls about this document, alone or with others.'),
        from: day.optional().describe('The first day, in the time zone of the workspace.'),
        to: day.optional().describe('The last day.'),
      }),
      response: { 200: pageOf(SyncLogEntry), ...refusesWith() },
    },
    handler: async (request) => await listSyncLog(request.ctx, request.query),
  })
}
