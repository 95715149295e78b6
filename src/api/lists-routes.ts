import { said } from './spoken.ts'
import { changeMany } from '#app/lists/change-many.ts'
import { exportList } from '#app/lists/export-list.ts'
import { bulkFields, lists } from '#domain/lists.ts'
import { projectColors } from '#domain/project-colors.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith, Uses } from './refusals.ts'
import { archived, flag, id, text } from './schemas.ts'
import { sendSheet, sheetFile, sheetFormats } from './sheet-files.ts'

const list = z.enum(lists)
const tags = ['Lists']
const longestTermDays = 365
const fieldsDescription = Object.entries(bulkFields)
  .map(([name, fields]) => `Of ${name}: ${['isArchived', ...fields].join(', ')}.`)
  .join(' ')

const BulkChanges = z
  .object({
    isArchived: z.boolean(),
    vatRateId: id.nullable(),
    paymentTermDays: z.int().min(0).max(longestTermDays).nullable(),
    managerId: id.nullable(),
    color: z.enum(projectColors).nullable(),
    isBillable: z.boolean(),
    tagIds: z.array(id).max(100),
  })
  .partial()
  .meta({ id: 'BulkChanges' })
  .describe(fieldsDescription)

export const listRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'POST',
    url: '/bulk-changes',
    schema: {
      operationId: 'changeMany',
      tags,
      summary: 'Change, archive or delete many rows of a list',
      description: 'Each row by itself: one that is refused does not hold up the others.',
      body: z.object({
        list,
        ids: z.array(id).min(1).max(1000),
        changes: BulkChanges.default({}),
        isDeleted: z
          .boolean()
          .default(false)
          .describe('Deletes instead of changing; what is used stays, with the reason.'),
      }),
      response: {
        200: z.object({
          results: z.array(
            z.object({
              id,
              problem: z
                .object({ code: z.string(), message: said(), uses: Uses.optional() })
                .nullable(),
            }),
          ),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => {
      const { changes, ...body } = request.body
      return { results: await changeMany(request.ctx, { ...body, changes: definedOf(changes) }) }
    },
  })

  api.route({
    method: 'GET',
    url: '/list-file',
    schema: {
      operationId: 'exportList',
      tags,
      summary: 'The rows of a list as a file',
      description:
        'CSV in UTF-8. Texts that a spreadsheet would run as a formula begin with an apostrophe.',
      querystring: z.object({
        list: list.default('clients'),
        format: z.enum(sheetFormats).default('csv'),
        q: text(200).optional(),
        archived,
        sort: text(30).optional().describe('As in the list itself.'),
        isDescending: flag.optional(),
        clientId: id.optional().describe('Of projects.'),
        tagId: id.optional().describe('Of clients and projects.'),
        source: z.enum(['hourbook', 'xero', 'file']).optional().describe('Of clients.'),
      }),
      response: { 200: sheetFile, ...refusesWith() },
    },
    handler: async (request, reply) => {
      const { format, ...asked } = request.query
      return await sendSheet(reply, { sheet: await exportList(request.ctx, asked), format })
    },
  })
}
