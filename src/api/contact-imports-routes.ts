import { said } from './spoken.ts'
import { say } from '#domain/words/say.ts'
import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { getContactImport } from '#app/imports/get-contact-import.ts'
import { listContactImportRows } from '#app/imports/list-contact-import-rows.ts'
import { listContactImports } from '#app/imports/list-contact-imports.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { updateContactImportRows } from '#app/imports/update-contact-import-rows.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { id, moment, pageOf, pageQuery, text } from './schemas.ts'

const finding = z.enum(['new', 'changed', 'same', 'conflict', 'archived', 'skipped'])
const result = z.enum(['created', 'updated', 'linked', 'unchanged', 'skipped', 'failed'])
const mode = z.enum(['new', 'new_and_changed'])
const trigger = z.enum(['person', 'night'])
const numbering = z.enum(['none', 'next', 'next_and_xero'])
const choice = z.enum(['apply', 'create', 'skip'])

const ContactImport = z
  .object({
    id,
    connectionId: id,
    administrationName: z.string().describe('Where the contacts come from.'),
    trigger,
    mode,
    scope: z.enum(['all', 'customers', 'group']).describe('Which contacts come in.'),
    groupName: z.string().nullable(),
    numbering,
    state: z.enum(['reading', 'ready', 'applying', 'done', 'failed']),
    contactsRead: z.int(),
    contactsTotal: z.int().nullable(),
    calls: z.int().describe('Calls that read contacts from Xero.'),
    rowsApplied: z.int().describe('Rows that are settled so far.'),
    problem: said().nullable(),
    createdAt: moment,
    finishedAt: moment.nullable(),
    counts: z.object({
      new: z.int(),
      changed: z.int(),
      same: z.int(),
      conflict: z.int(),
      archived: z.int(),
      skipped: z.int(),
    }),
    results: z.object({
      created: z.int(),
      updated: z.int(),
      linked: z.int(),
      unchanged: z.int(),
      skipped: z.int(),
      failed: z.int(),
    }),
    toApply: z.int().describe('Rows that are chosen to be written.'),
  })
  .meta({ id: 'ContactImport' })

const ContactImportRow = z
  .object({
    position: z.int(),
    contactId: z.guid(),
    name: z.string(),
    number: z.string().nullable(),
    email: z.string().nullable(),
    finding,
    reason: said().nullable(),
    reasonCode: z.string().nullable(),
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    clientNumber: z.string().nullable(),
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    choice,
    canApply: z.boolean(),
    canBeNew: z.boolean().describe('Whether "create" may be chosen.'),
    result: result.nullable(),
    resultDetail: said().nullable(),
    givenNumber: z.string().nullable().describe('The number that a new client was given.'),
    numberInXero: z
      .enum(['planned', 'written', 'refused'])
      .nullable()
      .describe('What became of telling Xero that number; null when nobody asked to.'),
  })
  .meta({ id: 'ContactImportRow' })

const params = z.object({ importId: id })
const tags = ['Import']
const largestPosition = 2_147_483_647

export const contactImportRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'POST',
    url: '/contact-imports',
    schema: {
      operationId: 'startContactImport',
      tags,
      summary: 'Read the contacts from Xero',
      description: 'Answers at once; follow the import until it is ready, then apply it.',
      body: z
        .object({
          mode: mode.default('new_and_changed'),
          connectionId: id
            .optional()
            .describe('From this administration; without it the default one.'),
        })
        .nullish()
        .transform((body) => body ?? { mode: 'new_and_changed' as const }),
      response: {
        202: ContactImport,
        ...refusesWith(
          'xero_connection_not_found',
          'xero_is_not_connected',
          'xero_administration_not_chosen',
          'xero_needs_reconnection',
          'xero_scope_is_missing',
          'contact_import_is_running',
        ),
      },
    },
    handler: async (request, reply) =>
      await reply.code(202).send(await startContactImport(request.ctx, request.body)),
  })

  api.route({
    method: 'GET',
    url: '/contact-imports',
    schema: {
      operationId: 'listContactImports',
      tags,
      summary: 'Imports, newest first',
      querystring: z.object({ ...pageQuery, trigger: trigger.optional() }),
      response: { 200: pageOf(ContactImport), ...refusesWith() },
    },
    handler: async (request) => await listContactImports(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/contact-imports/:importId',
    schema: {
      operationId: 'getContactImport',
      tags,
      summary: 'One import: how far it is and what it found',
      params,
      response: { 200: ContactImport, ...refusesWith('contact_import_not_found') },
    },
    handler: async (request) => await getContactImport(request.ctx, request.params),
  })

  api.route({
    method: 'GET',
    url: '/contact-imports/:importId/rows',
    schema: {
      operationId: 'listContactImportRows',
      tags,
      summary: 'What the import found, contact by contact',
      params,
      querystring: z.object({
        ...pageQuery,
        finding: finding.optional(),
        result: result.optional(),
        q: text(200).optional().describe('Looks in name, number and e-mail.'),
      }),
      response: { 200: pageOf(ContactImportRow), ...refusesWith('contact_import_not_found') },
    },
    handler: async (request) =>
      await listContactImportRows(request.ctx, { ...request.params, ...request.query }),
  })

  api.route({
    method: 'PATCH',
    url: '/contact-imports/:importId/rows',
    schema: {
      operationId: 'updateContactImportRows',
      tags,
      summary: 'Choose which contacts are written',
      description:
        '`apply` writes a contact as it was found, to the client it may be too; `create` makes a new client although one was suggested.',
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
        200: ContactImport,
        ...refusesWith(
          'contact_import_not_found',
          'contact_import_is_not_ready',
          'contact_import_row_cannot_be_applied',
        ),
      },
    },
    handler: async (request) =>
      await updateContactImportRows(request.ctx, { ...request.params, ...request.body }),
  })

  api.route({
    method: 'POST',
    url: '/contact-imports/:importId/apply',
    schema: {
      operationId: 'applyContactImport',
      tags,
      summary: 'Write the chosen contacts to the clients',
      description: 'Answers at once; follow the import until it is done.',
      params,
      querystring: z.object({
        numbering: numbering
          .default('none')
          .describe(
            'Of new clients whose contact has no number: none, the next free one, or that and written to the contact in Xero too.',
          ),
      }),
      response: {
        202: ContactImport,
        ...refusesWith(
          'contact_import_not_found',
          'contact_import_is_not_ready',
          'contact_import_is_running',
        ),
      },
    },
    handler: async (request, reply) =>
      await reply
        .code(202)
        .send(await applyContactImport(request.ctx, { ...request.params, ...request.query })),
  })
}
