import { said } from './spoken.ts'
import { say } from '#domain/words/say.ts'
import { applyFileImport } from '#app/file-imports/apply-file-import.ts'
import { createFileImport } from '#app/file-imports/create-file-import.ts'
import { deleteFileImport } from '#app/file-imports/delete-file-import.ts'
import { getFileImport } from '#app/file-imports/get-file-import.ts'
import { getSheetSample } from '#app/file-imports/get-sheet-sample.ts'
import { listFileImportRows } from '#app/file-imports/list-file-import-rows.ts'
import { listFileImports } from '#app/file-imports/list-file-imports.ts'
import { matchFileImport } from '#app/file-imports/match-file-import.ts'
import { updateFileImportRows } from '#app/file-imports/update-file-import-rows.ts'
import { foreignLayouts } from '#domain/foreign-layouts.ts'
import { dateOrders, decimalSigns, durationUnits } from '#domain/sheet-formats.ts'
import { fileImportKinds } from '#domain/sheet-kinds.ts'
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileBody, fileBodyLimitBytes, receiveFile } from './received-file.ts'
import { refusesWith } from './refusals.ts'
import { id, moment, pageOf, pageQuery, text } from './schemas.ts'
import { sendSheet, sheetFile, sheetFormats } from './sheet-files.ts'

const kind = z.enum(fileImportKinds)
const finding = z.enum(['new', 'changed', 'same', 'conflict', 'error'])
const result = z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed'])
const choice = z.enum(['apply', 'create', 'skip'])
const formats = z.object({
  dateOrder: z
    .enum(dateOrders)
    .describe('The order of the parts of a day; a year that comes first is always understood.'),
  decimalSign: z.enum(decimalSigns),
  durationUnit: z.enum(durationUnits).describe('Of durations that are written as whole numbers.'),
})
const creates = z
  .object({ clients: z.boolean(), projects: z.boolean(), tasks: z.boolean() })
  .describe('What may be created that rows name and that does not exist.')

const summary = {
  id,
  kind,
  state: z.enum(['matching', 'checking', 'ready', 'applying', 'done']),
  program: z.enum(foreignLayouts).nullable().describe('The program whose export it is.'),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  headerRow: z.int().describe('The row that has the headings; 0 when none has.'),
  rowsTotal: z.int().describe('Rows below the headings that have something in them.'),
  rowsChecked: z.int().describe('Rows that were looked at so far.'),
  rowsApplied: z.int().describe('Rows that are settled so far.'),
  createdAt: moment,
  finishedAt: moment.nullable(),
  counts: z.object({
    new: z.int(),
    changed: z.int(),
    same: z.int(),
    conflict: z.int(),
    error: z.int(),
  }),
  results: z.object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    failed: z.int(),
  }),
  toApply: z.int().describe('Rows that are chosen to be written.'),
}

const FileImportSummary = z.object(summary).meta({ id: 'FileImportSummary' })

const FileImport = z
  .object({
    ...summary,
    columns: z.array(
      z.object({
        heading: z.string(),
        field: z.string().nullable().describe('Null when the column is left out.'),
        samples: z.array(z.string()),
      }),
    ),
    formats,
    isDateSure: z
      .boolean()
      .describe('False where the days of the file could be read in two ways: say which.'),
    creates,
    missing: z
      .array(z.object({ field: z.string(), name: z.string(), rows: z.int() }))
      .describe('What rows name that does not exist and may not be created.'),
  })
  .meta({ id: 'FileImport' })

const FileImportRow = z
  .object({
    position: z.int().describe('The row in the file, as a spreadsheet counts.'),
    name: z.string().nullable(),
    number: z.string().nullable(),
    finding,
    reason: said().nullable(),
    reasonCode: z.string().nullable(),
    problems: z.array(
      z.object({
        field: z.string().nullable(),
        column: z.string().nullable().describe('The heading of its column.'),
        words: said(),
      }),
    ),
    reads: z
      .object({
        on: z.string().nullable(),
        seconds: z.int().nullable(),
        words: z.array(z.string()),
      })
      .nullable()
      .describe('Of work: its day, its duration, and whom and what it is about, as understood.'),
    recordId: id.nullable().describe('The record that the row is, or became.'),
    clientId: id.nullable().describe('Of clients: whom the row is, or may be.'),
    clientName: z.string().nullable(),
    clientNumber: z.string().nullable(),
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    choice,
    canApply: z.boolean(),
    canBeNew: z.boolean().describe('Whether "create" may be chosen.'),
    result: result.nullable(),
    resultDetail: said().nullable(),
  })
  .meta({ id: 'FileImportRow' })

const params = z.object({ fileImportId: id })
const keyOf = ({ fileImportId }: z.infer<typeof params>) => ({ importId: fileImportId })
const tags = ['Import']
const largestPosition = 2_147_483_647
const mostColumns = 200
const lastHeaderRow = 100

