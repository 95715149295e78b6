import { say } from '#domain/words/say.ts'
import { deleteLetterheadLogo } from '#app/letterhead/delete-letterhead-logo.ts'
import { getLetterhead } from '#app/letterhead/get-letterhead.ts'
import { getLetterheadLogo } from '#app/letterhead/get-letterhead-logo.ts'
import { printLetterheadExample } from '#app/letterhead/print-letterhead-example.ts'
import { setLetterheadLogo } from '#app/letterhead/set-letterhead-logo.ts'
import { updateLetterhead } from '#app/letterhead/update-letterhead.ts'
import { plainElectronicAddress } from '#domain/electronic-address.ts'
import { ibanFromText } from '#domain/iban.ts'
import { letterheadLayouts, logoMaxBytes } from '#domain/letterhead.ts'
import { isVatNumber } from '#domain/vat-number.ts'
import { definedOf } from '#lib/defined-of.ts'
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileBody, fileBodyLimitBytes, receiveFile } from './received-file.ts'
import { refusesWith } from './refusals.ts'
import { pdfFile, sendPdf } from './send-pdf.ts'
import { Address, email, text } from './schemas.ts'

const line = text(255).trim()
const paragraph = text(1000).trim()

const fields = {
  legalName: line.describe("Empty for the workspace's name."),
  address: Address,
  registrationNumber: text(50).trim().describe('At the chamber of commerce, for example.'),
  vatNumber: text(50)
    .trim()
    .refine(
      (given) => given === '' || isVatNumber(given),
      say('Check it: VAT numbers of this country look otherwise.'),
    ),
  iban: text(50)
    .transform((given) => ibanFromText(given) ?? given.trim())
    .refine(
      (given) => given === '' || ibanFromText(given) !== undefined,
      say('Check the digits: this is no IBAN.'),
    )
    .describe('Where clients pay to.'),
  bic: text(11)
    .trim()
    .toUpperCase()
    .regex(
      /^([A-Z]{6}[A-Z\d]{2}([A-Z\d]{3})?)?$/,
      say('A BIC has eight or eleven letters and digits.'),
    ),
  email: email.or(z.literal('')),
  phone: text(50).trim(),
  website: line,
  paymentTerms: paragraph.describe(
    'Said instead of the usual sentence; {amount}, {day} and {number} are filled in.',
  ),
  footer: paragraph,
  layout: z.enum(letterheadLayouts),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, say('Give a colour such as "#1f6f54".'))
    .describe('Six hexadecimal digits in lower case.'),
  showsPaymentCode: z
    .boolean()
    .describe('Whether a QR code fills in the transfer in the app of a bank; for EUR only.'),
  electronicAddress: text(60)
    .transform((given) => plainElectronicAddress(given) ?? given.trim())
    .refine(
      (given) => given === '' || plainElectronicAddress(given) !== undefined,
      say('Give its scheme and number, such as 0106:12345678.'),
    )
    .describe('Where e-invoices are from: scheme and number, such as 0106:12345678.'),
  attachesEInvoice: z
    .boolean()
    .describe('Whether the UBL goes along in e-mails with an invoice, where it can be made.'),
  showsHours: z.boolean().describe('Whether the hours behind an invoice follow on its last pages.'),
}

const Letterhead = z
  .object({
    ...fields,
    legalName: z.string(),
    registrationNumber: z.string(),
    vatNumber: z.string(),
    iban: z.string(),
    bic: z.string(),
    email: z.string(),
    phone: z.string(),
    website: z.string(),
    paymentTerms: z.string(),
    footer: z.string(),
    accentColor: z.string(),
    electronicAddress: z.string(),
    hasLogo: z.boolean(),
  })
  .meta({ id: 'Letterhead' })

const tags = ['Workspace']
const printing = ['printer_is_busy', 'printer_is_missing', 'printing_takes_too_long'] as const

export const letterheadRoutes: FastifyPluginAsyncZod = async (api) => {
  await api.register(multipart)

  api.route({
    method: 'GET',
    url: '/letterhead',
    schema: {
      operationId: 'getLetterhead',
      tags,
      summary: 'Who invoices are from, and how they look',
      response: { 200: Letterhead, ...refusesWith() },
    },
    handler: async (request) => await getLetterhead(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/letterhead',
    schema: {
      operationId: 'updateLetterhead',
      tags,
      summary: 'Change who invoices are from, and how they look',
      description:
        'Invoices that are final keep the names, addresses and numbers they were made final with.',
      body: z.object(fields).partial(),
      response: { 200: Letterhead, ...refusesWith() },
    },
    handler: async (request) =>
      await updateLetterhead(request.ctx, { changes: definedOf(request.body) }),
  })

  api.route({
    method: 'PUT',
    url: '/letterhead/logo',
    bodyLimit: fileBodyLimitBytes,
    preValidation: receiveFile({
      largestBytes: logoMaxBytes,
      missing: 'logo_is_missing',
      tooBig: 'logo_is_too_big',
    }),
    schema: {
      operationId: 'setLetterheadLogo',
      tags,
      summary: 'Put a logo on invoices',
      description: 'A PNG or JPEG picture of up to 500 kB; what it is, its content tells.',
      consumes: ['multipart/form-data'],
      body: fileBody,
      response: {
        200: Letterhead,
        ...refusesWith('logo_is_missing', 'logo_is_too_big', 'logo_type_is_not_taken', ...printing),
      },
    },
    handler: async (request) => await setLetterheadLogo(request.ctx, request.body),
  })

  api.route({
    method: 'GET',
    url: '/letterhead/logo',
    schema: {
      operationId: 'getLetterheadLogo',
      tags,
      summary: 'The logo on invoices',
      response: {
        200: {
          description: 'The picture.',
          content: {
            'image/png': { schema: z.string().meta({ format: 'binary' }) },
            'image/jpeg': { schema: z.string().meta({ format: 'binary' }) },
          },
        },
        ...refusesWith('logo_not_found'),
      },
    },
    handler: async (request, reply) => {
      const { content, mediaType } = await getLetterheadLogo(request.ctx)
      reply.header('content-type', mediaType).header('cache-control', 'private, no-cache')
      reply.header('content-security-policy', "default-src 'none'; sandbox")
      reply.header('x-content-type-options', 'nosniff')
      return (await reply.send(content as never)) as never
    },
  })

  api.route({
    method: 'DELETE',
    url: '/letterhead/logo',
    schema: {
      operationId: 'deleteLetterheadLogo',
      tags,
      summary: 'Take the logo off invoices',
      response: { 200: Letterhead, ...refusesWith() },
    },
    handler: async (request) => await deleteLetterheadLogo(request.ctx),
  })

  api.route({
    method: 'GET',
    url: '/letterhead/example',
    schema: {
      operationId: 'printLetterheadExample',
      tags,
      summary: 'An invented invoice on the letterhead, as a PDF',
      querystring: z.object({
        layout: z.enum(letterheadLayouts).optional().describe('Instead of the one that is kept.'),
      }),
      response: { 200: pdfFile, ...refusesWith(...printing) },
    },
    handler: async (request, reply) =>
      await sendPdf(reply, await printLetterheadExample(request.ctx, request.query)),
  })
}
