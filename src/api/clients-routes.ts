import { say } from '#domain/words/say.ts'
import { createClients } from '#app/clients/create-clients.ts'
import { deleteClient } from '#app/clients/delete-client.ts'
import { getClient } from '#app/clients/get-client.ts'
import { listClients } from '#app/clients/list-clients.ts'
import { suggestClientNumber } from '#app/clients/suggest-client-number.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { plainElectronicAddress } from '#domain/electronic-address.ts'
import { ibanFromText } from '#domain/iban.ts'
import { isVatNumber } from '#domain/vat-number.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  Address,
  codeText,
  email,
  firstRate,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  sortQuery,
  text,
  withTotal,
} from './schemas.ts'

const ContactPerson = z.object({ name: nameText(255), email: email.nullable() })
const paymentTermDays = z.int().min(0).max(365)

const language = z
  .enum(['en', 'nl'])
  .describe("Of timesheets that go to the client; null for the workspace's.")

const hourRounding = z
  .enum(hourRoundings)
  .describe('How each of its hours is rounded when it is billed; null: as the workspace says.')

const ClientView = z
  .object({
    id,
    number: z.string().nullable().describe("Equals the Xero contact's AccountNumber."),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    vatNumber: z.string().nullable(),
    electronicAddress: z.string().nullable(),
    buyerReference: z.string().nullable(),
    invoiceAddress: Address,
    visitingAddress: Address,
    contactPersons: z.array(z.object({ name: z.string(), email: z.string().nullable() })),
    paymentTermDays: z.int().nullable(),
    hourlyRate: z.string().nullable(),
    mileageRate: z.string().nullable(),
    vatRateId: id.nullable(),
    hourRounding: hourRounding.nullable(),
    notes: z.string(),
    language: language.nullable(),
    iban: z.string().nullable().describe('Without spaces.'),
    billingContact: z
      .object({ name: z.string(), email: z.string().nullable() })
      .nullable()
      .describe('Who gets the invoices, instead of the address of the client itself.'),
    getsReminders: z.boolean().describe('Whether it is reminded of overdue own invoices.'),
    tags: z.array(z.object({ id, name: z.string() })),
    connectionId: id
      .nullable()
      .describe('The Xero administration it belongs to; null for the default one.'),
    source: z.enum(['hourbook', 'xero', 'file']),
    archivedAt: moment.nullable(),
    createdAt: moment,
    updatedAt: moment,
    xero: z
      .object({
        contactId: id,
        url: z.string().nullable(),
        state: z
          .enum(['active', 'archived', 'merged', 'forgotten'])
          .describe('What became of the contact; nothing is invoiced to one that is not active.'),
        mergedInto: z
          .object({ id, name: z.string() })
          .nullable()
          .describe('The client that has the contact into which this one was merged.'),
        defaultCurrency: z.string().nullable(),
        salesAccountCode: z.string().nullable(),
        salesTaxType: z.string().nullable(),
      })
      .nullable()
      .describe('The Xero contact this client is linked to; null for people who may not see Xero.'),
  })
  .meta({ id: 'Client' })

const fields = {
  number: codeText(50).nullable(),
  name: nameText(255),
  email: email.nullable(),
  phone: text(50).nullable(),
  vatNumber: text(50)
    .refine(isVatNumber, say('Check it: VAT numbers of this country look otherwise.'))
    .nullable(),
  electronicAddress: text(60)
    .transform((given) => plainElectronicAddress(given) ?? given)
    .refine(
      (given) => plainElectronicAddress(given) !== undefined,
      say('Give its scheme and number, such as 0106:12345678.'),
    )
    .nullable()
    .describe('Where its e-invoices go: scheme and number, such as 0106:12345678.'),
  buyerReference: text(100)
    .trim()
    .nullable()
    .describe('What it wants every e-invoice to name; the reference of the invoice unless given.'),
  invoiceAddress: Address,
  visitingAddress: Address,
  contactPersons: z.array(ContactPerson).max(20),
  paymentTermDays: paymentTermDays.nullable(),
  hourlyRate: firstRate,
  mileageRate: firstRate,
  vatRateId: id.nullable(),
  hourRounding: hourRounding.nullable(),
  notes: text(4000),
  language: language.nullable(),
  iban: text(50)
    .transform((given) => ibanFromText(given) ?? given)
    .refine((given) => ibanFromText(given) !== undefined, say('Check the digits: this is no IBAN.'))
    .nullable(),
  billingContact: ContactPerson.nullable(),
  getsReminders: z.boolean().describe('Whether it is reminded of overdue own invoices.'),
  tagIds: z.array(id).max(100),
  connectionId: id
    .nullable()
    .describe(
      'The Xero administration it belongs to; null for the default one. Documents that were sent stay where they are.',
    ),
}

