import { createVehicles } from '#app/catalogue/create-vehicles.ts'
import { deleteVehicle } from '#app/catalogue/delete-vehicle.ts'
import { listVehicles } from '#app/catalogue/list-vehicles.ts'
import { updateVehicle } from '#app/catalogue/update-vehicle.ts'
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
  sortQuery,
  text,
} from './schemas.ts'

const VehicleView = z
  .object({
    id,
    name: z.string(),
    licencePlate: z.string().nullable(),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Vehicle' })

const fields = {
  name: nameText(100),
  licencePlate: codeText(20).nullable(),
}
const NewVehicle = z.object({
  ...fields,
  licencePlate: fields.licencePlate.default(null),
})
const ChangedVehicle = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ vehicleId: id })
const tags = ['Vehicles']

export const vehicleRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/vehicles',
    schema: {
      operationId: 'listVehicles',
      tags,
      summary: 'Find vehicles',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('vehicles'),
        q: text(200).optional(),
        archived,
      }),
      response: { 200: pageOf(VehicleView), ...refusesWith() },
    },
    handler: async (request) => await listVehicles(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/vehicles',
    schema: {
      operationId: 'createVehicles',
      tags,
      summary: 'Create vehicles, all or none',
      body: z.object({ items: z.array(NewVehicle).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(VehicleView) }),
        ...refusesWith('vehicle_name_is_taken'),
      },
    },
    handler: async (request, reply) => {
      const items = await createVehicles(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/vehicles/:vehicleId',
    schema: {
      operationId: 'updateVehicle',
      tags,
      summary: 'Change or archive a vehicle',
      params,
      body: ChangedVehicle,
      response: { 200: VehicleView, ...refusesWith('vehicle_not_found', 'vehicle_name_is_taken') },
    },
    handler: async (request) =>
      await updateVehicle(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/vehicles/:vehicleId',
    schema: {
      operationId: 'deleteVehicle',
      tags,
      summary: 'Delete an unused vehicle',
      params,
      response: { 204: z.null(), ...refusesWith('vehicle_not_found', 'vehicle_is_in_use') },
    },
    handler: async (request, reply) => {
      await deleteVehicle(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
