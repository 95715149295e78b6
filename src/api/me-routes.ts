import { getXeroIdentity } from '#app/people/get-xero-identity.ts'
import { linkXeroIdentity } from '#app/people/link-xero-identity.ts'
import { setPassword } from '#app/people/set-password.ts'
import { unlinkXeroIdentity } from '#app/people/unlink-xero-identity.ts'
import { getMe } from '#app/workspace/get-me.ts'
import { updateMe } from '#app/workspace/update-me.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { passwordLength } from '#domain/password.ts'
import { timeFormats } from '#lib/formats.ts'
import { refusesWith } from './refusals.ts'
import { id, moment } from './schemas.ts'
import { keepSecret } from './xero-sign-in-routes.ts'

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
            offlineUntil: moment
              .nullable()
              .describe('Xero has it offline: nothing is called before this moment.'),
          }),
        )
        .describe('Those that clients can belong to, the default one first; usually one.'),
    }),
  })
  .meta({ id: 'Me' })

const XeroIdentity = z
  .object({
    isOffered: z.boolean().describe('Whether people sign in with Xero here.'),
    email: z.string().nullable().describe('What you sign in with, beside your password.'),
    hasPassword: z.boolean(),
    linked: z
      .object({ name: z.string().nullable(), email: z.string().nullable(), linkedAt: moment })
      .nullable()
      .describe('Who you are at Xero; null when you do not sign in with it.'),
  })
  .meta({ id: 'XeroIdentity' })

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

  api.route({
    method: 'GET',
    url: '/me/xero-identity',
    schema: {
      operationId: 'getXeroIdentity',
      tags: ['Workspace'],
      summary: 'How you sign in, and as whom at Xero',
      response: { 200: XeroIdentity, ...refusesWith() },
    },
    handler: async (request) => await getXeroIdentity(request.ctx),
  })

  api.route({
    method: 'POST',
    url: '/me/xero-identity',
    schema: {
      operationId: 'linkXeroIdentity',
      tags: ['Workspace'],
      summary: 'Start to link your account with Xero: where to send you',
      description:
        'You return to Hourbook by itself, in the browser and the session that asked. It works once, for ten minutes.',
      response: {
        201: z.object({ authorizeUrl: z.url() }),
        ...refusesWith('xero_sign_in_is_off', 'xero_identity_is_linked', 'member_cannot_sign_in'),
      },
    },
    handler: async (request, reply) => {
      const { authorizeUrl, secret } = await linkXeroIdentity(request.ctx)
      keepSecret(reply, { secret, url: request.ctx.url })
      return await reply.code(201).send({ authorizeUrl })
    },
  })

  api.route({
    method: 'POST',
    url: '/me/password',
    config: { hasSecretBody: true },
    schema: {
      operationId: 'setPassword',
      tags: ['Workspace'],
      summary: 'Set a password, when you have none',
      description: 'For who signed up with Xero. In the browser only, not with an API token.',
      body: z.object({
        password: z
          .string()
          .min(passwordLength.min)
          .max(passwordLength.max)
          .describe('What you sign in with from then on, beside Xero.'),
      }),
      response: {
        204: z.null(),
        ...refusesWith('password_is_set', 'password_is_not_for_programs', 'member_cannot_sign_in'),
      },
    },
    handler: async (request, reply) => {
      await setPassword(request.ctx, request.body)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'DELETE',
    url: '/me/xero-identity',
    schema: {
      operationId: 'unlinkXeroIdentity',
      tags: ['Workspace'],
      summary: 'Sign in with Xero no more',
      response: {
        204: z.null(),
        ...refusesWith('xero_identity_not_found', 'xero_identity_is_the_only_way_in'),
      },
    },
    handler: async (request, reply) => {
      await unlinkXeroIdentity(request.ctx)
      return await reply.code(204).send(null)
    },
  })
}
