import { createTeams } from '#app/people/create-teams.ts'
import { deleteTeam } from '#app/people/delete-team.ts'
import { listTeams } from '#app/people/list-teams.ts'
import { updateTeam } from '#app/people/update-team.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { archived, id, moment, nameText, pageOf, pageQuery, sortQuery, text } from './schemas.ts'

const TeamView = z
  .object({
    id,
    name: z.string(),
    managerId: id.nullable(),
    managerName: z.string().nullable(),
    members: z.array(z.object({ id, name: z.string() })),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Team' })

const fields = {
  name: nameText(100),
  managerId: id.nullable(),
  memberIds: z.array(id).max(500),
}
const NewTeam = z.object({
  ...fields,
  managerId: fields.managerId.default(null),
  memberIds: fields.memberIds.default([]),
})
const ChangedTeam = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ teamId: id })
const tags = ['Teams']

export const teamRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/teams',
    schema: {
      operationId: 'listTeams',
      tags,
      summary: 'Find teams',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('teams'),
        q: text(200).optional().describe('Looks in the names of team and manager.'),
        archived,
      }),
      response: { 200: pageOf(TeamView), ...refusesWith() },
    },
    handler: async (request) => await listTeams(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/teams',
    schema: {
      operationId: 'createTeams',
      tags,
      summary: 'Create teams, all or none',
      body: z.object({ items: z.array(NewTeam).min(1).max(200) }),
      response: {
        201: z.object({ items: z.array(TeamView) }),
        ...refusesWith('team_name_is_taken', 'member_not_found'),
      },
    },
    handler: async (request, reply) => {
      const items = await createTeams(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/teams/:teamId',
    schema: {
      operationId: 'updateTeam',
      tags,
      summary: 'Change or archive a team',
      params,
      body: ChangedTeam,
      response: {
        200: TeamView,
        ...refusesWith('team_not_found', 'team_name_is_taken', 'member_not_found'),
      },
    },
    handler: async (request) =>
      await updateTeam(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/teams/:teamId',
    schema: {
      operationId: 'deleteTeam',
      tags,
      summary: 'Delete a team that nobody is in',
      params,
      response: { 204: z.null(), ...refusesWith('team_not_found', 'team_has_members') },
    },
    handler: async (request, reply) => {
      await deleteTeam(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