export const fileImportRoutes: FastifyPluginAsyncZod = async (api) => {
  await api.register(multipart)

  api.route({
    method: 'POST',
    url: '/file-imports',
    bodyLimit: fileBodyLimitBytes,
    preValidation: receiveFile({
      largestBytes: 40_000_000,
      missing: 'import_file_is_missing',
      tooBig: 'import_file_is_too_big',
    }),
    schema: {
      operationId: 'createFileImport',
      tags,
      summary: 'Upload a CSV or Excel file',
      description:
        'CSV, TSV or XLSX (the first sheet), up to 40 MB and 100,000 rows (10,000 clients). Delimiter, encoding, headings, formats, and the exports of Toggl Track, Clockify, Harvest and Kimai are recognised. Say next which column is what, look at what was found, then apply.',
      consumes: ['multipart/form-data'],
      querystring: z.object({ kind: kind.default('clients') }),
      body: fileBody,
      response: {
        201: FileImport,
        ...refusesWith(
          'import_file_is_missing',
          'import_file_is_too_big',
          'import_file_is_empty',
          'import_file_has_too_many_rows',
          'import_file_has_too_many_columns',
          'import_file_unpacks_too_large',
          'import_file_is_old_excel',
          'import_file_has_an_open_quote',
          'import_file_is_unreadable',
        ),
      },
    },
    handler: async (request, reply) => {
      const { name: fileName, content } = request.body.file
      const created = await createFileImport(request.ctx, {
        ...request.query,
        fileName,
        content,
      })
      return await reply.code(201).send(created)
    },
  })

  api.route({
    method: 'GET',
    url: '/file-imports',
    schema: {
      operationId: 'listFileImports',
      tags,
      summary: 'Files that were uploaded, newest first',
      querystring: z.object(pageQuery),
      response: { 200: pageOf(FileImportSummary), ...refusesWith() },
    },
    handler: async (request) => await listFileImports(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/file-imports/sample',
    schema: {
      operationId: 'getSheetSample',
      tags,
      summary: 'A sample file to fill in',
      querystring: z.object({
        kind: kind.default('clients'),
        format: z.enum(sheetFormats).default('csv'),
      }),
      response: { 200: sheetFile, ...refusesWith() },
    },
    handler: async (request, reply) => {
      const { format } = request.query
      const sheet = await getSheetSample(request.ctx, request.query)
      return await sendSheet(reply, { sheet, format })
    },
  })

  api.route({
    method: 'GET',
    url: '/file-imports/:fileImportId',
    schema: {
      operationId: 'getFileImport',
      tags,
      summary: 'One file: its columns, what was found, how far it is',
      params,
      response: { 200: FileImport, ...refusesWith('file_import_not_found') },
    },
    handler: async (request) => await getFileImport(request.ctx, keyOf(request.params)),
  })

  api.route({
    method: 'DELETE',
    url: '/file-imports/:fileImportId',
    schema: {
      operationId: 'deleteFileImport',
      tags,
      summary: 'Delete a file with its rows and its report',
      description: 'What came of it stays as it is, and is recognised when it comes again.',
      params,
      response: {
        204: z.null(),
        ...refusesWith('file_import_not_found', 'file_import_is_being_applied'),
      },
    },
    handler: async (request, reply) => {
      await deleteFileImport(request.ctx, keyOf(request.params))
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'PUT',
    url: '/file-imports/:fileImportId/matching',
    schema: {
      operationId: 'matchFileImport',
      tags,
      summary: 'Say which column is what, and find out what would change',
      description:
        'Without `fields` the columns are guessed anew, for headings in another row. With them, what the file would change is found out, and the headings are remembered. Of clients that is done at once; of other kinds follow the import until it is ready.',
      params,
      body: z.object({
        headerRow: z.int().min(0).max(lastHeaderRow).optional(),
        fields: z.array(text(50).nullable()).min(1).max(mostColumns).optional(),
        formats: formats.optional(),
        creates: creates.optional(),
      }),
      response: {
        200: FileImport,
        ...refusesWith('file_import_not_found', 'file_import_is_not_open'),
      },
    },
    handler: async (request) =>
      await matchFileImport(request.ctx, { ...keyOf(request.params), ...request.body }),
  })

  api.route({
    method: 'GET',
    url: '/file-imports/:fileImportId/rows',
    schema: {
      operationId: 'listFileImportRows',
      tags,
      summary: 'What was found, row by row',
      params,
      querystring: z.object({
        ...pageQuery,
        finding: finding.optional(),
        result: result.optional(),
        q: text(200).optional().describe('Looks in name and number.'),
      }),
      response: { 200: pageOf(FileImportRow), ...refusesWith('file_import_not_found') },
    },
    handler: async (request) =>
      await listFileImportRows(request.ctx, { ...keyOf(request.params), ...request.query }),
  })

  api.route({
    method: 'PATCH',
    url: '/file-imports/:fileImportId/rows',
    schema: {
      operationId: 'updateFileImportRows',
      tags,
      summary: 'Choose which rows are written',
      description:
        '`apply` writes a row as it was found, to the client it may be too; `create` makes a new client although one was suggested.',
      params,
      body: z
        .object({
          positions: z.array(z.int().min(1).max(largestPosition)).min(1).max(1000).optional(),
          finding: finding.optional(),
          choice,
        })
        .refine(
          (body) => (body.positions === undefined) !== (body.finding === undefined),
          say('Give either positions or a finding.'),
        ),
      response: {
        200: FileImport,
        ...refusesWith(
          'file_import_not_found',
          'file_import_is_not_ready',
          'file_import_row_cannot_be_applied',
        ),
      },
    },
    handler: async (request) =>
      await updateFileImportRows(request.ctx, { ...keyOf(request.params), ...request.body }),
  })

  api.route({
    method: 'POST',
    url: '/file-imports/:fileImportId/apply',
    schema: {
      operationId: 'applyFileImport',
      tags,
      summary: 'Write the chosen rows',
      description: 'Answers at once; follow the import until it is done.',
      params,
      response: {
        202: FileImport,
        ...refusesWith('file_import_not_found', 'file_import_is_not_ready'),
      },
    },
    handler: async (request, reply) =>
      await reply.code(202).send(await applyFileImport(request.ctx, keyOf(request.params))),
  })
}
