import { said } from './spoken.ts'
import { countRefusedDocuments } from '#app/exports/count-refused-documents.ts'
import { retryRefusedDocuments } from '#app/exports/retry-refused-documents.ts'
import { listSyncLog } from '#app/xero/list-sync-log.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { XeroDocument } from './billing-schemas.ts'
import { day, id, moment, pageOf, pageQuery, text } from './schemas.ts'

const outcome = z.enum(['ok', 'rejected', 'busy', 'unauthorised', 'unknown'])

export const SyncLogEntry = z
  .object({
    id,
    tenantId: z.guid().nullable(),
    administrationName: z.string().nullable(),
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

const filter = {
  purpose: text(50).optional(),
  outcome: outcome.optional(),
  subjectId: id.optional().describe('Calls about one document, export or import.'),
  documentId: id.optional().describe('Calls about this document, alone or with others.'),
  connectionId: id.optional().describe('Calls to this administration.'),
  from: day.optional().describe('The first day, in the time zone of the workspace.'),
  to: day.optional().describe('The last day.'),
}

export const syncLogRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/sync-log',
    schema: {
      operationId: 'listSyncLog',
      tags: ['Xero'],
      summary: 'Every call to Xero, newest first',
      querystring: z.object({ ...pageQuery, ...filter }),
      response: { 200: pageOf(SyncLogEntry), ...refusesWith() },
    },
    handler: async (request) => await listSyncLog(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/sync-log/refused-documents',
    schema: {
      operationId: 'countRefusedDocuments',
      tags: ['Xero'],
      summary: 'How many documents of these calls can be sent once more, and what it costs',
      querystring: z.object(filter),
      response: {
        200: z.object({
          documents: z.int(),
          calls: z.int().describe('About as many calls to Xero will it cost.'),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await countRefusedDocuments(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/sync-log/retries',
    schema: {
      operationId: 'retryRefusedDocuments',
      tags: ['Xero'],
      summary: 'Send all documents of these calls that Xero refused once more',
      description:
        'Up to 500 at once; `left` says how many more there are. One that cannot be sent does not stop the others.',
      body: z.strictObject(filter),
      response: {
        202: z.object({
          retried: z.int(),
          left: z.int(),
          problems: z.array(
            z.object({
              documentId: id,
              clientName: z.string(),
              code: z.string(),
              message: said(),
            }),
          ),
        }),
        ...refusesWith('xero_document_not_found', 'xero_connection_not_found'),
      },
    },
    handler: async (request, reply) => {
      const retried = await retryRefusedDocuments(request.ctx, request.body)
      return await reply.code(202).send(retried)
    },
  })
}
