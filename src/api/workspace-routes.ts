import { getWorkspaceSettings } from '#app/workspace/get-workspace-settings.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { linePlaceholders, type LineTextName } from '#domain/line-texts.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import { definedOf } from '#lib/defined-of.ts'
import { dateFormats, durationFormats, numberFormats, timeFormats } from '#lib/formats.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { codeText, nameText, price, text } from './schemas.ts'

const weekStartsOn = z.literal([0, 1, 6]).describe('0 is Sunday, 1 Monday, 6 Saturday.')
const longestTermDays = 365
const longestLineText = 500
const lineText = text(longestLineText)

const fields = {
  name: nameText(200),
  currency: text(10).trim().describe('An ISO 4217 code.'),
  timeZone: text(64).trim().describe('An IANA name such as Europe/Amsterdam.'),
  language: z.enum(['en', 'nl']),
  dateFormat: z.enum(dateFormats),
  timeFormat: z.enum(timeFormats).describe('Of times of the day.'),
  numberFormat: z.enum(numberFormats),
  durationFormat: z.enum(durationFormats),
  weekStartsOn,
  hourlyRate: price.describe('Where nothing closer has a rate.'),
  mileageRate: price.describe('For each kilometre, where the client has no rate.'),
  invoicePrefix: codeText(20).or(z.literal('')),
  paymentTermDays: z.int().min(0).max(longestTermDays),
  hourRounding: z
    .enum(hourRoundings)
    .describe(
      'How each hour is rounded when it is billed, in minutes, where its client and project say nothing. Open hours are rounded anew.',
    ),
  lineTexts: z
    .object({
      project: lineText,
      task: lineText,
      user: lineText,
      day: lineText,
      entry: lineText,
      expense: lineText,
      mileage: lineText,
    } satisfies Record<LineTextName, z.ZodType>)
    .partial()
    .describe(
      `What lines of documents say: hours by how they are grouped, expenses, mileages. Names ${linePlaceholders
        .map((each) => `{{${each}}}`)
        .join(', ')}. What is left out, or empty, is written by Hourbook.`,
    ),
}

const SettingsView = z
  .object({
    ...fields,
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    language: z.string(),
    dateFormat: z.string(),
    numberFormat: z.string(),
    hourlyRate: z.string(),
    mileageRate: z.string(),
    invoicePrefix: z.string(),
    paymentTermDays: z.int(),
  })
  .meta({ id: 'WorkspaceSettings' })

const Changes = z.object(fields).partial()
const tags = ['Workspace']

export const workspaceRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/workspace',
    schema: {
      operationId: 'getWorkspaceSettings',
      tags,
      summary: 'The settings of the workspace',
      response: { 200: SettingsView, ...refusesWith() },
    },
    handler: async (request) => await getWorkspaceSettings(request.ctx),
  })

  api.route({
    method: 'PATCH',
    url: '/workspace',
    schema: {
      operationId: 'updateWorkspaceSettings',
      tags,
      summary: 'Change the settings of the workspace',
      body: Changes,
      response: {
        200: SettingsView,
        ...refusesWith('currency_is_unknown', 'time_zone_is_unknown', 'placeholder_is_unknown'),
      },
    },
    handler: async (request) =>
      await updateWorkspaceSettings(request.ctx, { changes: changesFrom(request.body) }),
  })
}

function changesFrom({ lineTexts, ...changes }: z.infer<typeof Changes>) {
  return { ...definedOf(changes), ...(lineTexts && { lineTexts: definedOf(lineTexts) }) }
}
