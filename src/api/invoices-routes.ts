import { say } from '#domain/words/say.ts'
import { said } from './spoken.ts'
import { eInvoiceNeeds } from '#domain/e-invoice.ts'
import { addPayment } from '#app/invoices/add-payment.ts'
import { createCreditInvoice } from '#app/invoices/create-credit-invoice.ts'
import { createInvoice } from '#app/invoices/create-invoice.ts'
import { deleteInvoice } from '#app/invoices/delete-invoice.ts'
import { emailInvoice } from '#app/invoices/email-invoice.ts'
import { finaliseInvoice } from '#app/invoices/finalise-invoice.ts'
import { getInvoice } from '#app/invoices/get-invoice.ts'
import { getInvoiceEmailDraft } from '#app/invoices/get-invoice-email-draft.ts'
import { listInvoices } from '#app/invoices/list-invoices.ts'
import { getInvoiceNumbers } from '#app/invoices/get-invoice-numbers.ts'
import { getEInvoice } from '#app/invoices/get-e-invoice.ts'
import { listEInvoiceNeeds } from '#app/invoices/list-e-invoice-needs.ts'
import { printInvoice } from '#app/invoices/print-invoice.ts'
import { sendInvoice } from '#app/invoices/send-invoice.ts'
import { takeBackPayment } from '#app/invoices/take-back-payment.ts'
import { updateInvoice } from '#app/invoices/update-invoice.ts'
import { emailStates } from '#domain/email-state.ts'
import { invoiceStates } from '#domain/invoice-state.ts'
import { dueFilters, keptPaymentMethods, paymentMethods, paymentStates } from '#domain/payments.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { salesTargets } from '#domain/xero-settings.ts'
import { z } from 'zod'
import {
  Allowance,
  groupBy,
  ItemSelection,
  noItems,
  reference,
  XeroDocument,
} from './billing-schemas.ts'
import { body as emailBody, Email, subject } from './emails-routes.ts'
import { pdfFile, sendPdf } from './send-pdf.ts'
import { sendUbl, ublFile } from './send-ubl.ts'
import { refusesWith } from './refusals.ts'
import { day, email, id, moment, pageOf, pageQuery, price, text } from './schemas.ts'

export const signedQuantity = z
  .string()
  .regex(/^-?\d{1,8}(\.\d{1,2})?$/, say('Give a number with at most two decimals, such as "1.50".'))
  .refine((value) => /[1-9]/.test(value), say('Give a number other than zero.'))
  .describe('Less than zero for a discount.')

const description = text(4000).trim().min(1, say('Fill this in.'))
const discountPercentage = z
  .string()
  .regex(
    /^\d{1,3}(\.\d{1,2})?$/,
    say('Give a percentage with at most two decimals, such as "12.50".'),
  )
  .refine((value) => Number(value) <= 100, say('Give at most 100%.'))
  .describe('Taken off quantity × price of the line.')

const FreeLine = z.object({
  kind: z.literal('typed').optional(),
  description,
  quantity: signedQuantity,
  unitPrice: price,
  discountPercentage: discountPercentage.optional(),
  vatRateId: id.nullable().optional(),
})
const PercentageLine = z.object({
  kind: z.literal('percentage'),
  description,
  percentage: z
    .string()
    .regex(
      /^-?\d{1,3}(\.\d{1,2})?$/,
      say('Give a percentage with at most two decimals, such as "12.50".'),
    )
    .refine((value) => /[1-9]/.test(value), say('Give a number other than zero.'))
    .refine((value) => Number(value) >= -100, say('Give at most 100%.'))
    .describe('Of all lines above it: a line for each VAT rate among them. Below zero a discount.'),
})
// Not a plain union, whose refusals would not say what is wrong with which field.
const WrittenLine = z.discriminatedUnion('kind', [FreeLine, PercentageLine])

const RegisteredLine = z.object({
  kind: z.literal('registered'),
  lineId: id.describe('A line of this draft that bills registered items.'),
  discountPercentage: discountPercentage.optional(),
})
const PlacedLine = z.discriminatedUnion('kind', [FreeLine, PercentageLine, RegisteredLine])

