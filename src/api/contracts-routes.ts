import { say } from '#domain/words/say.ts'
import { createContract } from '#app/people/create-contract.ts'
import { deleteContract } from '#app/people/delete-contract.ts'
import { listContracts } from '#app/people/list-contracts.ts'
import { updateContract } from '#app/people/update-contract.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { day, id, moment, pageOf, pageQuery, price } from './schemas.ts'

const secondsOfDay = 86_400
const weekdays = 7

const ContractView = z
  .object({
    id,
    memberId: id,
    startsOn: z.string(),
    endsOn: z.string().nullable(),
    weekdaySeconds: z.array(z.int()).describe('Monday first.'),
    costRate: z.string().nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Contract' })

const fields = {
  startsOn: day,
  endsOn: day.nullable(),
  weekdaySeconds: z
    .array(z.int().min(0).max(secondsOfDay))
    .min(weekdays, say('Give the seconds of each of the seven days.'))
    .max(weekdays, say('Give the seconds of each of the seven days.'))
    .describe('What is worked on each day of the week, Monday first.'),
  costRate: price.nullable().describe('What an hour of this person costs the workspace.'),
}
const NewContract = z.object({
  ...fields,
  endsOn: fields.endsOn.default(null),
  costRate: fields.costRate.default(null),
})
const params = z.object({ memberId: id, contractId: id })
const tags = ['People']
const refusals = ['end_is_before_start', 'contracts_overlap'] as const

export const contractRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/members/:memberId/contracts',
    schema: {
      operationId: 'listContracts',
      tags,
      summary: 'The contracts of a person, the latest first',
      params: z.object({ memberId: id }),
      querystring: z.object(pageQuery),
      response: { 200: pageOf(ContractView), ...refusesWith('member_not_found') },
    },
    handler: async (request) =>
      await listContracts(request.ctx, { ...request.query, ...request.params }),
  })

  api.route({
    method: 'POST',
    url: '/members/:memberId/contracts',
    schema: {
      operationId: 'createContract',
      tags,
      summary: 'Write down what a person works a week and costs',
      params: z.object({ memberId: id }),
      body: NewContract,
      response: { 201: ContractView, ...refusesWith('member_not_found', ...refusals) },
    },
    handler: async (request, reply) => {
      const contract = await createContract(request.ctx, { ...request.body, ...request.params })
      return await reply.code(201).send(contract)
    },
  })

  api.route({
    method: 'PATCH',
    url: '/members/:memberId/contracts/:contractId',
    schema: {
      operationId: 'updateContract',
      tags,
      summary: 'Change a contract',
      params,
      body: z.object(fields).partial(),
      response: { 200: ContractView, ...refusesWith('contract_not_found', ...refusals) },
    },
    handler: async (request) =>
      await updateContract(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/members/:memberId/contracts/:contractId',
    schema: {
      operationId: 'deleteContract',
      tags,
      summary: 'Remove a contract',
      params,
      response: { 204: z.null(), ...refusesWith('contract_not_found') },
    },
    handler: async (request, reply) => {
      await deleteContract(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