const NewClient = z.object({
  number: fields.number.default(null),
  name: fields.name,
  email: fields.email.default(null),
  phone: fields.phone.default(null),
  vatNumber: fields.vatNumber.default(null),
  electronicAddress: fields.electronicAddress.default(null),
  buyerReference: fields.buyerReference.default(null),
  invoiceAddress: fields.invoiceAddress.default({}),
  visitingAddress: fields.visitingAddress.default({}),
  contactPersons: fields.contactPersons.default([]),
  paymentTermDays: fields.paymentTermDays.default(null),
  hourlyRate: fields.hourlyRate.default(null),
  mileageRate: fields.mileageRate.default(null),
  vatRateId: fields.vatRateId.default(null),
  hourRounding: fields.hourRounding.default(null),
  notes: fields.notes.default(''),
  language: fields.language.default(null),
  iban: fields.iban.default(null),
  billingContact: fields.billingContact.default(null),
  getsReminders: fields.getsReminders.default(true),
  tagIds: fields.tagIds.default([]),
  connectionId: fields.connectionId.default(null),
})

const ChangedClient = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ clientId: id })
const tags = ['Clients']

export const clientRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/clients',
    schema: {
      operationId: 'listClients',
      tags,
      summary: 'Find clients',
      querystring: z.object({
        ...pageQuery,
        withTotal,
        q: text(200).optional().describe('Looks in name, number and e-mail.'),
        archived: z.enum(['false', 'true', 'all']).default('false'),
        source: z.enum(['hourbook', 'xero', 'file']).optional(),
        tagId: id.optional(),
        ...sortQuery('clients'),
        connectionId: id.optional().describe('Of this Xero administration.'),
      }),
      response: { 200: pageOf(ClientView), ...refusesWith() },
    },
    handler: async (request) => await listClients(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/clients/next-number',
    schema: {
      operationId: 'suggestClientNumber',
      tags,
      summary: 'The lowest free client number of the usual series',
      querystring: z.object({ connectionId: id.optional().describe('Of this administration.') }),
      response: { 200: z.object({ number: z.string() }), ...refusesWith() },
    },
    handler: async (request) => await suggestClientNumber(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/clients',
    schema: {
      operationId: 'createClients',
      tags,
      summary: 'Create clients, all or none',
      body: z.object({ items: z.array(NewClient).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(ClientView) }),
        ...refusesWith(
          'client_number_is_taken',
          'tag_not_found',
          'vat_rate_not_found',
          'xero_connection_not_found',
        ),
      },
    },
    handler: async (request, reply) => {
      const items = await createClients(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'GET',
    url: '/clients/:clientId',
    schema: {
      operationId: 'getClient',
      tags,
      summary: 'One client',
      params,
      response: { 200: ClientView, ...refusesWith('client_not_found') },
    },
    handler: async (request) => await getClient(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/clients/:clientId',
    schema: {
      operationId: 'updateClient',
      tags,
      summary: 'Change or archive a client',
      params,
      body: ChangedClient,
      response: {
        200: ClientView,
        ...refusesWith(
          'client_not_found',
          'client_number_is_taken',
          'tag_not_found',
          'xero_connection_not_found',
        ),
      },
    },
    handler: async (request) =>
      await updateClient(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/clients/:clientId',
    schema: {
      operationId: 'deleteClient',
      tags,
      summary: 'Delete an unused client',
      params,
      response: { 204: z.null(), ...refusesWith('client_not_found', 'client_is_in_use') },
    },
    handler: async (request, reply) => {
      await deleteClient(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
