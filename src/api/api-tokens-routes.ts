import { createApiToken } from '#app/people/create-api-token.ts'
import { listApiTokens } from '#app/people/list-api-tokens.ts'
import { revokeApiToken } from '#app/people/revoke-api-token.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { id, moment, nameText, pageOf, pageQuery } from './schemas.ts'

const ApiTokenView = z
  .object({ id, name: z.string(), createdAt: moment, lastUsedAt: moment.nullable() })
  .meta({ id: 'ApiToken' })
const tags = ['API tokens']

export const apiTokenRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/api-tokens',
    schema: {
      operationId: 'listApiTokens',
      tags,
      summary: 'Your API tokens, the newest first',
      querystring: z.object(pageQuery),
      response: { 200: pageOf(ApiTokenView), ...refusesWith() },
    },
    handler: async (request) => await listApiTokens(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/api-tokens',
    schema: {
      operationId: 'createApiToken',
      tags,
      summary: 'Make a personal API token',
      description: 'The token is shown this once; only its hash is kept.',
      body: z.object({ name: nameText(100) }),
      response: {
        201: z.object({ id, name: z.string(), token: z.string(), createdAt: moment }),
        ...refusesWith(),
      },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createApiToken(request.ctx, request.body)),
  })

  api.route({
    method: 'DELETE',
    url: '/api-tokens/:tokenId',
    schema: {
      operationId: 'revokeApiToken',
      tags,
      summary: 'End an API token',
      params: z.object({ tokenId: id }),
      response: { 204: z.null(), ...refusesWith('api_token_not_found') },
    },
    handler: async (request, reply) => {
      await revokeApiToken(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
