import { getEmail } from '#app/emails/get-email.ts'
import { getEmailSettings } from '#app/emails/get-email-settings.ts'
import { listEmails } from '#app/emails/list-emails.ts'
import { sendEmailAgain } from '#app/emails/send-email-again.ts'
import { sendTestEmail } from '#app/emails/send-test-email.ts'
import { updateEmailSettings } from '#app/emails/update-email-settings.ts'
import { emailPlaceholders } from '#domain/email-template.ts'
import { say } from '#domain/words/say.ts'
import { emailStates } from '#domain/email-state.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Allowance } from './billing-schemas.ts'
import { refusesWith } from './refusals.ts'
import { said } from './spoken.ts'
import { email, id, moment, pageOf, pageQuery, text } from './schemas.ts'

const kind = z.enum(['test', 'work_rejected', 'work_submitted', 'stand_in', 'invoice'])

const fields = {
  id,
  kind,
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()).describe('Who gets it without the others seeing so.'),
  replyTo: z.string().nullable(),
  language: z.enum(languages),
  subject: z.string(),
  body: z.string().describe('Plain text; its HTML is made from it.'),
  state: z
    .enum(emailStates)
    .describe(
      '`unknown`: the connection was lost while it was on its way. It may have arrived, and is never sent again by itself.',
    ),
  attempts: z.int(),
  answer: said('What the mail server said last, or what was wrong with the connection.').nullable(),
  nextAttemptAt: moment.nullable().describe('When it is tried next, while it waits for that.'),
  isWaiting: z.boolean().describe('Whether that moment is still to come.'),
  lastAttemptAt: moment.nullable(),
  plannedAt: moment,
  plannedByName: z.string().nullable().describe('Null when Hourbook itself did.'),
  sentAt: moment.nullable().describe('When the mail server took it.'),
  invoiceId: id.nullable().describe('The invoice that goes along.'),
  reminderStep: z.int().nullable().describe('Which reminder of that invoice it is.'),
  fileName: z.string().nullable(),
  can: z.object({ sendAgain: Allowance }),
}

export const Email = z.object(fields).meta({ id: 'Email' })

const EmailWithLog = z
  .object({
    ...fields,
    log: z.array(
      z.object({
        attempt: z.int(),
        startedAt: moment,
        endedAt: moment.nullable(),
        outcome: z
          .enum(['sent', 'refused', 'busy', 'unknown'])
          .nullable()
          .describe(
            '`busy`: it was certainly not taken, and is tried later. Null while under way.',
          ),
        answer: said().nullable(),
      }),
    ),
  })
  .meta({ id: 'EmailWithLog' })

export const subject = text(200)
  .trim()
  .min(1, say('Fill this in.'))
  .refine((line) => !/[\r\n]/.test(line), say('Use one line.'))
export const body = text(5000).trim().min(1, say('Fill this in.'))
const template = z.object({ subject, body })
const ownTemplate = z.object({
  subject: z.string(),
  body: z.string(),
  isOwn: z.boolean().describe('The workspace says it otherwise than Hourbook.'),
})
const EmailSettings = z
  .object({
    isOn: z.boolean().describe('Whether a mail server is configured.'),
    from: z.string().nullable(),
    invoiceTemplates: z.object({ en: ownTemplate, nl: ownTemplate }),
  })
  .meta({ id: 'EmailSettings' })

export const emailRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/email-settings',
    schema: {
      operationId: 'getEmailSettings',
      tags: ['E-mail'],
      summary: 'Whether e-mails can be sent, and from which address',
      response: { 200: EmailSettings, ...refusesWith() },
    },
    handler: async (request) => await getEmailSettings(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/email-settings',
    schema: {
      operationId: 'updateEmailSettings',
      tags: ['E-mail'],
      summary: 'Change what goes with invoices',
      description: `Placeholders: ${emailPlaceholders.map((each) => `{{${each}}}`).join(', ')}.`,
      body: z.object({
        invoiceTemplates: z
          .object({ en: template.nullable().optional(), nl: template.nullable().optional() })
          .optional()
          .describe('By language; null is what Hourbook says.'),
      }),
      response: { 200: EmailSettings, ...refusesWith('placeholder_is_unknown') },
    },
    handler: async (request) => await updateEmailSettings(request.ctx, { changes: request.body }),
  })

  api.route({
    method: 'GET',
    url: '/emails',
    schema: {
      operationId: 'listEmails',
      tags: ['E-mail'],
      summary: 'Every e-mail, sent or to be sent, newest first',
      querystring: z.object({
        ...pageQuery,
        state: z.enum(emailStates).optional(),
        invoiceId: id.optional(),
      }),
      response: { 200: pageOf(Email), ...refusesWith() },
    },
    handler: async (request) => await listEmails(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/emails/:emailId',
    schema: {
      operationId: 'getEmail',
      tags: ['E-mail'],
      summary: 'An e-mail, and each time it was taken to the mail server',
      params: z.object({ emailId: id }),
      response: { 200: EmailWithLog, ...refusesWith('email_not_found') },
    },
    handler: async (request) => await getEmail(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/emails/:emailId/send-again',
    schema: {
      operationId: 'sendEmailAgain',
      tags: ['E-mail'],
      summary: 'Send an e-mail once more that was refused or may not have arrived',
      params: z.object({ emailId: id }),
      body: z.object({
        mayArriveTwice: z
          .boolean()
          .default(false)
          .describe('Needed where it may have arrived: whoever gets it may get it twice.'),
      }),
      response: {
        202: Email,
        ...refusesWith(
          'email_not_found',
          'email_cannot_be_sent_again',
          'email_may_have_arrived',
          'mail_is_off',
        ),
      },
    },
    handler: async (request, reply) => {
      const again = await sendEmailAgain(request.ctx, { ...request.params, ...request.body })
      return await reply.code(202).send(again)
    },
  })

  api.route({
    method: 'POST',
    url: '/emails/test',
    schema: {
      operationId: 'sendTestEmail',
      tags: ['E-mail'],
      summary: 'Send an e-mail that only says that e-mail works',
      description: 'Read the e-mail until it is sent or refused.',
      body: z.object({
        to: email.optional().describe('Your own address without it.'),
      }),
      response: { 202: Email, ...refusesWith('mail_is_off') },
    },
    handler: async (request, reply) =>
      await reply.code(202).send(await sendTestEmail(request.ctx, request.body)),
  })
}
