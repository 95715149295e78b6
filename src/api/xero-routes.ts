import { said } from './spoken.ts'
import { say } from '#domain/words/say.ts'
import { chooseXeroAdministration } from '#app/xero/choose-xero-administration.ts'
import { createXeroAccount } from '#app/xero/create-xero-account.ts'
import { createXeroItem } from '#app/xero/create-xero-item.ts'
import { disconnectXero } from '#app/xero/disconnect-xero.ts'
import { getXeroConnection } from '#app/xero/get-xero-connection.ts'
import { listXeroAccounts } from '#app/xero/list-xero-accounts.ts'
import { listXeroBrandingThemes } from '#app/xero/list-xero-branding-themes.ts'
import { listXeroContactGroups } from '#app/xero/list-xero-contact-groups.ts'
import { listXeroItems } from '#app/xero/list-xero-items.ts'
import { listXeroTaxRates } from '#app/xero/list-xero-tax-rates.ts'
import { startXeroConsent } from '#app/xero/start-xero-consent.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { salesTargets } from '#domain/xero-settings.ts'
import { definedOf } from '#lib/defined-of.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { codeText, day, flag, id, moment, nameText, ofAdministration, text } from './schemas.ts'
import { callbackPath, stateCookie } from './xero-callback-route.ts'

const nightlyImport = z.enum(['off', 'new', 'new_and_changed'])
const salesTarget = z.enum(salesTargets)
const journalStatus = z.enum(['DRAFT', 'POSTED'])
const importScope = z.enum(['all', 'customers', 'group'])
const isoCurrency = z.string()

const XeroConnectionView = z
  .object({
    state: z.enum(['none', 'choosing', 'active', 'reconnect', 'scope_missing', 'disconnected']),
    isSimulator: z.boolean().describe('Whether the built-in simulator stands in for Xero.'),
    simulatorUrl: z.string().nullable(),
    currency: isoCurrency.describe('The currency of the workspace.'),
    organisation: z
      .object({
        connectionId: id,
        tenantId: z.guid(),
        name: z.string(),
        shortCode: z.string().nullable(),
        baseCurrency: isoCurrency.nullable(),
        countryCode: z.string().nullable(),
        isDemoCompany: z.boolean(),
        isDefault: z.boolean(),
        url: z.string().nullable(),
      })
      .nullable()
      .describe(
        'The administration that was asked about, or else the default one; null until it is chosen.',
      ),
    administrations: z
      .array(
        z.object({
          connectionId: id,
          tenantId: z.guid(),
          name: z.string(),
          state: z.enum(['active', 'reconnect', 'scope_missing', 'disconnected']),
          isDefault: z.boolean(),
          isDemoCompany: z.boolean(),
          baseCurrency: isoCurrency.nullable(),
          clients: z
            .int()
            .nullable()
            .describe('How many clients belong to it; null where there is only one.'),
          canExport: z.boolean(),
          cannotExportBecause: said().nullable(),
          missing: z.array(z.object({ code: z.string(), message: said() })),
        }),
      )
      .describe('All administrations of the workspace, the default one first; usually one.'),
    offered: z
      .array(
        z.object({
          connectionId: id,
          tenantId: z.guid(),
          name: z.string(),
          baseCurrency: isoCurrency.nullable(),
          isDemoCompany: z.boolean(),
          connectedAt: moment,
        }),
      )
      .describe('Connected organisations to choose from.'),
    settings: z
      .object({
        defaultItemCode: z.string().nullable(),
        salesAccountCode: z.string().nullable(),
        debtorsAccountCode: z.string().nullable(),
        brandingThemeId: z.guid().nullable(),
        brandingThemeName: z.string().nullable().describe('As it was when it was chosen.'),
        journalStatus,
        nightlyImport,
        importScope,
        importGroupId: z.guid().nullable(),
        importGroupName: z.string().nullable(),
      })
      .nullable(),
    missing: z.array(z.object({ code: z.string(), message: said() })),
    canExport: z.boolean(),
    cannotExportBecause: said().nullable(),
    salesTarget: salesTarget.describe('What a sales transaction becomes; of the workspace.'),
    canPostSalesTransactions: z.boolean(),
    cannotPostSalesTransactionsBecause: said().nullable(),
    connectedBy: z.string().nullable(),
    hasConnectorLeft: z
      .boolean()
      .describe(
        'Whoever connected is archived: somebody else should connect with a consent of theirs.',
      ),
    connectedAt: moment.nullable(),
    scopes: z.array(
      z.object({ scope: z.string(), reason: said(), isGranted: z.boolean().nullable() }),
    ),
    lastSuccessAt: moment.nullable(),
    lastErrorAt: moment.nullable(),
    lastError: said().nullable(),
    parkedUntil: moment.nullable().describe('Xero asked not to be called before this moment.'),
    callsLeftToday: z.int().nullable(),
    callsADay: z.int(),
    app: z
      .object({
        redirectUri: z.string().describe('To be registered with the app at Xero, to the letter.'),
        organisationCount: z
          .int()
          .describe(
            'Organisations connected through the app, in all workspaces: Xero limits them.',
          ),
      })
      .nullable()
      .describe('The app that is registered at Xero; null for those who may not connect.'),
    budget: z
      .object({
        used: z
          .int()
          .describe('Calls in the present day of Xero, by all workspaces and processes.'),
        left: z.int(),
        keptForPeople: z.int().describe('Background work stops when no more than these are left.'),
        endsAt: moment.nullable().describe('When the day ends that they are counted for.'),
        tonight: z
          .object({ calls: z.int(), on: day })
          .nullable()
          .describe('What the next nightly import will cost; null when it is off.'),
      })
      .nullable(),
  })
  .meta({ id: 'XeroConnection' })