const summary = {
  id,
  number: z.string().nullable().describe('Given when the invoice is finalised.'),
  state: z.enum(invoiceStates),
  clientId: id,
  clientName: z.string(),
  issuedOn: z.string(),
  dueOn: z.string(),
  reference: z.string(),
  language: z
    .enum(languages)
    .nullable()
    .describe('Of its PDF, e-mails and e-invoice; null: the client’s, else the workspace’s.'),
  pricesIncludeVat: z
    .boolean()
    .describe('Whether unit prices have the VAT in them; lines say net and tax either way.'),
  currency: z.string(),
  subtotalMinor: z.int(),
  taxMinor: z.int(),
  totalMinor: z.int(),
  createdAt: moment,
  finalisedAt: moment.nullable(),
  sentAt: moment.nullable(),
  creditsId: id.nullable().describe('The invoice that this one credits.'),
  creditsNumber: z.string().nullable(),
  freesItems: z
    .boolean()
    .describe('Whether the work behind lines that are credited in full can be billed again.'),
  creditedMinor: z.int().describe('What final credit invoices took back of it: less than zero.'),
  isCreditedInFull: z.boolean().describe('Drafts of credit invoices count.'),
  paidMinor: z.int(),
  dueMinor: z.int().describe('What is still due; less than zero: to be refunded.'),
  paymentState: z.enum(paymentStates),
  overdueDays: z.int().describe('Today, in the time zone of the workspace.'),
  getsReminders: z.boolean().describe('Whether the client is reminded at all.'),
  lastReminder: z
    .object({ step: z.int(), plannedOn: z.string(), state: z.enum(emailStates) })
    .nullable()
    .describe('The last step the client was reminded in, and what became of its e-mail.'),
  salesTransaction: XeroDocument.nullable(),
  salesTarget: z
    .enum(salesTargets)
    .describe('What its sales transaction becomes; a credit follows the invoice that it credits.'),
  can: z.object({
    credit: Allowance,
    edit: Allowance,
    delete: Allowance,
    finalise: Allowance,
    pay: Allowance,
    remind: Allowance,
    send: Allowance,
    email: Allowance,
    createSalesTransaction: Allowance,
  }),
}

const Payment = z.object({
  id,
  paidOn: z.string(),
  amountMinor: z.int().describe('Less than zero: a refund.'),
  method: z.enum(keptPaymentMethods),
  reference: z.string(),
  createdByName: z.string().nullable().describe('Null: it came from Xero, of the method "xero".'),
  createdAt: moment,
  takenBackByName: z.string().nullable(),
  takenBackAt: moment.nullable(),
})

const InvoiceSummary = z.object(summary).meta({ id: 'InvoiceSummary' })
const Invoice = z
  .object({
    ...summary,
    lines: z.array(
      z.object({
        id,
        position: z.int(),
        projectId: id.nullable(),
        description: z.string(),
        quantity: z.string(),
        unitPrice: z.string(),
        discountPercentage: z.string().describe('Taken off quantity × price.'),
        adjustment: z
          .object({ id, percentage: z.string() })
          .nullable()
          .describe(
            'The percentage of the lines above that it is a part of, with the lines of the same id. Below zero a discount.',
          ),
        netMinor: z.int(),
        vatRateId: id.nullable(),
        vatPercentage: z.string(),
        taxMinor: z.int(),
        itemCode: z.string().nullable(),
        itemCount: z
          .int()
          .describe('How many registered items it bills; 0 for a line that was typed.'),
        creditsLineId: id.nullable().describe('The line that this one takes back.'),
        credited: z
          .object({ quantity: z.string(), netMinor: z.int(), taxMinor: z.int() })
          .describe('What credit invoices, drafts too, take back of it: of the other sign.'),
      }),
    ),
    remarks: z
      .array(z.string())
      .describe(
        'Why nothing is charged at 0%, as the PDF says it, in the language of the invoice.',
      ),
    credits: z
      .array(
        z.object({
          id,
          number: z.string().nullable(),
          state: z.enum(invoiceStates),
          totalMinor: z.int(),
        }),
      )
      .describe('Its credit invoices.'),
    payments: z.array(Payment).describe('With those that were taken back.'),
  })
  .meta({ id: 'Invoice' })

