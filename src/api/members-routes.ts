import { createMembers } from '#app/people/create-members.ts'
import { listMembers } from '#app/people/list-members.ts'
import { updateMember } from '#app/people/update-member.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  archived,
  email,
  firstRate,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  sortQuery,
  text,
} from './schemas.ts'

const role = z.enum(['owner', 'administrator', 'project_manager', 'bookkeeper', 'employee'])

const MemberView = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role,
    hourlyRate: z.string().nullable(),
    canSignIn: z.boolean(),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Member' })

const fields = { name: nameText(200), email, role, hourlyRate: firstRate }
const NewMember = z.object({ ...fields, hourlyRate: fields.hourlyRate.default(null) })
const ChangedMember = z.object({ ...fields, isArchived: z.boolean() }).partial()
const tags = ['People']

export const memberRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/members',
    schema: {
      operationId: 'listMembers',
      tags,
      summary: 'Find people',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('members'),
        q: text(200).optional(),
        archived,
      }),
      response: { 200: pageOf(MemberView), ...refusesWith() },
    },
    handler: async (request) => await listMembers(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/members',
    schema: {
      operationId: 'createMembers',
      tags,
      summary: 'Add people, all or none',
      body: z.object({ items: z.array(NewMember).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(MemberView) }),
        ...refusesWith('member_email_is_taken', 'only_owners_make_owners'),
      },
    },
    handler: async (request, reply) => {
      const items = await createMembers(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/members/:memberId',
    schema: {
      operationId: 'updateMember',
      tags,
      summary: 'Change or archive a person',
      params: z.object({ memberId: id }),
      body: ChangedMember,
      response: {
        200: MemberView,
        ...refusesWith(
          'member_not_found',
          'member_email_is_taken',
          'only_owners_make_owners',
          'last_owner_stays',
        ),
      },
    },
    handler: async (request) =>
      await updateMember(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })
}
