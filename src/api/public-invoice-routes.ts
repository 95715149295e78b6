import type { Services } from '#app/context.ts'
import { getEInvoice } from '#app/invoices/get-e-invoice.ts'
import { getPublicInvoice } from '#app/invoices/get-public-invoice.ts'
import { printInvoice } from '#app/invoices/print-invoice.ts'
import { openInvoiceLink } from '#app/parts/open-invoice-link.ts'
import { Refused } from '#app/refuse.ts'
import { paymentStates } from '#domain/payments.ts'
import { refusals } from '#domain/refusals.ts'
import { refusalWords } from '#domain/words/refusal-words.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isBrowser } from './browsers.ts'
import { invoicePage, noLinkPage, type Page, wordsPage } from './invoice-page.ts'
import { ublFile, sendUbl } from './send-ubl.ts'
import { pdfFile, sendPdf } from './send-pdf.ts'
import { refusesWith } from './refusals.ts'
import { readerOf } from './spoken.ts'

const addresses = z.array(z.string()).describe('The lines of the address.')

const PublicInvoice = z
  .object({
    language: z.enum(languages),
    number: z.string(),
    creditsNumber: z.string().nullable().describe('The invoice that this one credits.'),
    seller: z.object({
      name: z.string(),
      address: addresses,
      registrationNumber: z.string(),
      vatNumber: z.string(),
      iban: z.string(),
      bic: z.string(),
      email: z.string(),
      phone: z.string(),
      website: z.string(),
    }),
    client: z.object({
      name: z.string(),
      address: addresses,
      number: z.string(),
      vatNumber: z.string(),
    }),
    issuedOn: z.string(),
    dueOn: z.string(),
    reference: z.string(),
    currency: z.string(),
    lines: z.array(
      z.object({
        description: z.string(),
        quantity: z.string(),
        unitPrice: z.string(),
        vatPercentage: z.string(),
        netMinor: z.int(),
        taxMinor: z.int(),
      }),
    ),
    pricesIncludeVat: z.boolean().describe('Whether unit prices have the VAT in them.'),
    subtotalMinor: z.int(),
    taxes: z.array(z.object({ percentage: z.string(), netMinor: z.int(), taxMinor: z.int() })),
    totalMinor: z.int(),
    remarks: z.array(z.string()).describe('Such as why no VAT is charged.'),
    creditedMinor: z.int().describe('What credit invoices took back of it: less than zero.'),
    paidMinor: z.int(),
    dueMinor: z.int().describe('What is still due; less than zero: to be refunded.'),
    paymentState: z.enum(paymentStates),
    overdueDays: z.int(),
    paymentCode: z
      .string()
      .nullable()
      .describe('What a QR code says so that a bank’s app fills in what is due (EPC069-12).'),
    hasEInvoice: z.boolean().describe('Whether it can be had as UBL.'),
  })
  .meta({ id: 'PublicInvoice' })

const tags = ['Invoices']
const params = z.object({ linkToken: z.string() })
const often = { rateLimit: { max: 60, timeWindow: '1 minute' } }
// Each one is typeset.
const seldom = { rateLimit: { max: 20, timeWindow: '1 minute' } }

/** What whoever has the link of an invoice may ask, without signing in; and the page itself, at /i/. */
export function publicInvoiceRoutes(services: Services): FastifyPluginAsyncZod {
  return async (server) => {
    answerVisitors(server)
    const opened = async ({ method }: FastifyRequest, { linkToken }: z.infer<typeof params>) =>
      // Programs that only ask whether the link is there do not open it.
      await openInvoiceLink(services, { linkToken, isNoted: method !== 'HEAD' })

    server.route({
      method: 'GET',
      // Whatever stands behind it, whole or not.
      url: '/i/*',
      config: often,
      schema: { hide: true, params: z.object({ '*': z.string() }) },
      handler: async (request, reply) => {
        const linkToken = request.params['*']
        const { ctx, invoiceId } = await opened(request, { linkToken })
        const found = await getPublicInvoice(ctx, { invoiceId })
        const address = `/api/v1/public/invoices/${linkToken}`
        return await sendPage(reply, invoicePage(found, address))
      },
    })

    server.route({
      method: 'GET',
      url: '/api/v1/public/invoices/:linkToken',
      config: often,
      schema: {
        operationId: 'getPublicInvoice',
        tags,
        summary: 'What the public page of an invoice shows, for whoever has its link',
        security: [],
        params,
        response: { 200: PublicInvoice, ...refusesWith('invoice_link_not_found') },
      },
      handler: async (request) => {
        const { ctx, invoiceId } = await opened(request, request.params)
        return (await getPublicInvoice(ctx, { invoiceId })).invoice
      },
    })

    server.route({
      method: 'GET',
      url: '/api/v1/public/invoices/:linkToken/pdf',
      config: seldom,
      schema: {
        operationId: 'printPublicInvoice',
        tags,
        summary: 'The PDF of an invoice, for whoever has its link',
        security: [],
        params,
        response: {
          200: pdfFile,
          ...refusesWith(
            'invoice_link_not_found',
            'printer_is_busy',
            'printer_is_missing',
            'printing_takes_too_long',
          ),
        },
      },
      handler: async (request, reply) => {
        const { ctx, invoiceId } = await opened(request, request.params)
        return await sendPdf(reply, await printInvoice(ctx, { invoiceId }))
      },
    })

    server.route({
      method: 'GET',
      url: '/api/v1/public/invoices/:linkToken/ubl',
      config: often,
      schema: {
        operationId: 'getPublicEInvoice',
        tags,
        summary: 'The UBL of an invoice, for whoever has its link',
        security: [],
        params,
        response: {
          200: ublFile,
          ...refusesWith('invoice_link_not_found', 'e_invoice_is_not_complete'),
        },
      },
      handler: async (request, reply) => {
        const { ctx, invoiceId } = await opened(request, request.params)
        return await sendUbl(reply, await getEInvoice(ctx, { invoiceId }))
      },
    })
  }
}

/** Nothing of an invoice is kept on the way, found by a search, or told to where a visitor goes next; a browser gets pages. */
function answerVisitors(server: Parameters<FastifyPluginAsyncZod>[0]): void {
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('x-robots-tag', 'noindex, nofollow, noarchive')
  })
  const answerProblem = server.errorHandler
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const isPage = request.url.startsWith('/i/') || isBrowser(request)
    const code = error instanceof Refused ? error.code : undefined
    const { language } = readerOf(request)
    if (isPage && code === 'invoice_link_not_found') {
      return await sendPage(reply.code(404), noLinkPage(language))
    }
    if (isPage && (code !== undefined || error.statusCode === 429)) {
      const said = code ?? 'too_many_requests'
      const { title, fix = '' } = refusalWords(said, language)
      reply.code(refusals[said].status)
      return await sendPage(reply, wordsPage({ language, title, text: fix }))
    }
    return answerProblem.call(server as never, error as never, request as never, reply as never)
  })
}

async function sendPage(reply: FastifyReply, { page, policy }: Page): Promise<never> {
  reply.header('content-security-policy', policy)
  return (await reply.type('text/html; charset=utf-8').send(page)) as never
}
