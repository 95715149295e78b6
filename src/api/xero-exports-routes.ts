import { said } from './spoken.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { creditXeroDocument } from '#app/exports/credit-xero-document.ts'
import { emailXeroDocument } from '#app/exports/email-xero-document.ts'
import { reverseXeroDocument } from '#app/exports/reverse-xero-document.ts'
import { markXeroDocumentSent } from '#app/exports/mark-xero-document-sent.ts'
import { discardXeroDocument } from '#app/exports/discard-xero-document.ts'
import { getXeroDocument } from '#app/exports/get-xero-document.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { listXeroDocuments } from '#app/exports/list-xero-documents.ts'
import { listXeroExports } from '#app/exports/list-xero-exports.ts'
import { getXeroDocumentReissue } from '#app/exports/get-xero-document-reissue.ts'
import { previewXeroExport } from '#app/exports/preview-xero-export.ts'
import { refreshXeroDocuments } from '#app/exports/refresh-xero-documents.ts'
import { previewXeroDocumentCredit } from '#app/exports/preview-xero-document-credit.ts'
import { previewXeroDocumentUpdate } from '#app/exports/preview-xero-document-update.ts'
import { updateXeroDocument } from '#app/exports/update-xero-document.ts'
import { retryXeroAttachment } from '#app/exports/retry-xero-attachment.ts'
import { releaseCreditedDocument } from '#app/exports/release-credited-document.ts'
import { retryXeroDocument } from '#app/exports/retry-xero-document.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { attachNothing } from '#domain/attachments.ts'
import { mappingSubjects } from '#domain/line-mapping.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { groupBy, ItemKind, ItemSelection, reference, XeroDocument } from './billing-schemas.ts'
import { refuse } from '#app/refuse.ts'
import { refusesWith } from './refusals.ts'
import { SyncLogEntry } from './sync-log-routes.ts'
import { day, id, moment, pageOf, pageQuery, text } from './schemas.ts'

const Attach = z
  .object({
    timesheet: z.boolean().default(false).describe('The hours of the document as a PDF.'),
    receipts: z
      .boolean()
      .default(false)
      .describe('The receipts of its expenses; Xero takes ten files, of JPEG, PNG and PDF.'),
    online: z
      .boolean()
      .default(false)
      .describe('Shows the files to the customer with the online invoice.'),
    note: z
      .boolean()
      .default(false)
      .describe("The way back to Hourbook in the document's history."),
  })
  .default(attachNothing)
  .describe('What goes to Xero with each document; one call for each file and note.')

const ExportRequest = z.object({
  items: ItemSelection,
  per: z.enum(['client', 'project']).default('client').describe('One document for each of these.'),
  groupBy,
  issuedOn: day,
  dueOn: day.nullish().describe("Unless given: the client's payment term, else the workspace's."),
  reference,
  status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED']).default('DRAFT'),
  brandingThemeId: z
    .guid()
    .toLowerCase()
    .nullish()
    .describe(
      'How the invoices look. Unless given: the default of the administration; null: as Xero chooses, by the contact or else its own default. Of several administrations those that do not have it take their default.',
    ),
  email: z
    .boolean()
    .default(false)
    .describe('Xero e-mails each invoice once it has it; approved ones only. One call for each.'),
  attach: Attach,
})

const BilledBy = z.object({
  documentKind: z.enum(['invoice', 'xero_document']),
  documentId: id,
  documentName: z.string().nullable(),
})

const amounts = { subtotalMinor: z.int(), taxMinor: z.int(), totalMinor: z.int() }

