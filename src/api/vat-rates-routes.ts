import { createVatRates } from '#app/catalogue/create-vat-rates.ts'
import { deleteVatRate } from '#app/catalogue/delete-vat-rate.ts'
import { listVatRates } from '#app/catalogue/list-vat-rates.ts'
import { updateVatRate } from '#app/catalogue/update-vat-rate.ts'
import { vatExemptions } from '#domain/vat-exemption.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  archived,
  codeText,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  percentage,
  sortQuery,
  text,
} from './schemas.ts'

const VatRateView = z
  .object({
    id,
    name: z.string(),
    percentage: z.string(),
    isDefault: z.boolean(),
    exemption: z.enum(vatExemptions).nullable(),
    exemptionReason: z.string(),
    xeroTaxTypes: z
      .array(z.object({ connectionId: id, taxType: z.string() }))
      .describe(
        'The tax rate in Xero, in each administration where one was chosen; else by the percentage.',
      ),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'VatRate' })

const fields = {
  name: nameText(100),
  percentage,
  isDefault: z.boolean(),
  exemption: z
    .enum(vatExemptions)
    .nullable()
    .describe('Why nothing is charged; only at 0%, where an e-invoice needs it.'),
  exemptionReason: text(200)
    .trim()
    .describe(
      'What invoices say of it, such as the article of the law; empty for the usual words.',
    ),
  xeroTaxTypes: z
    .array(
      z.object({
        connectionId: id.optional().describe('An administration; the default one without it.'),
        taxType: codeText(50).nullable().describe('Null: found by the percentage.'),
      }),
    )
    .max(100)
    .describe('The tax rate in Xero, by administration; what is not named stays as it is.'),
}

const NewVatRate = z.object({
  ...fields,
  isDefault: fields.isDefault.default(false),
  exemption: fields.exemption.default(null),
  exemptionReason: fields.exemptionReason.default(''),
  xeroTaxTypes: fields.xeroTaxTypes.default([]),
})

const ChangedVatRate = z.object({ ...fields, isArchived: z.boolean() }).partial()
const tags = ['VAT rates']

export const vatRateRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/vat-rates',
    schema: {
      operationId: 'listVatRates',
      tags,
      summary: 'Find VAT rates',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('vat_rates'),
        q: text(200).optional(),
        archived,
      }),
      response: { 200: pageOf(VatRateView), ...refusesWith() },
    },
    handler: async (request) => await listVatRates(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/vat-rates',
    schema: {
      operationId: 'createVatRates',
      tags,
      summary: 'Create VAT rates, all or none',
      body: z.object({ items: z.array(NewVatRate).min(1).max(100) }),
      response: {
        201: z.object({ items: z.array(VatRateView) }),
        ...refusesWith('xero_is_not_connected', 'xero_connection_not_found'),
      },
    },
    handler: async (request, reply) => {
      const items = await createVatRates(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/vat-rates/:vatRateId',
    schema: {
      operationId: 'updateVatRate',
      tags,
      summary: 'Change or archive a VAT rate',
      params: z.object({ vatRateId: id }),
      body: ChangedVatRate,
      response: {
        200: VatRateView,
        ...refusesWith(
          'vat_rate_not_found',
          'vat_rate_is_default',
          'xero_is_not_connected',
          'xero_connection_not_found',
        ),
      },
    },
    handler: async (request) =>
      await updateVatRate(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/vat-rates/:vatRateId',
    schema: {
      operationId: 'deleteVatRate',
      tags,
      summary: 'Delete an unused VAT rate',
      params: z.object({ vatRateId: id }),
      response: {
        204: z.null(),
        ...refusesWith('vat_rate_not_found', 'vat_rate_is_in_use', 'vat_rate_is_default'),
      },
    },
    handler: async (request, reply) => {
      await deleteVatRate(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
