import { createTags } from '#app/catalogue/create-tags.ts'
import { deleteTag } from '#app/catalogue/delete-tag.ts'
import { listTags } from '#app/catalogue/list-tags.ts'
import { updateTag } from '#app/catalogue/update-tag.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { archived, id, moment, nameText, pageOf, pageQuery, sortQuery, text } from './schemas.ts'

const TagView = z
  .object({
    id,
    name: z.string(),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Tag' })

const fields = {
  name: nameText(60),
}
const NewTag = z.object(fields)
const ChangedTag = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ tagId: id })
const tags = ['Tags']

export const tagRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/tags',
    schema: {
      operationId: 'listTags',
      tags,
      summary: 'Find tags',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('tags'),
        q: text(200).optional(),
        archived,
      }),
      response: { 200: pageOf(TagView), ...refusesWith() },
    },
    handler: async (request) => await listTags(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/tags',
    schema: {
      operationId: 'createTags',
      tags,
      summary: 'Create tags, all or none',
      body: z.object({ items: z.array(NewTag).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(TagView) }),
        ...refusesWith('tag_name_is_taken'),
      },
    },
    handler: async (request, reply) => {
      const items = await createTags(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/tags/:tagId',
    schema: {
      operationId: 'updateTag',
      tags,
      summary: 'Change or archive a tag',
      params,
      body: ChangedTag,
      response: { 200: TagView, ...refusesWith('tag_not_found', 'tag_name_is_taken') },
    },
    handler: async (request) =>
      await updateTag(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/tags/:tagId',
    schema: {
      operationId: 'deleteTag',
      tags,
      summary: 'Delete an unused tag',
      params,
      response: { 204: z.null(), ...refusesWith('tag_not_found', 'tag_is_in_use') },
    },
    handler: async (request, reply) => {
      await deleteTag(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
