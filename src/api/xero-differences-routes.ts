import { say } from '#domain/words/say.ts'
import { acceptXeroDifferences } from '#app/differences/accept-xero-differences.ts'
import { getXeroCertificate } from '#app/differences/get-xero-certificate.ts'
import { listXeroDifferences } from '#app/differences/list-xero-differences.ts'
import { printXeroCertificate } from '#app/differences/print-xero-certificate.ts'
import { differenceFields, differenceReasons } from '#domain/differences.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { XeroDocument } from './billing-schemas.ts'
import { refusesWith } from './refusals.ts'
import { pdfFile, sendPdf } from './send-pdf.ts'
import { flag, id, moment, pageOf, pageQuery } from './schemas.ts'

const XeroDifference = z
  .object({
    document: XeroDocument,
    differences: z.array(
      z.object({
        field: z.enum(differenceFields),
        line: z.string().nullable().describe('The words of the line; null for the whole document.'),
        type: z
          .enum(['text', 'day', 'minor', 'decimal'])
          .describe('How to read the values; minor: whole minor units.'),
        hourbook: z.string().nullable().describe('What Hourbook bills now.'),
        sent: z.string().nullable().describe('What was sent to Xero.'),
        xero: z.string().nullable().describe('What Xero has, as it was read last.'),
        reason: z.enum(differenceReasons),
      }),
    ),
    accepted: z.object({ at: moment, byName: z.string() }).nullable(),
  })
  .meta({ id: 'XeroDifference' })

const XeroCertificate = z
  .object({
    month: z.string(),
    administration: z
      .string()
      .nullable()
      .describe('The administration it is about, or the names of all.'),
    totals: z.object({
      documents: z.int(),
      hourbookMinor: z.int(),
      xeroMinor: z.int(),
      differenceMinor: z.int(),
    }),
    drafts: z
      .object({ documents: z.int(), minor: z.int() })
      .describe('What of it is a draft in Xero, or waits for approval: not in its ledger yet.'),
    waiting: z
      .object({ documents: z.int(), minor: z.int() })
      .describe('Of the month, but not in Xero: refused, on their way, or nobody knows.'),
    open: z.int().describe('Documents that differ and that nobody accepted.'),
    accepted: z.int(),
    sent: z.int().describe('Documents of the month that Xero has or had.'),
    hasEverSent: z.boolean().describe('Whether a document of any month was ever sent.'),
    readSince: moment
      .nullable()
      .describe('The longest ago that a document of the month was read from Xero.'),
  })
  .meta({ id: 'XeroCertificate' })

const querystring = z.object({
  month: z
    .string()
    .regex(/^(19[9]\d|20\d\d)-(0[1-9]|1[0-2])$/, say('Give a month as YYYY-MM, such as 2026-11.'))
    .optional()
    .describe('YYYY-MM; the present month unless given.'),
  connectionId: id.optional().describe('Of this administration; all of them unless given.'),
})
const tags = ['Xero differences']

export const xeroDifferenceRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/xero/differences',
    schema: {
      operationId: 'listXeroDifferences',
      tags,
      summary: 'Documents that are not the same in Hourbook and in Xero, field by field',
      description:
        'Compares with what was read from Xero last; it is read every quarter of an hour.',
      querystring: z.object({
        ...pageQuery,
        accepted: flag.optional().describe('true: those whose differences somebody accepted.'),
        connectionId: id.optional().describe('Of this administration.'),
      }),
      response: { 200: pageOf(XeroDifference), ...refusesWith() },
    },
    handler: async (request) => {
      const { accepted = false, ...page } = request.query
      return await listXeroDifferences(request.ctx, { ...page, isAccepted: accepted })
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/documents/:documentId/accept-differences',
    schema: {
      operationId: 'acceptXeroDifferences',
      tags,
      summary: 'Accept that a document differs from what Xero has, as it does now',
      description: 'Any other difference is shown again.',
      params: z.object({ documentId: id }),
      response: {
        200: XeroDocument,
        ...refusesWith('xero_document_not_found', 'document_does_not_differ'),
      },
    },
    handler: async (request) => await acceptXeroDifferences(request.ctx, request.params),
  })

  api.route({
    method: 'GET',
    url: '/xero/certificate',
    schema: {
      operationId: 'getXeroCertificate',
      tags,
      summary: 'What the documents of a month come to, in Hourbook and in Xero',
      querystring,
      response: { 200: XeroCertificate, ...refusesWith('xero_connection_not_found') },
    },
    handler: async (request) => await getXeroCertificate(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/xero/certificate/pdf',
    schema: {
      operationId: 'printXeroCertificate',
      tags,
      summary: 'The certificate of a month as a PDF',
      querystring,
      response: {
        200: pdfFile,
        ...refusesWith(
          'xero_connection_not_found',
          'report_is_too_long_to_print',
          'printer_is_busy',
          'printer_is_missing',
          'printing_takes_too_long',
        ),
      },
    },
    handler: async (request, reply) => {
      const { bytes, name } = await printXeroCertificate(request.ctx, request.query)
      return await sendPdf(reply, { name, bytes })
    },
  })
}