const Preview = z
  .object({
    documents: z.array(
      z.object({
        key: z.string(),
        clientId: id,
        clientName: z.string(),
        contact: z.enum(['linked', 'will_be_created']),
        contactCurrency: z
          .string()
          .nullable()
          .describe('The default currency of the contact in Xero, where it is another.'),
        clientEmail: z
          .string()
          .nullable()
          .describe('As the client has it here; Xero sends to the addresses of its contact.'),
        projectId: id.nullable(),
        administration: z
          .object({ connectionId: id, name: z.string() })
          .nullable()
          .describe('Where it goes, by its client; null where there is one administration only.'),
        brandingTheme: z
          .string()
          .nullable()
          .describe('The name of how it looks; null: as Xero chooses.'),
        issuedOn: z.string(),
        dueOn: z.string(),
        reference: z
          .string()
          .describe('A token follows it in Xero, by which the document is found.'),
        status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED']),
        currency: z.string(),
        lines: z.array(
          z.object({
            description: z.string(),
            quantity: z.string(),
            unitPrice: z.string(),
            netMinor: z.int(),
            taxMinor: z.int(),
            vatPercentage: z.string(),
            taxType: z.string(),
            taxedBy: z
              .enum(['vat_rate', 'contact', 'percentage'])
              .describe(
                'What chose the tax type, among those with the percentage of the VAT rate.',
              ),
            accountCode: z.string().nullable(),
            itemCode: z.string().nullable(),
            bookedBy: z
              .enum([...mappingSubjects, 'contact', 'default'])
              .describe(
                "The mapping that chose the product or account; contact: none did, but the client's contact in Xero names an account; default: that does not either.",
              ),
            tracking: z.array(
              z.object({
                categoryId: z.guid(),
                categoryName: z.string(),
                optionId: z.guid(),
                optionName: z.string(),
                bookedBy: z.enum(mappingSubjects),
              }),
            ),
            projectId: id.nullable(),
            itemCount: z.int(),
            rounded: z
              .object({ by: z.array(z.enum(hourRoundings)), workedHours: z.string() })
              .nullable()
              .describe(
                'By which rules its hours were rounded, each by itself, and of how many hours of work.',
              ),
          }),
        ),
        files: z.array(z.object({ kind: z.enum(['timesheet', 'receipt']), name: z.string() })),
        ...amounts,
      }),
    ),
    leftOut: z.array(
      z.object({
        itemKind: ItemKind,
        itemId: z.string(),
        name: said('Its day, project, person and words.'),
        reason: z.string(),
        message: said(),
        billedBy: BilledBy.nullable(),
      }),
    ),
    receiptsLeftOut: z.array(
      z.object({ expenseId: id, name: z.string(), reason: z.string(), message: said() }),
    ),
    totals: z.object({
      documents: z.int(),
      lines: z.int(),
      items: z.int(),
      files: z.int(),
      ...amounts,
    }),
    calls: z.int().describe('How many calls to Xero the export will cost.'),
    previewHash: z.string().describe('Send it with the export, so that only this is sent.'),
  })
  .meta({ id: 'XeroExportPreview' })

const XeroExport = z
  .object({
    id,
    createdAt: moment,
    requestedByName: z.string(),
    state: z.enum(['sending', 'done', 'attention']),
    documents: z.array(XeroDocument),
  })
  .meta({ id: 'XeroExport' })

const XeroDocumentWithLines = XeroDocument.extend({
  lines: z.array(
    z.object({
      id,
      position: z.int(),
      projectId: id.nullable(),
      description: z.string(),
      quantity: z.string(),
      unitPrice: z.string(),
      netMinor: z.int(),
      taxMinor: z.int(),
      itemCode: z.string().nullable(),
      accountCode: z.string().nullable(),
      taxType: z.string().nullable(),
      xeroLineId: id.nullable(),
      items: z.array(z.object({ itemKind: ItemKind, itemId: id, amountMinor: z.int() })),
    }),
  ),
  events: z.array(
    z.object({
      id,
      kind: z.string(),
      particulars: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      memberName: z.string().nullable().describe('Null: it was done in Xero.'),
      happenedAt: moment,
    }),
  ),
  lastAttempt: SyncLogEntry.pick({
    id: true,
    purpose: true,
    startedAt: true,
    outcome: true,
    status: true,
    detail: true,
    attempt: true,
    correlationId: true,
  })
    .nullable()
    .describe('The last call that was to write it or to change it in Xero.'),
}).meta({ id: 'XeroDocumentWithLines' })

