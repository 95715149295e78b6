import { createTasks } from '#app/catalogue/create-tasks.ts'
import { deleteTask } from '#app/catalogue/delete-task.ts'
import { listTasks } from '#app/catalogue/list-tasks.ts'
import { updateTask } from '#app/catalogue/update-task.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import {
  archived,
  codeText,
  firstRate,
  id,
  moment,
  nameText,
  pageOf,
  pageQuery,
  sortQuery,
  text,
} from './schemas.ts'

const TaskView = z
  .object({
    id,
    name: z.string(),
    hourlyRate: z.string().nullable(),
    isBillable: z.boolean(),
    xeroItemCode: z.string().nullable(),
    archivedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Task' })

const xeroItemCode = codeText(30).nullable()
const fields = {
  name: nameText(200),
  hourlyRate: firstRate,
  isBillable: z.boolean(),
  xeroItemCode,
}

const NewTask = z.object({
  ...fields,
  hourlyRate: fields.hourlyRate.default(null),
  isBillable: fields.isBillable.default(true),
  xeroItemCode: xeroItemCode.default(null),
})

const ChangedTask = z.object({ ...fields, isArchived: z.boolean() }).partial()
const params = z.object({ taskId: id })
const tags = ['Tasks']

export const taskRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/tasks',
    schema: {
      operationId: 'listTasks',
      tags,
      summary: 'Find tasks',
      querystring: z.object({
        ...pageQuery,
        ...sortQuery('tasks'),
        q: text(200).optional(),
        archived,
      }),
      response: { 200: pageOf(TaskView), ...refusesWith() },
    },
    handler: async (request) => await listTasks(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/tasks',
    schema: {
      operationId: 'createTasks',
      tags,
      summary: 'Create tasks, all or none',
      body: z.object({ items: z.array(NewTask).min(1).max(1000) }),
      response: {
        201: z.object({ items: z.array(TaskView) }),
        ...refusesWith('task_name_is_taken'),
      },
    },
    handler: async (request, reply) => {
      const items = await createTasks(request.ctx, request.body)
      return await reply.code(201).send({ items })
    },
  })

  api.route({
    method: 'PATCH',
    url: '/tasks/:taskId',
    schema: {
      operationId: 'updateTask',
      tags,
      summary: 'Change or archive a task',
      params,
      body: ChangedTask,
      response: { 200: TaskView, ...refusesWith('task_not_found', 'task_name_is_taken') },
    },
    handler: async (request) =>
      await updateTask(request.ctx, { ...request.params, changes: definedOf(request.body) }),
  })

  api.route({
    method: 'DELETE',
    url: '/tasks/:taskId',
    schema: {
      operationId: 'deleteTask',
      tags,
      summary: 'Delete an unused task',
      params,
      response: { 204: z.null(), ...refusesWith('task_not_found', 'task_is_in_use') },
    },
    handler: async (request, reply) => {
      await deleteTask(request.ctx, request.params)
      return await reply.code(204).send(null)
    },
  })
}
