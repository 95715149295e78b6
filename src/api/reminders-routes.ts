import { getReminderDraft } from '#app/invoices/get-reminder-draft.ts'
import { remindInvoice } from '#app/invoices/remind-invoice.ts'
import { getReminderSettings } from '#app/reminders/get-reminder-settings.ts'
import { updateReminderSettings } from '#app/reminders/update-reminder-settings.ts'
import { reminderPlaceholders } from '#domain/email-template.ts'
import { areRising, mostReminderSteps } from '#domain/reminders.ts'
import { say } from '#domain/words/say.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { body, Email, subject } from './emails-routes.ts'
import { refusesWith } from './refusals.ts'
import { email, id } from './schemas.ts'

const template = z.object({ subject, body }).nullable().default(null)
const ownTemplate = z.object({
  subject: z.string(),
  body: z.string(),
  isOwn: z.boolean().describe('The workspace says it otherwise than Hourbook.'),
})

const ReminderSettings = z
  .object({
    isAutomatic: z.boolean().describe('Whether reminders go out by themselves, once a day.'),
    isMailOn: z.boolean().describe('Whether a mail server is configured.'),
    steps: z.array(
      z.object({
        step: z.int(),
        daysAfterDue: z.int(),
        templates: z.object({ en: ownTemplate, nl: ownTemplate }),
      }),
    ),
    dueNow: z
      .object({ invoices: z.int(), withoutAddress: z.int() })
      .describe('Of how many invoices clients would be reminded by itself now.'),
  })
  .meta({ id: 'ReminderSettings' })

const params = z.object({ invoiceId: id })
const placeholders = reminderPlaceholders.map((each) => `{{${each}}}`).join(', ')
const tags = ['Reminders']

export const reminderRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/reminder-settings',
    schema: {
      operationId: 'getReminderSettings',
      tags,
      summary: 'How clients are reminded of overdue invoices',
      response: { 200: ReminderSettings, ...refusesWith() },
    },
    handler: async (request) => await getReminderSettings(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/reminder-settings',
    schema: {
      operationId: 'updateReminderSettings',
      tags,
      summary: 'Change how clients are reminded of overdue invoices',
      description: `Placeholders: ${placeholders}.`,
      body: z.object({
        isAutomatic: z.boolean().optional(),
        steps: z
          .array(
            z.object({
              daysAfterDue: z.int().min(1).max(365),
              templates: z
                .object({ en: template, nl: template })
                .default({ en: null, nl: null })
                .describe('By language; null is what Hourbook says.'),
            }),
          )
          .min(1)
          .max(mostReminderSteps)
          .refine(
            (steps) => areRising(steps.map(({ daysAfterDue }) => daysAfterDue)),
            say('Each reminder comes later than the one before.'),
          )
          .nullable()
          .optional()
          .describe('In the place of those that were; null: those of Hourbook.'),
      }),
      response: { 200: ReminderSettings, ...refusesWith('placeholder_is_unknown') },
    },
    handler: async (request) =>
      await updateReminderSettings(request.ctx, { changes: request.body }),
  })

  api.route({
    method: 'GET',
    url: '/invoices/:invoiceId/reminder-draft',
    schema: {
      operationId: 'getReminderDraft',
      tags,
      summary: 'The reminder that comes next for an overdue invoice, filled in',
      params,
      response: {
        200: z.object({
          step: z.int(),
          stepCount: z.int(),
          on: z.string().describe('From when it goes out by itself, where that is switched on.'),
          from: z.string().nullable().describe('Null: no e-mail can be sent.'),
          senderName: z.string(),
          to: z.array(z.string()),
          language: z.enum(languages),
          subject: z.string(),
          body: z.string(),
          attachmentName: z.string(),
        }),
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_finalised',
          'invoice_is_a_credit',
          'nothing_left_to_pay',
          'invoice_is_not_overdue',
          'client_gets_no_reminders',
          'no_reminder_is_left',
        ),
      },
    },
    handler: async (request) => await getReminderDraft(request.ctx, request.params),
  })

  api.route({
    method: 'POST',
    url: '/invoices/:invoiceId/remind',
    schema: {
      operationId: 'remindInvoice',
      tags,
      summary: 'Remind a client of an overdue invoice by e-mail, with its PDF',
      description: 'Each step goes out once; one that the mail server refused can be sent anew.',
      params,
      body: z.object({
        step: z.int().min(1).max(mostReminderSteps).describe('The one of the reminder draft.'),
        to: z.array(email).min(1).max(20),
        cc: z.array(email).max(20).default([]),
        subject,
        body,
        copyToMe: z.boolean().default(false).describe('Also to you, which the others do not see.'),
      }),
      response: {
        202: Email,
        ...refusesWith(
          'invoice_not_found',
          'invoice_is_not_finalised',
          'invoice_is_a_credit',
          'nothing_left_to_pay',
          'invoice_is_not_overdue',
          'client_gets_no_reminders',
          'no_reminder_is_left',
          'reminder_is_another_step',
          'placeholder_is_unknown',
          'mail_is_off',
          'printer_is_busy',
          'printer_is_missing',
          'printing_takes_too_long',
        ),
      },
    },
    handler: async (request, reply) =>
      await reply
        .code(202)
        .send(await remindInvoice(request.ctx, { ...request.params, ...request.body })),
  })
}