const CreditPreview = z
  .object({
    number: z.string().nullable().describe('Of the invoice.'),
    issuedOn: z.string(),
    currency: z.string(),
    lines: z.array(
      z.object({
        description: z.string(),
        quantity: z.string().nullable(),
        unitPrice: z.string().nullable(),
        netMinor: z.int(),
        taxMinor: z.int(),
        accountCode: z.string().nullable(),
        taxType: z.string().nullable(),
      }),
    ),
    ...amounts,
    paidMinor: z.int().describe('What was paid on the invoice.'),
    allocatedMinor: z.int().describe('What of the credit is taken off the invoice.'),
    leftMinor: z.int().describe('What stays as credit of the customer in Xero.'),
    calls: z.int().describe('How many calls to Xero it will cost.'),
    previewHash: z.string().describe('Send it along, so that only this is credited.'),
  })
  .meta({ id: 'XeroCreditPreview' })

const Reissue = z
  .object({
    items: ItemSelection,
    options: ExportRequest.omit({ items: true }),
    count: z.int().describe('How many items that are.'),
  })
  .meta({ id: 'XeroDocumentReissue' })

const planRefusals: RefusalCode[] = [
  'xero_is_not_connected',
  'xero_administration_not_chosen',
  'xero_needs_reconnection',
  'xero_scope_is_missing',
  'default_item_not_chosen',
  'currency_differs',
  'xero_branding_theme_not_found',
  'xero_is_busy',
  'xero_does_not_answer',
  'item_not_found',
  'project_not_found',
  'period_not_found',
  'project_has_no_fixed_price',
  'fixed_price_is_planned',
  'planned_instalment_not_found',
  'fixed_price_is_fully_billed',
  'fixed_price_would_be_exceeded',
  'project_has_no_subscription',
  'due_is_before_issued',
]

const tags = ['Xero exports']

