import { createProjects } from '#app/projects/create-projects.ts'
import { deleteProject } from '#app/projects/delete-project.ts'
import { getProject } from '#app/projects/get-project.ts'
import { listProjects } from '#app/projects/list-projects.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { billingStatuses } from '#domain/billable-item.ts'
import { projectColors } from '#domain/project-colors.ts'
import { invoiceMethods } from '#domain/rates.ts'
import { definedOf } from '#lib/defined-of.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  amountMinor,
  archived,
  codeText,
  day,
  firstRate,
  flag,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  price,
  quantity,
  sortQuery,
  text,
  withTotal,
} from './schemas.ts'

const named = z.array(z.object({ id, name: z.string() }))
const color = z.enum(projectColors)
const interval = z.enum(['week', 'month', 'quarter', 'year'])
const invoiceMethod = z.enum(invoiceMethods)

const hourRounding = z
  .enum(hourRoundings)
  .describe(
    'How each of its hours is rounded when it is billed; null: as its main project, its client or the workspace says.',
  )

const ProjectView = z
  .object({
    id,
    clientId: id,
    clientName: z.string(),
    clientNumber: z.string().nullable(),
    parentId: id.nullable().describe('The main project of a sub-project.'),
    parentName: z.string().nullable(),
    subProjectCount: z.int(),
    billToClientId: id.nullable().describe('Who gets the invoices instead of the client.'),
    billToClientName: z.string().nullable(),
    managerId: id.nullable(),
    managerName: z.string().nullable(),
    members: named.describe('Who may write on it besides the manager; everybody when empty.'),
    tasks: named.describe('The tasks that are used on it; all of them when empty.'),
    tags: named,
    code: z.string().nullable(),
    name: z.string(),
    color: color.nullable(),
    reference: z.string(),
    notes: z.string(),
    invoiceMethod,
    hourlyRate: z.string().nullable().describe('Prices are null for people who may not see them.'),
    fixedPriceMinor: z.int().nullable().describe('Of a planned price the sum of its parts.'),
    plannedInstalments: z.array(
      z.object({
        id,
        taskId: id.nullable(),
        taskName: z.string().nullable(),
        description: z.string(),
        amountMinor: z.int(),
        dueOn: z.string().nullable(),
        status: z.enum(billingStatuses),
      }),
    ),
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
    hourRounding: hourRounding.nullable(),
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

const PlannedInstalment = z.object({
  id: id.nullable().default(null).describe('Of a part that exists; it stays the same part.'),
  taskId: id.nullable().default(null).describe('Of the method fixed_price_per_task.'),
  description: text(500).trim().default(''),
  amountMinor: amountMinor.min(1),
  dueOn: day.nullable().default(null).describe('From this day on it is due; at any time if null.'),
})

const ids = z.array(id).max(500)

const fields = {
  clientId: id,
  parentId: id
    .nullable()
    .describe(
      'The main project. A rate, VAT rate, day or client to bill that is not set here is the one of the main project.',
    ),
  billToClientId: id.nullable(),
  managerId: id.nullable(),
  memberIds: ids,
  taskIds: ids,
  tagIds: ids,
  color: color.nullable(),
  reference: text(255).trim(),
  notes: text(4000),
  code: codeText(50).nullable(),
  name: nameText(200),
  invoiceMethod,
  hourlyRate: firstRate,
  fixedPriceMinor: amountMinor.nullable(),
  plannedInstalments: z
    .array(PlannedInstalment)
    .max(200)
    .describe('Of the methods fixed_price_instalments and fixed_price_per_task, in their order.'),
  subscription: Subscription.nullable(),
  vatRateId: id.nullable(),
  hourRounding: hourRounding.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
}

const NewProject = z.object({
  ...fields,
  parentId: fields.parentId.default(null),
  billToClientId: fields.billToClientId.default(null),
  managerId: fields.managerId.default(null),
  memberIds: fields.memberIds.default([]),
  taskIds: fields.taskIds.default([]),
  tagIds: fields.tagIds.default([]),
  color: fields.color.default(null),
  reference: fields.reference.default(''),
  notes: fields.notes.default(''),
  code: fields.code.default(null),
  invoiceMethod: invoiceMethod.default('none'),
  hourlyRate: fields.hourlyRate.default(null).describe('Of the method project_hourly_rate.'),
  fixedPriceMinor: fields.fixedPriceMinor.default(null).describe('Of the method fixed_price.'),
  plannedInstalments: fields.plannedInstalments.default([]),
  subscription: fields.subscription.default(null).describe('Of the method subscription.'),
  vatRateId: fields.vatRateId.default(null),
  hourRounding: fields.hourRounding.default(null),
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
  'project_not_found',
  'project_is_a_sub_project',
  'project_has_sub_projects',
  'sub_project_has_another_client',
  'project_is_archived',
  'member_not_found',
  'task_not_found',
  'tag_not_found',
  'task_is_planned_twice',
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
        withTotal,
        q: text(200).optional().describe('Looks in name, code and client.'),
        clientId: id.optional(),
        tagId: id.optional(),
        ...sortQuery('projects'),
        parentId: id.optional().describe('The sub-projects of this project.'),
        isMain: flag.optional().describe('Main projects only, or sub-projects only.'),
        memberId: id.optional().describe('Those that this person may write on.'),
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
          'planned_instalment_not_found',
          'planned_instalment_is_billed',
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
