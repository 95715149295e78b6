import { createProjects } from '#app/projects/create-projects.ts'
import { deleteProject } from '#app/projects/delete-project.ts'
import { getProject } from '#app/projects/get-project.ts'
import { listProjects } from '#app/projects/list-projects.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { invoiceMethods } from '#domain/rates.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  amountMinor,
  archived,
  codeText,
  day,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  price,
  quantity,
  text,
} from './schemas.ts'

const interval = z.enum(['week', 'month', 'quarter', 'year'])
const invoiceMethod = z.enum(invoiceMethods)

const ProjectView = z
  .object({
    id,
    clientId: id,
    clientName: z.string(),
    clientNumber: z.string().nullable(),
    code: z.string().nullable(),
    name: z.string(),
    invoiceMethod,
    hourlyRate: z.string().nullable().describe('Prices are null for people who may not see them.'),
    fixedPriceMinor: z.int().nullable(),
    subscription: z
      .object({
        interval,
        startsOn: z.string(),
        endsOn: z.string().nullable(),
        description: z.string(),
        quantity: z.string(),
        unitPrice: z.string(),
        proratesPauses: z.boolean(),
      })
      .nullable(),
    vatRateId: id.nullable(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    archivedAt: moment.nullable(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'Project' })

const Subscription = z.object({
  interval,
  startsOn: day,
  endsOn: day.nullable().default(null),
  description: text(4000).default(''),
  quantity: quantity.default('1'),
  unitPrice: price.describe('Of periods before the first dated price.'),
  proratesPauses: z
    .boolean()
    .default(false)
    .describe('Whether a period that is paused for some of its days costs that much less.'),
})

const fields = {
  clientId: id,
  code: codeText(50).nullable(),
  name: nameText(200),
  invoiceMethod,
  hourlyRate: price.nullable(),
  fixedPriceMinor: amountMinor.nullable(),
  subscription: Subscription.nullable(),
  vatRateId: id.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
}

const NewProject = z.object({
  ...fields,
  code: fields.code.default(null),
  invoiceMethod: invoiceMethod.default('none'),
  hourlyRate: fields.hourlyRate.default(null).describe('Of the method project_hourly_rate.'),
  fixedPriceMinor: fields.fixedPriceMinor.default(null).describe('Of the method fixed_price.'),
  subscription: fields.subscription.default(null).describe('Of the method subscription.'),
  vatRateId: fields.vatRateId.default(null),
  startsOn: fields.startsOn.default(null),
  endsOn: fields.endsOn.default(null),
})

const ChangedProject = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ projectId: id })
const tags = ['Projects']
const writes = [
  'client_not_found',
  'client_is_archived',
  'vat_rate_not_found',
  'invoice_method_needs_price',
  'end_is_before_start',
  'amount_is_too_large',
  'project_code_is_taken',
] as const

export const projectRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/projects',
    schema: {
      operationId: 'listProjects',
      tags,
      summary: 'Find projects',
      querystring: z.object({
        ...pageQuery,
        q: text(200).optional().describe('Looks in name, code and client.'),
        clientId: id.optional(),
        archived,
      }),
      response: { 200: pageOf(ProjectView), ...refusesWith() },
    },
    handler: async (request) => await listProjects(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/projects',
    schema: {
      operationId: 'createProjects',
      tags,
      summary: 'Create projects, all or none',
      body: z.object({ items: z.array(NewProject).min(1).max(1000) }),
      response: { 201: z.object({ items: z.array(ProjectView) }), ...refusesWith(...writes) },
    },
    handler: async (request, reply) => {
      const items = await createProjects(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'GET',
    url: '/projects/:projectId',
    schema: {
      operationId: 'getProject',
      tags,
      summary: 'One project',
      params,
      response: { 200: ProjectView, ...refusesWith('project_not_found') },
    },
    handler: async (request) => await getProject(request.ctx, request.params),
  })

  api.route({
    method: 'PATCH',
    url: '/projects/:projectId',
    schema: {
      operationId: 'updateProject',
      tags,
      summary: 'Change or archive a project',
      params,
      body: ChangedProject,
      response: {
        200: ProjectView,
        ...refusesWith(
          'project_not_found',
          'fixed_price_is_below_invoiced',
          'subscription_has_billed_periods',
          'project_has_billed_work',
          ...writes,
        ),
      },
    },
    handler: async (request) =>
      await updateProject(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/projects/:projectId',
    schema: {
      operationId: 'deleteProject',
      tags,
      summary: 'Delete an unused project',
      params,
      response: { 204: z.null(), ...refusesWith('project_not_found', 'project_is_in_use') },
    },
    handler: async (request, reply) => {
      await deleteProject(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