export const xeroExportRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'POST',
    url: '/xero/export-previews',
    schema: {
      operationId: 'previewXeroExport',
      tags,
      summary: 'What an export would send, to the cent',
      description: 'Writes nothing and sends nothing.',
      body: ExportRequest,
      response: { 200: Preview, ...refusesWith(...planRefusals) },
    },
    handler: async (request) => await previewXeroExport(request.ctx, request.body),
  })

  api.route({
    method: 'POST',
    url: '/xero/exports',
    schema: {
      operationId: 'createXeroExport',
      tags,
      summary: 'Make invoices in Xero of hours, expenses, mileages, fixed prices and subscriptions',
      description:
        'Answers at once; the items are invoiced from now on. Follow the export until its documents are confirmed.',
      body: ExportRequest.extend({
        previewHash: text(100).nullish().describe('Refuses when something else would be sent.'),
      }),
      response: {
        202: XeroExport,
        ...refusesWith(
          ...planRefusals,
          'nothing_to_bill',
          'item_is_invoiced',
          'preview_is_outdated',
          'document_is_too_large',
        ),
      },
    },
    handler: async (request, reply) => {
      const xeroExport = await createXeroExport(request.ctx, request.body)
      return await reply.code(202).send(xeroExport)
    },
  })

  api.route({
    method: 'GET',
    url: '/xero/exports',
    schema: {
      operationId: 'listXeroExports',
      tags,
      summary: 'Exports, the newest first',
      querystring: z.object(pageQuery),
      response: { 200: pageOf(XeroExport), ...refusesWith() },
    },
    handler: async (request) => await listXeroExports(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/xero/exports/:exportId',
    schema: {
      operationId: 'getXeroExport',
      tags,
      summary: 'What became of an export',
      params: z.object({ exportId: id }),
      response: { 200: XeroExport, ...refusesWith('xero_export_not_found') },
    },
    handler: async (request) => await getXeroExport(request.ctx, request.params),
  })

  api.route({
    method: 'GET',
    url: '/xero/documents',
    schema: {
      operationId: 'listXeroDocuments',
      tags,
      summary: 'Documents with what Xero says of them, the newest first',
      querystring: z.object({
        ...pageQuery,
        clientId: id.optional(),
        kind: z.enum(['invoice', 'manual_journal']).optional(),
      }),
      response: {
        200: pageOf(XeroDocument).extend({
          total: z.int(),
          due: z
            .array(z.object({ currency: z.string(), minor: z.int() }))
            .describe('What is due on all of them, in each currency.'),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await listXeroDocuments(request.ctx, request.query),
  })

  const params = z.object({ documentId: id })
  api.route({
    method: 'GET',
    url: '/xero/documents/:documentId',
    schema: {
      operationId: 'getXeroDocument',
      tags,
      summary: 'A document with its lines, and the items that each line bills',
      params,
      response: { 200: XeroDocumentWithLines, ...refusesWith('xero_document_not_found') },
    },
    handler: async (request) => await getXeroDocument(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/retry',
    schema: {
      operationId: 'retryXeroDocument',
      tags,
      summary: 'Send a document that Xero refused once more',
      description:
        'With the account, product and tax codes of today, and the amounts it had. On another date, where Xero locked the first; the day it is due moves along.',
      params,
      body: z.strictObject({ issuedOn: day.optional() }).nullish(),
      response: {
        202: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'document_is_not_rejected',
          'document_amounts_would_change',
          'document_is_of_another_administration',
          'xero_is_not_connected',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await retryXeroDocument(request.ctx, {
        ...request.params,
        issuedOn: request.body?.issuedOn,
      })
      return await reply.code(202).send(document)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/attachments/:attachmentId/retry',
    schema: {
      operationId: 'retryXeroAttachment',
      tags,
      summary: 'Send a file or note that Xero refused once more',
      params: z.object({ documentId: id, attachmentId: id }),
      response: {
        202: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'xero_attachment_not_found',
          'attachment_is_not_rejected',
          'document_is_not_in_xero',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await retryXeroAttachment(request.ctx, request.params)
      return await reply.code(202).send(document)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/discard',
    schema: {
      operationId: 'discardXeroDocument',
      tags,
      summary: 'Give up a document that is not in Xero',
      description: 'Its items can be billed again.',
      params,
      response: {
        200: XeroDocument,
        ...refusesWith('xero_document_not_found', 'document_may_be_in_xero'),
      },
    },
    handler: async (request) => await discardXeroDocument(request.ctx, request.params),
  })
  const readRefusals: RefusalCode[] = [
    'xero_needs_reconnection',
    'xero_scope_is_missing',
    'xero_refused',
    'xero_is_busy',
    'xero_does_not_answer',
  ]
  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/refresh',
    schema: {
      operationId: 'refreshXeroDocument',
      tags,
      summary: 'Read a document from Xero now',
      description: 'Status, payments and edits are read every quarter of an hour anyway.',
      params,
      response: { 200: XeroDocument, ...refusesWith('xero_document_not_found', ...readRefusals) },
    },
    handler: async (request) => {
      const [document] = await refreshXeroDocuments(request.ctx, request.params)
      return document ?? refuse('xero_document_not_found')
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/exports/:exportId/refresh',
    schema: {
      operationId: 'refreshXeroExport',
      tags,
      summary: 'Read all documents of an export from Xero now',
      params: z.object({ exportId: id }),
      response: {
        200: z.object({ documents: z.array(XeroDocument) }),
        ...refusesWith('xero_export_not_found', ...readRefusals),
      },
    },
    handler: async (request) => ({
      documents: await refreshXeroDocuments(request.ctx, request.params),
    }),
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/email',
    schema: {
      operationId: 'emailXeroDocument',
      tags,
      summary: 'Have Xero e-mail an approved invoice',
      description:
        'To the contact, and those of its persons that get e-mails. Answers at once; a worker does it, and after a call without an answer it looks before it calls again.',
      params,
      body: z
        .strictObject({
          again: z
            .boolean()
            .default(false)
            .describe('Also when Xero says that the customer got it already.'),
        })
        .nullish(),
      response: {
        202: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'document_is_not_in_xero',
          'document_is_closed',
          'document_is_a_journal',
          'document_is_an_own_invoice',
          'document_is_not_approved',
          'document_was_sent',
          'document_is_being_changed',
          'xero_is_not_connected',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await emailXeroDocument(request.ctx, {
        ...request.params,
        again: request.body?.again,
      })
      return await reply.code(202).send(document)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/mark-sent',
    schema: {
      operationId: 'markXeroDocumentSent',
      tags,
      summary: 'Mark an approved invoice in Xero as sent',
      description: 'Sends nothing: for one that the customer got in another way.',
      params,
      response: {
        202: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'document_is_not_in_xero',
          'document_is_closed',
          'document_is_a_journal',
          'document_is_an_own_invoice',
          'document_is_not_approved',
          'document_was_sent',
          'document_is_being_changed',
          'xero_is_not_connected',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await markXeroDocumentSent(request.ctx, request.params)
      return await reply.code(202).send(document)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/reverse',
    schema: {
      operationId: 'reverseXeroDocument',
      tags,
      summary: 'Take a posted sales transaction back by a reversing journal',
      description:
        'Where it cannot be voided, for instance in a locked period. The same lines with debit and credit the other way round, posted once; when Xero has it, another sales transaction of the invoice can be created.',
      params,
      body: z
        .strictObject({ issuedOn: day.optional().describe('Its date; today unless given.') })
        .nullish(),
      response: {
        202: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'document_is_not_in_xero',
          'document_is_closed',
          'document_is_not_a_journal',
          'document_is_a_reversal',
          'document_is_reversed',
          'journal_is_not_posted',
          'journal_was_edited',
          'document_is_being_changed',
          'xero_is_not_connected',
          'xero_needs_reconnection',
          'xero_scope_is_missing',
          'xero_is_busy',
          'xero_does_not_answer',
          'xero_refused',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await reverseXeroDocument(request.ctx, {
        ...request.params,
        issuedOn: request.body?.issuedOn,
      })
      return await reply.code(202).send(document)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/void',
    schema: {
      operationId: 'voidXeroDocument',
      tags,
      summary: 'Void a document in Xero, or delete it there while it is a draft',
      description:
        'Answers at once; follow the change until it is done. Then what the document billed can be billed again.',
      params,
      response: {
        202: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'document_is_not_in_xero',
          'document_is_closed',
          'document_is_being_changed',
          'document_is_paid',
          'xero_is_not_connected',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await voidXeroDocument(request.ctx, request.params)
      return await reply.code(202).send(document)
    },
  })

  const updateRefusals: RefusalCode[] = [
    ...planRefusals,
    'xero_document_not_found',
    'document_is_not_in_xero',
    'document_is_closed',
    'document_is_being_changed',
    'document_is_approved',
    'document_is_a_journal',
    'document_is_an_own_invoice',
    'document_is_of_another_administration',
    'nothing_to_bill',
    'items_of_several_clients',
    'document_is_too_large',
    'amount_is_too_large',
  ]
  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/update-preview',
    schema: {
      operationId: 'previewXeroDocumentUpdate',
      tags,
      summary: 'What would be added to an invoice that is a draft in Xero, to the cent',
      description:
        'Writes nothing and sends nothing. The one document shows the lines that are added.',
      params,
      body: z.object({ items: ItemSelection }),
      response: { 200: Preview, ...refusesWith(...updateRefusals) },
    },
    handler: async (request) =>
      await previewXeroDocumentUpdate(request.ctx, { ...request.params, ...request.body }),
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/update',
    schema: {
      operationId: 'updateXeroDocument',
      tags,
      summary: 'Add hours, expenses and the like to an invoice that is a draft in Xero',
      description:
        'Answers at once; the items are invoiced from now on. Follow the change until it is done; what Xero does not take is open again.',
      params,
      body: z.object({
        items: ItemSelection,
        previewHash: text(100).nullish().describe('Refuses when something else would be added.'),
      }),
      response: {
        202: XeroDocument,
        ...refusesWith(
          ...updateRefusals,
          'item_is_invoiced',
          'item_is_written_off',
          'preview_is_outdated',
        ),
      },
    },
    handler: async (request, reply) => {
      const document = await updateXeroDocument(request.ctx, { ...request.params, ...request.body })
      return await reply.code(202).send(document)
    },
  })

  const creditRefusals: RefusalCode[] = [
    'xero_document_not_found',
    'document_is_not_in_xero',
    'document_is_closed',
    'document_is_being_changed',
    'document_is_a_journal',
    'document_is_an_own_invoice',
    'document_is_not_approved',
    'document_is_credited',
    'document_has_credits',
    'nothing_to_credit',
    'xero_is_not_connected',
    ...readRefusals,
  ]
  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/credit-preview',
    schema: {
      operationId: 'previewXeroDocumentCredit',
      tags,
      summary: 'The credit note over an approved invoice as it would be written in Xero',
      description: 'Reads the invoice from Xero; writes nothing there.',
      params,
      response: { 200: CreditPreview, ...refusesWith(...creditRefusals) },
    },
    handler: async (request) => await previewXeroDocumentCredit(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/credit',
    schema: {
      operationId: 'creditXeroDocument',
      tags,
      summary: 'Credit an approved invoice in Xero',
      description:
        'Answers at once; follow the change until it is done. Writes a credit note over all of the invoice and takes it off what is due. What was paid stays as credit of the customer.',
      params,
      body: z.strictObject({
        billAgain: z
          .boolean()
          .describe('Whether what the invoice billed can be billed again once it is credited.'),
        previewHash: text(100).nullish().describe('Refuses when something else would be credited.'),
      }),
      response: {
        202: XeroDocument,
        ...refusesWith(...creditRefusals, 'preview_is_outdated'),
      },
    },
    handler: async (request, reply) => {
      const document = await creditXeroDocument(request.ctx, { ...request.params, ...request.body })
      return await reply.code(202).send(document)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/release-credited',
    schema: {
      operationId: 'releaseCreditedDocument',
      tags,
      summary: 'Free what an invoice bills that is credited in full in Xero',
      description: 'Reads it from Xero first. What it billed can be billed again.',
      params,
      response: {
        200: XeroDocument,
        ...refusesWith(
          'xero_document_not_found',
          'document_is_not_in_xero',
          'document_is_closed',
          'document_is_being_changed',
          'document_is_a_journal',
          'document_is_an_own_invoice',
          'document_is_not_credited',
          ...readRefusals,
        ),
      },
    },
    handler: async (request) => await releaseCreditedDocument(request.ctx, request.params),
  })

  api.route({
    method: 'GET',
    url: '/xero/documents/:documentId/reissue',
    schema: {
      operationId: 'getXeroDocumentReissue',
      tags,
      summary: 'What to export to bill once more what a document billed',
      description: 'The items that nothing else bills, with the options of the first time.',
      params,
      response: {
        200: Reissue,
        ...refusesWith('xero_document_not_found', 'document_is_a_journal'),
      },
    },
    handler: async (request) => await getXeroDocumentReissue(request.ctx, request.params),
  })
}