const XeroItem = z
  .object({
    code: z.string(),
    name: z.string(),
    salesAccountCode: z.string().nullable(),
    isSelectable: z.boolean(),
    reason: said().nullable().describe('Why it cannot be chosen.'),
  })
  .meta({ id: 'XeroItem' })

const XeroAccount = z
  .object({
    code: z.string().nullable(),
    name: z.string(),
    type: z.string(),
    class: z.string(),
    systemAccount: z.string().nullable(),
    isSelectable: z.boolean(),
    reason: said().nullable().describe('Why it cannot be chosen for this purpose.'),
  })
  .meta({ id: 'XeroAccount' })

const XeroBrandingTheme = z
  .object({
    brandingThemeId: z.guid(),
    name: z.string(),
    isDefault: z.boolean().describe('Whether Xero takes it where nothing else is said.'),
  })
  .meta({ id: 'XeroBrandingTheme' })

const typedCode = text(200).trim().min(1, say('Fill this in.')).nullable()
const search = { q: text(200).optional(), refresh: flag.default(false), ...ofAdministration }
const tags = ['Xero']

const reading = [
  'xero_connection_not_found',
  'xero_is_not_connected',
  'xero_administration_not_chosen',
  'xero_needs_reconnection',
  'xero_scope_is_missing',
  'xero_is_busy',
  'xero_does_not_answer',
] as const

