import { findingInDutch } from '#domain/words/finding-in-dutch.ts'
import { readerOf } from './spoken.ts'
import type { FastifyRequest } from 'fastify'
import { checkXeroReadiness } from '#app/xero/check-xero-readiness.ts'
import { fixXeroFinding } from '#app/xero/fix-xero-finding.ts'
import { findingWords, fixWords } from '#domain/finding-words.ts'
import { findingEffects, findingSubjects } from '#domain/findings.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refusesWith } from './refusals.ts'
import { flag, id, moment, ofAdministration } from './schemas.ts'

const code = z.enum(keysOf(findingWords))
const subject = z
  .enum(findingSubjects)
  .describe(
    'The place concerned: a setting, the mapping of a kind of work, or with subjectId one thing.',
  )

const XeroFinding = z
  .object({
    code,
    effect: z
      .enum(findingEffects)
      .describe(
        'blocks: nothing can be sent. fails: some of it is refused or stays behind. warns: it goes, but look.',
      ),
    subject,
    subjectId: id.nullable(),
    title: z.string().describe('What is wrong, in words.'),
    text: z.string().describe('What comes of it.'),
    facts: z.record(z.string(), z.string()).describe('What the words name.'),
    itemCount: z.int().describe('How many open items it concerns.'),
    fix: z
      .object({
        kind: z.enum(keysOf(fixWords)),
        choice: z.string(),
        label: z.string(),
        isAllowed: z.boolean().describe('Whether your role may do it.'),
        isPermitted: z
          .boolean()
          .describe('Whether Xero was asked for what it takes; false: update the permissions.'),
      })
      .nullable()
      .describe('What fixXeroFinding does about it; null where only a person can decide.'),
    xeroUrl: z.string().nullable(),
  })
  .meta({ id: 'XeroFinding' })

const XeroReadiness = z
  .object({
    isReady: z.boolean().describe('Whether all that is open would go through.'),
    organisationName: z.string().nullable(),
    items: z.array(XeroFinding).describe('The worst first.'),
    open: z
      .object({
        documents: z.int(),
        items: z.int(),
        itemsLeftOut: z.int(),
        callsNeeded: z.int().describe('Calls to Xero that an export of everything takes.'),
      })
      .nullable()
      .describe('What an export of everything would be now; null where Xero could not be asked.'),
    clientsNotLookedUp: z
      .int()
      .describe('Clients with open work beyond those that were looked up in Xero.'),
    read: z
      .array(
        z.object({
          what: z.enum([
            'organisation',
            'permits',
            'accounts',
            'items',
            'taxRates',
            'trackingOptions',
            'brandingThemes',
            'contacts',
          ]),
          at: moment,
        }),
      )
      .describe('What was read from Xero, and when; at most a minute ago.'),
  })
  .meta({ id: 'XeroReadiness' })

export const xeroReadinessRoutes: FastifyPluginAsyncZod = async (api) => {
  api.route({
    method: 'GET',
    url: '/xero/readiness',
    schema: {
      operationId: 'checkXeroReadiness',
      tags: ['Xero'],
      summary: 'What would fail if everything open were exported now',
      description:
        'Plans that export against what Xero has now, and looks at every setting and mapping. Writes nothing.',
      querystring: z.object({
        ...ofAdministration,
        refresh: flag
          .default(false)
          .describe('Reads from Xero anew what was read in the last minute.'),
      }),
      response: { 200: XeroReadiness, ...refusesWith('xero_connection_not_found') },
    },
    handler: async (request) =>
      inWordsFor(request, await checkXeroReadiness(request.ctx, request.query)),
  })

  api.route({
    method: 'POST',
    url: '/xero/readiness/fixes',
    schema: {
      operationId: 'fixXeroFinding',
      tags: ['Xero'],
      summary: 'Do what the button of a finding says',
      description:
        'Checks again afterwards. Where the finding is gone already nothing is done, so it may be sent twice.',
      body: z.object({
        ...ofAdministration,
        code,
        subject,
        subjectId: id.nullable().default(null),
      }),
      response: {
        200: XeroReadiness,
        ...refusesWith(
          'xero_connection_not_found',
          'finding_needs_a_person',
          'task_not_found',
          'product_not_found',
          'client_not_found',
          'project_not_found',
          'vat_rate_not_found',
          'xero_is_busy',
          'xero_does_not_answer',
          'xero_needs_reconnection',
          'xero_scope_is_missing',
          'xero_refused',
          'currency_differs',
        ),
      },
    },
    handler: async (request) =>
      inWordsFor(request, await fixXeroFinding(request.ctx, request.body)),
  })
}

/** The keys as the type knows them: the catalogues are constants. */
function keysOf<Key extends string>(catalogue: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  return Object.keys(catalogue) as [Key, ...Key[]]
}

/** The findings in the language of who reads them; the facts too, where they are words of ours. */
function inWordsFor(request: FastifyRequest, readiness: z.input<typeof XeroReadiness>) {
  if (readerOf(request).language !== 'nl') return readiness
  return { ...readiness, items: readiness.items.map(findingInDutch) }
}