const language = z.enum(languages).nullish().describe('Null: the client’s, else the workspace’s.')
const pricesIncludeVat = z
  .boolean()
  .describe(
    'Whether unit prices have the VAT in them. Changed on a draft, the figures stay. Not with registered work, which is priced without.',
  )
const dates = { issuedOn: day, dueOn: day.nullish() }
const lines = z.array(WrittenLine).max(500)
const params = z.object({ invoiceId: id })
const tags = ['Invoices']

const InvoiceSeries = z
  .object({
    series: z.string().describe('What its numbers begin with, such as "2026".'),
    firstNumber: z.string().nullable(),
    lastNumber: z.string().nullable(),
    firstIssuedOn: z.string().nullable(),
    lastIssuedOn: z.string().nullable(),
    invoices: z.int(),
    missing: z
      .array(z.object({ from: z.int(), to: z.int() }))
      .describe('Numbers that were given and are on no invoice; the first hundred gaps.'),
    missingCount: z.int(),
    outOfOrder: z
      .int()
      .describe('Invoices whose day is before the day of the number before theirs.'),
  })
  .meta({ id: 'InvoiceSeries' })

export const invoiceRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'POST',
    url: '/invoices',
    schema: {
      operationId: 'createInvoice',
      tags,
      summary: 'Draft an own invoice from registered items, typed lines, or both',
      body: z.object({
        clientId: id.nullish().describe('May be left out when items say whose invoice it is.'),
        items: ItemSelection.default(noItems),
        groupBy,
        lines: lines.default([]),
        ...dates,
        reference,
        language,
        pricesIncludeVat: pricesIncludeVat.default(false),
      }),
      response: {
        201: Invoice,
        ...refusesWith(
          'nothing_to_bill',
          'item_is_invoiced',
          'item_not_found',
          'items_of_several_clients',
          'client_not_found',
          'project_not_found',
          'vat_rate_not_found',
          'percentage_of_nothing',
          'work_is_priced_without_vat',
          'due_is_before_issued',
          'fixed_price_would_be_exceeded',
          'fixed_price_is_fully_billed',
          'project_has_no_fixed_price',
          'fixed_price_is_planned',
          'planned_instalment_not_found',
          'project_has_no_subscription',
          'period_not_found',
        ),
      },
    },
    handler: async (request, reply) => {
      const invoice = await createInvoice(request.ctx, request.body)
      return await reply.code(201).send(invoice)
    },
  })

  api.route({
    method: 'GET',
    url: '/invoices',
    schema: {
      operationId: 'listInvoices',
      tags,
      summary: 'Own invoices, the newest first',
      querystring: z.object({
        ...pageQuery,
        q: text(200).optional().describe('Looks in number, reference and client name.'),
        state: z.enum(invoiceStates).optional(),
        clientId: id.optional(),
        due: z
          .enum(dueFilters)
          .optional()
          .describe('On which something is due, is due and late, or nothing is due any more.'),
      }),
      response: {
        200: pageOf(InvoiceSummary).extend({
          sums: z
            .array(
              z.object({
                currency: z.string(),
                totalMinor: z.int(),
                dueMinor: z.int(),
                overdueMinor: z.int(),
              }),
            )
            .describe('Of all that match, by currency.'),
        }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await listInvoices(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/invoice-numbers',
    schema: {
      operationId: 'getInvoiceNumbers',
      tags,
      summary: 'Every series of invoice numbers, and the numbers that are missing',
      response: {
        200: z.object({ series: z.array(InvoiceSeries).describe('The newest first.') }),
        ...refusesWith(),
      },
    },
    handler: async (request) => await getInvoiceNumbers(request.ctx),
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId',
    schema: {
      operationId: 'getInvoice',
      tags,
      summary: 'One invoice with its lines',
      params,
      response: { 200: Invoice, ...refusesWith('invoice_not_found') },
    },
    handler: async (request) => await getInvoice(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/invoices/:invoiceId',
    schema: {
      operationId: 'updateInvoice',
      tags,
      summary:
        'Change a draft: its dates, reference, language, typed lines, the order of its lines, and whether prices include VAT',
      params,
      body: z.object({
        issuedOn: day.optional(),
        dueOn: day.optional(),
        reference: reference.unwrap().optional(),
        language,
        pricesIncludeVat: pricesIncludeVat.optional(),
        lines: z
          .array(PlacedLine)
          .max(1000)
          .optional()
          .describe(
            'All lines in their order. Takes the place of all typed lines; those of registered items that are not named stay, before the others.',
          ),
      }),
      response: {
        200: Invoice,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_finalised',
          'due_is_before_issued',
          'vat_rate_not_found',
          'invoice_line_not_found',
          'percentage_of_nothing',
          'work_is_priced_without_vat',
          'credit_lines_are_fixed',
        ),
      },
    },
    handler: async (request) =>
      await updateInvoice(request.ctx, { ...request.params, changes: request.body }),
  })

  api.route({
    method: 'DELETE',
    url: '/invoices/:invoiceId',
    schema: {
      operationId: 'deleteInvoice',
      tags,
      summary: 'Delete a draft and free its items',
      params,
      response: { 204: z.null(), ...refusesWith('invoice_not_found', 'invoice_is_finalised') },
    },
    handler: async (request, reply) => {
      await deleteInvoice(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/credit',
    schema: {
      operationId: 'createCreditInvoice',
      tags,
      summary: 'Draft a credit invoice of a final invoice, in whole or in part',
      params,
      body: z.object({
        issuedOn: day,
        reference,
        lines: z
          .array(
            z.object({
              lineId: id,
              quantity: signedQuantity
                .optional()
                .describe('With the sign of the line; all that is left unless given.'),
            }),
          )
          .min(1, say('Choose a line.'))
          .max(500)
          .optional()
          .describe('All that is left of the invoice unless given.'),
        freesItems: z
          .boolean()
          .default(false)
          .describe(
            'Whether the work behind lines that are credited in full can be billed again, once it is final.',
          ),
      }),
      response: {
        201: Invoice,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_finalised',
          'invoice_is_a_credit',
          'nothing_left_to_credit',
          'invoice_line_not_found',
          'more_than_is_left_to_credit',
        ),
      },
    },
    handler: async (request, reply) => {
      const invoice = await createCreditInvoice(request.ctx, {
        ...request.params,
        ...request.body,
      })
      return await reply.code(201).send(invoice)
    },
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/finalise',
    schema: {
      operationId: 'finaliseInvoice',
      tags,
      summary: 'Make a draft final and number it',
      params,
      response: {
        200: Invoice,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_finalised',
          'invoice_has_no_lines',
          'invoice_is_below_zero',
        ),
      },
    },
    handler: async (request) => await finaliseInvoice(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/send',
    schema: {
      operationId: 'sendInvoice',
      tags,
      summary: 'Mark a final invoice as sent',
      params,
      body: z.object({ method: z.literal('mark_as_sent').default('mark_as_sent') }),
      response: {
        200: Invoice,
        ...refusesWith('invoice_not_found', 'invoice_is_not_finalised', 'invoice_is_sent'),
      },
    },
    handler: async (request) =>
      await sendInvoice(request.ctx, { ...request.params, ...request.body }),
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/pdf',
    schema: {
      operationId: 'printInvoice',
      tags,
      summary: 'An invoice as PDF, in its language',
      params,
      response: {
        200: pdfFile,
        ...refusesWith(
          'invoice_not_found',
          'printer_is_busy',
          'printer_is_missing',
          'printing_takes_too_long',
        ),
      },
    },
    handler: async (request, reply) => {
      const { name, bytes } = await printInvoice(request.ctx, request.params)
      return await sendPdf(reply, { name, bytes })
    },
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/ubl',
    schema: {
      operationId: 'getEInvoice',
      tags,
      summary: 'A final invoice as an e-invoice: UBL 2.1 of Peppol BIS Billing 3.0',
      params,
      response: {
        200: ublFile,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_finalised',
          'e_invoice_is_not_complete',
        ),
      },
    },
    handler: async (request, reply) => {
      const file = await getEInvoice(request.ctx, request.params)
      return await sendUbl(reply, file)
    },
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/ubl-needs',
    schema: {
      operationId: 'listEInvoiceNeeds',
      tags,
      summary: 'What an invoice, or a draft, still needs to be an e-invoice',
      params,
      response: {
        200: z.object({
          items: z.array(
            z.object({
              need: z.enum(eInvoiceNeeds),
              vatRateId: id.nullish().describe('The VAT rate it is about.'),
              message: said(),
            }),
          ),
        }),
        ...refusesWith('invoice_not_found'),
      },
    },
    handler: async (request) => await listEInvoiceNeeds(request.ctx, request.params),
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/email-draft',
    schema: {
      operationId: 'getInvoiceEmailDraft',
      tags,
      summary: 'The e-mail that would go with an invoice, filled in',
      params,
      response: {
        200: z.object({
          from: z.string().nullable().describe('Null: no e-mail can be sent.'),
          senderName: z.string(),
          to: z.array(z.string()),
          language: z.enum(languages),
          subject: z.string(),
          body: z.string(),
          attachmentName: z.string(),
          mayHaveIt: z
            .boolean()
            .describe('Whether the client has it by e-mail already, or may have.'),
        }),
        ...refusesWith('invoice_not_found', 'invoice_is_not_finalised'),
      },
    },
    handler: async (request) => await getInvoiceEmailDraft(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/email',
    schema: {
      operationId: 'emailInvoice',
      tags,
      summary: 'Send a final invoice by e-mail, with its PDF',
      description:
        'It is marked as sent once the mail server took it; read the e-mail until it is sent or refused.',
      params,
      body: z.object({
        to: z.array(email).min(1).max(20),
        cc: z.array(email).max(20).default([]),
        subject,
        body: emailBody,
        copyToMe: z.boolean().default(false).describe('Also to you, which the others do not see.'),
        again: z
          .boolean()
          .default(false)
          .describe('Needed where the client has it by e-mail already, or may have.'),
      }),
      response: {
        202: Email,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_finalised',
          'invoice_email_is_under_way',
          'invoice_was_emailed',
          'placeholder_is_unknown',
          'mail_is_off',
          'printer_is_busy',
          'printer_is_missing',
          'printing_takes_too_long',
        ),
      },
    },
    handler: async (request, reply) =>
      await reply
        .code(202)
        .send(await emailInvoice(request.ctx, { ...request.params, ...request.body })),
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/payments',
    schema: {
      operationId: 'addPayment',
      tags,
      summary: 'Write down what was paid on a final invoice, or refunded of it',
      params,
      body: z.object({
        paidOn: day,
        amountMinor: z
          .int()
          .min(-99_999_999_999)
          .max(99_999_999_999)
          .refine((minor) => minor !== 0, say('Give a number other than zero.'))
          .describe('Less than zero for a refund.'),
        method: z.enum(paymentMethods).default('bank_transfer'),
        reference,
      }),
      response: {
        201: Invoice,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_finalised',
          'invoice_is_a_credit',
          'nothing_left_to_pay',
          'payments_are_kept_in_xero',
          'more_than_is_due',
          'payment_is_in_the_future',
        ),
      },
    },
    handler: async (request, reply) => {
      const invoice = await addPayment(request.ctx, { ...request.params, ...request.body })
      return await reply.code(201).send(invoice)
    },
  })

  api.route({
    method: 'DELETE',
    url: '/invoices/:invoiceId/payments/:paymentId',
    schema: {
      operationId: 'takeBackPayment',
      tags,
      summary: 'Take back a payment that was written down by mistake; it stays to be seen',
      params: z.object({ invoiceId: id, paymentId: id }),
      response: {
        204: z.null(),
        ...refusesWith(
          'invoice_not_found',
          'payment_not_found',
          'payment_was_refunded',
          'payments_are_kept_in_xero',
        ),
      },
    },
    handler: async (request, reply) => {
      await takeBackPayment(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
