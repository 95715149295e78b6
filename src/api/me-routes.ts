import { getMe } from '#app/workspace/get-me.ts'
import { updateMe } from '#app/workspace/update-me.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { timeFormats } from '#lib/formats.ts'
import { refusesWith } from './refusals.ts'
import { id } from './schemas.ts'

const language = z
  .enum(languages)
  .nullable()
  .describe('What Hourbook is read in; null is the language of the workspace.')

const Me = z
  .object({
    member: z.object({
      id,
      name: z.string(),
      email: z.string(),
      role: z.enum(['owner', 'administrator', 'project_manager', 'bookkeeper', 'employee']),
      language,
      wantsApprovalEmails: z
        .boolean()
        .describe('Whether you get e-mails about the approval of work.'),
    }),
    workspace: z.object({
      id,
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      language: z.string(),
      dateFormat: z.string(),
      timeFormat: z.enum(timeFormats),
      numberFormat: z.string(),
      durationFormat: z.enum(['h:mm', 'decimal']),
      weekStartsOn: z.int(),
      isDemo: z.boolean(),
    }),
    today: z.string().describe('The calendar day it is in the time zone of the workspace.'),
    permissions: z.array(z.string()),
    xero: z.object({
      isSimulator: z.boolean(),
      simulatorUrl: z.string().nullable(),
      state: z.enum(['none', 'choosing', 'active', 'reconnect', 'scope_missing', 'disconnected']),
      administrations: z
        .array(
          z.object({
            connectionId: id,
            name: z.string(),
            isDefault: z.boolean(),
            state: z.enum(['active', 'reconnect', 'scope_missing', 'disconnected']),
          }),
        )
        .describe('Those that clients can belong to, the default one first; usually one.'),
    }),
  })
  .meta({ id: 'Me' })

export const meRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/me',
    schema: {
      operationId: 'getMe',
      tags: ['Workspace'],
      summary: 'Who you are, where, and what you may do',
      response: { 200: Me, ...refusesWith() },
    },
    handler: async (request) => await getMe(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/me',
    schema: {
      operationId: 'updateMe',
      tags: ['Workspace'],
      summary: 'Change how Hourbook is for you',
      body: z.object({
        language: language.optional(),
        wantsApprovalEmails: z.boolean().optional(),
      }),
      response: { 200: Me, ...refusesWith() },
    },
    handler: async (request) => await updateMe(request.ctx, request.body),
  })
}