export const xeroRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/xero/connection',
    schema: {
      operationId: 'getXeroConnection',
      tags,
      summary: 'How the workspace stands with Xero',
      querystring: z.object(ofAdministration),
      response: { 200: XeroConnectionView, ...refusesWith('xero_connection_not_found') },
    },
    handler: async (request) => await getXeroConnection(request.ctx, request.query),
  })

  api.route({
    method: 'DELETE',
    url: '/xero/connection',
    schema: {
      operationId: 'disconnectXero',
      tags,
      summary: 'Disconnect from Xero',
      description:
        'Ends one connection at Xero too; the others go on. Without connectionId the default one, and all that are only offered. What was chosen and sent stays.',
      querystring: z.object({
        connectionId: id.optional().describe('The connection to end.'),
      }),
      response: {
        204: z.null(),
        ...refusesWith(...reading, 'xero_refused'),
      },
    },
    handler: async (request, reply) => {
      await disconnectXero(request.ctx, request.query)
      return await reply.code(204).send(null)
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/consents',
    schema: {
      operationId: 'startXeroConsent',
      tags,
      summary: 'Start connecting: where to send the person',
      description: 'The person returns to Hourbook by itself. It works once, for ten minutes.',
      response: { 201: z.object({ authorizeUrl: z.url() }), ...refusesWith() },
    },
    handler: async (request, reply) => {
      const { authorizeUrl, state } = await startXeroConsent(request.ctx)
      reply.setCookie(stateCookie, state, {
        path: callbackPath,
        httpOnly: true,
        sameSite: 'lax',
        secure: request.ctx.url.startsWith('https:'),
        maxAge: 600,
      })
      return await reply.code(201).send({ authorizeUrl })
    },
  })

  api.route({
    method: 'POST',
    url: '/xero/administration',
    schema: {
      operationId: 'chooseXeroAdministration',
      tags,
      summary: 'Choose the administration',
      body: z.object({
        connectionId: id,
        isAdditional: z
          .boolean()
          .default(false)
          .describe(
            'Beside the administrations there are. Otherwise it takes the place of the default one, and the clients of that go to it.',
          ),
      }),
      response: {
        200: XeroConnectionView,
        ...refusesWith(...reading, 'xero_refused', 'currency_differs', 'client_number_is_taken'),
      },
    },
    handler: async (request) => {
      await chooseXeroAdministration(request.ctx, request.body)
      return await getXeroConnection(request.ctx, request.body)
    },
  })

  api.route({
    method: 'PATCH',
    url: '/xero/settings',
    schema: {
      operationId: 'updateXeroSettings',
      tags,
      summary: 'Choose the product, the accounts and the nightly import',
      description: 'A code may be typed as Xero shows it, such as "200 - Sales". Null clears it.',
      body: z
        .object({
          defaultItemCode: typedCode,
          salesAccountCode: typedCode,
          debtorsAccountCode: typedCode,
          brandingThemeId: z
            .guid()
            .toLowerCase()
            .nullable()
            .describe('How invoices look; null: as Xero chooses.'),
          salesTarget: salesTarget.describe(
            'What sales transactions of the workspace become from now on: journals in the ledger, or approved sales invoices among the receivables of Xero. What was sent stays what it is.',
          ),
          journalStatus: journalStatus.describe(
            'How sales transactions arrive in Xero: a draft reaches the ledger when it is posted there.',
          ),
          nightlyImport,
          importScope: importScope.describe(
            'Which contacts come in, by hand and at night. Who is linked is followed whatever is chosen.',
          ),
          importGroupId: z.guid().toLowerCase().nullable().describe('Of the scope "group".'),
          isDefault: z
            .literal(true)
            .describe(
              'Makes it the default administration. No client moves: those of the one before stay there.',
            ),
          ...ofAdministration,
        })
        .partial(),
      response: {
        200: XeroConnectionView,
        ...refusesWith(
          ...reading,
          'currency_differs',
          'xero_contact_group_not_found',
          'xero_branding_theme_not_found',
          'xero_item_not_found',
          'xero_item_is_not_sold',
          'xero_account_not_found',
          'xero_account_is_archived',
          'xero_account_is_system',
          'xero_account_does_not_fit',
        ),
      },
    },
    handler: async (request) => {
      await updateXeroSettings(request.ctx, definedOf(request.body))
      return await getXeroConnection(request.ctx, { connectionId: request.body.connectionId })
    },
  })

  api.route({
    method: 'GET',
    url: '/xero/branding-themes',
    schema: {
      operationId: 'listXeroBrandingThemes',
      tags,
      summary: 'How invoices can look in the administration',
      querystring: z.object({ refresh: flag.default(false), ...ofAdministration }),
      response: {
        200: z.object({ items: z.array(XeroBrandingTheme), nextCursor: z.null() }),
        ...refusesWith(...reading, 'xero_refused'),
      },
    },
    handler: async (request) => await listXeroBrandingThemes(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/xero/items',
    schema: {
      operationId: 'listXeroItems',
      tags,
      summary: "The administration's products and services",
      querystring: z.object(search),
      response: {
        200: z.object({ items: z.array(XeroItem), nextCursor: z.null() }),
        ...refusesWith(...reading, 'xero_refused'),
      },
    },
    handler: async (request) => await listXeroItems(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/xero/items',
    schema: {
      operationId: 'createXeroItem',
      tags,
      summary: 'Create a product in Xero',
      body: z.object({ code: codeText(30), name: nameText(50), ...ofAdministration }),
      response: { 201: XeroItem, ...refusesWith(...reading, 'xero_refused') },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createXeroItem(request.ctx, request.body)),
  })

  api.route({
    method: 'GET',
    url: '/xero/accounts',
    schema: {
      operationId: 'listXeroAccounts',
      tags,
      summary: "The administration's chart of accounts",
      querystring: z.object({
        ...search,
        purpose: z.enum(['sales', 'debtors', 'line']).default('sales'),
      }),
      response: {
        200: z.object({
          items: z.array(XeroAccount),
          nextCursor: z.null(),
          suggestion: z
            .object({ code: z.string(), name: z.string() })
            .nullable()
            .describe('A free code and name for an account that fits, when one is to be created.'),
        }),
        ...refusesWith(...reading, 'xero_refused'),
      },
    },
    handler: async (request) => await listXeroAccounts(request.ctx, request.query),
  })

  api.route({
    method: 'POST',
    url: '/xero/accounts',
    schema: {
      operationId: 'createXeroAccount',
      tags,
      summary: 'Create a fitting account in Xero',
      body: z.object({
        purpose: z.literal('debtors'),
        code: codeText(10),
        name: nameText(150),
        ...ofAdministration,
      }),
      response: { 201: XeroAccount, ...refusesWith(...reading, 'xero_refused') },
    },
    handler: async (request, reply) =>
      await reply.code(201).send(await createXeroAccount(request.ctx, request.body)),
  })

  api.route({
    method: 'GET',
    url: '/xero/contact-groups',
    schema: {
      operationId: 'listXeroContactGroups',
      tags,
      summary: "The administration's contact groups",
      querystring: z.object(ofAdministration),
      response: {
        200: z.object({
          items: z.array(z.object({ id: z.guid(), name: z.string() })),
          nextCursor: z.null(),
        }),
        ...refusesWith(...reading, 'xero_refused'),
      },
    },
    handler: async (request) => await listXeroContactGroups(request.ctx, request.query),
  })

  api.route({
    method: 'GET',
    url: '/xero/tax-rates',
    schema: {
      operationId: 'listXeroTaxRates',
      tags,
      summary: "The administration's tax rates",
      querystring: z.object({ refresh: search.refresh, ...ofAdministration }),
      response: {
        200: z.object({
          items: z.array(
            z.object({
              taxType: z.string(),
              name: z.string(),
              percentage: z.string(),
              isSelectable: z.boolean(),
            }),
          ),
          nextCursor: z.null(),
        }),
        ...refusesWith(...reading, 'xero_refused'),
      },
    },
    handler: async (request) => await listXeroTaxRates(request.ctx, request.query),
  })
}
