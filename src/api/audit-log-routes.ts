import { exportAuditLog } from '#app/audit-log/export-audit-log.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import { auditActions, auditSubjects } from '#domain/audit.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { day, id, listOf, moment, pageOf, pageQuery, text } from './schemas.ts'
import { sendSheet, sheetFile, sheetFormats } from './sheet-files.ts'

const AuditEntry = z
  .object({
    id,
    happenedAt: moment,
    memberId: id.nullable().describe('Null: Hourbook itself, in a job.'),
    memberName: z.string().nullable(),
    tokenName: z.string().nullable().describe("The API token that the person's program came with."),
    action: z.enum(auditActions),
    subject: z.enum(auditSubjects),
    subjectId: id.nullable(),
    subjectName: z.string().describe('What it was called then.'),
    changes: z
      .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
      .describe('Field by field; of what is new every field that was given.'),
  })
  .meta({ id: 'AuditEntry' })

const filter = {
  from: day.optional().describe('The first day, in the time zone of the workspace.'),
  to: day.optional().describe('The last day.'),
  memberId: z
    .union([id, z.literal('hourbook')])
    .optional()
    .describe('What this person did; hourbook: what Hourbook did by itself.'),
  subject: listOf(z.enum(auditSubjects)).optional().describe('Changes of any of these.'),
  subjectId: id.optional().describe('Changes of this one.'),
  q: text(200).optional().describe('Looks in what things are called.'),
}
const tags = ['Audit log']

export const auditLogRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/audit-log',
    schema: {
      operationId: 'listAuditLog',
      tags,
      summary: 'Who changed what and when, newest first',
      description:
        'Settings, connections, mappings, people, tokens, rates, master data and the fates of documents. Kept for good.',
      querystring: z.object({ ...pageQuery, ...filter }),
      response: { 200: pageOf(AuditEntry), ...refusesWith() },
    },
    handler: async (request) => {
      const { limit, cursor, ...asked } = request.query
      return await listAuditLog(request.ctx, { limit, cursor, ...filterOf(asked) })
    },
  })

  api.route({
    method: 'GET',
    url: '/audit-log/export',
    schema: {
      operationId: 'exportAuditLog',
      tags,
      summary: 'The audit log as a file, a row for each field that changed',
      querystring: z.object({ ...filter, format: z.enum(sheetFormats).default('csv') }),
      response: { 200: sheetFile, ...refusesWith() },
    },
    handler: async (request, reply) => {
      const { format, ...asked } = request.query
      const sheet = await exportAuditLog(request.ctx, filterOf(asked))
      return await sendSheet(reply, { sheet, format })
    },
  })
}

type Asked = z.infer<z.ZodObject<typeof filter>>

function filterOf({ memberId, subject, ...rest }: Asked) {
  return { ...rest, memberId: memberId === 'hourbook' ? null : memberId, subjects: subject }
}
