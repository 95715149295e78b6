import { listClientTerms } from '#db/xero-exports.ts'
import { listClientsOfContacts, listClientsToCheck } from '#db/xero-readiness.ts'
import { listUninvoicedRows } from '#db/uninvoiced.ts'
import { listVatRateRows } from '#db/vat-rates.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'
import { checkBookings } from '#domain/check-bookings.ts'
import { checkBrandingTheme } from '#domain/check-branding-theme.ts'
import { checkClients } from '#domain/check-clients.ts'
import { checkCalls, checkOrganisation } from '#domain/check-organisation.ts'
import { checkVatRates } from '#domain/check-vat-rates.ts'
import { contactRefusal } from '#domain/contact-status.ts'
import { findingPlaces } from '#domain/finding-words.ts'
import { type Finding, finding } from '#domain/findings.ts'
import { type OpenWork, planOpenWork } from '#domain/open-work.ts'
import { refusals } from '#domain/refusals.ts'
import { callsToSend } from '#domain/sending.ts'
import { assert } from '#lib/assert.ts'
import { dayIn } from '#lib/zoned-time.ts'
import { describeBudget } from './call-budget.ts'
import type { Context } from '../context.ts'
import { gatherItems } from './gather-items.ts'
import { withContacts } from './plan-export.ts'
import { readContactsOf } from './contacts-to-check.ts'
import { readLists } from './lists-to-check.ts'
import { refuseTooLarge } from './refuse-left-out.ts'
import { Refused } from '../refuse.ts'
import { type Asked, describeXero, type XeroStanding } from './xero-settings.ts'

export type Readiness = {
  connection: XeroConnection | null
  findings: Finding[]
  /** Null where Xero could not be asked. */
  work: OpenWork | null
  /** Calls that an export of everything open would take. */
  callsNeeded: number
  /** Whether the consent lets us create what is missing in the organisation. */
  maySettle: boolean
  /** Clients with open work beyond those that were looked up in Xero. */
  clientsNotLookedUp: number
}

/**
 * All that would fail in an export of what is open now, and all that is wrong with the settings. Works with what was read
 * from Xero in the last minute, unless asked to read anew; writes nothing.
 */
export async function checkReadiness(
  ctx: Context,
  { isFresh = false, connectionId }: { isFresh?: boolean } & Asked = {},
): Promise<Readiness> {
  const standing = await describeXero(ctx, { connectionId })
  const closed = closedDoor(standing)
  if (closed) return closed
  const { administration } = standing
  assert(administration, 'an open door leads somewhere')
  try {
    return await checkOpen(ctx, { connection: administration, isFresh })
  } catch (error) {
    if (!(error instanceof Refused) || !error.code.startsWith('xero_')) throw error
    const detail = error.particulars.detail ?? refusals[error.code].title
    return closedDoor(await describeXero(ctx, { connectionId })) ?? unread(administration, detail)
  }
}

const connectionItself = { subject: 'connection', subjectId: null } as const

/** What is found where Xero does not let us in at all; undefined when it does. */
function closedDoor({ administration, missing }: XeroStanding): Readiness | undefined {
  if (administration?.state === 'active') return undefined
  const code = doors.find((each) => each === missing[0]?.code) ?? 'xero_is_not_connected'
  const findings = [finding(connectionItself, { code, effect: 'blocks' })]
  return { connection: administration, findings, work: null, ...uncounted }
}

function unread(connection: XeroConnection, detail: string): Readiness {
  const given = { effect: 'blocks', facts: { detail } } as const
  const findings = [finding(connectionItself, { code: 'xero_could_not_be_read', ...given })]
  return { connection, findings, work: null, ...uncounted }
}

const doors = [
  'xero_is_not_connected',
  'xero_administration_not_chosen',
  'xero_needs_reconnection',
  'xero_scope_is_missing',
] as const
const uncounted = { callsNeeded: 0, clientsNotLookedUp: 0, maySettle: false }

const mostProjects = 1000
const mostVatRates = 500

async function checkOpen(
  ctx: Context,
  { connection, isFresh }: { connection: XeroConnection; isFresh: boolean },
): Promise<Readiness> {
  const { workspaceId } = ctx
  const { tenantId, defaultItemCode, salesAccountCode } = connection
  const { currency, timeZone, salesTarget } = await getWorkspace(ctx.db, { workspaceId })
  const today = dayIn(timeZone, ctx.clock.now())
  const lists = await readLists(ctx, { connection, isFresh })
  const { rules, accounts, items, taxRates, taxTypes, trackingOptions } = lists
  const mapping = { rules, accounts, trackingOptions }
  const codes = { taxRates, taxTypes, products: items, defaultItemCode, salesAccountCode, mapping }

  const all = await gatherOpen(ctx, today)
  const clientIds = [...new Set(all.map((each) => each.clientId))]
  const connectionId = connection.isDefault ? null : connection.id
  const asked = { workspaceId, tenantId, connectionId, clientIds }
  const clients = await listClientsToCheck(ctx.db, asked)
  const ownIds = new Set(clients.map((each) => each.id))
  const open = all.filter((each) => ownIds.has(each.clientId))
  const statusOf = new Map(clients.map((each) => [each.id, each.contactStatus]))
  const isUsable = (clientId: string) => !contactRefusal(statusOf.get(clientId) ?? null)
  const terms = await listClientTerms(ctx.db, { workspaceId, tenantId, clientIds })
  const work = planOpenWork(open, { codes: withContacts(codes, terms), isUsable })
  const { contacts, clientsNotLookedUp } = await readContactsOf(ctx, {
    connection,
    clients,
    isFresh,
  })
  const newContacts = clients.filter((each) => each.contactId === null).length
  const callsNeeded = callsToSend({ documents: work.documents.length, newContacts })
  const budget = await describeBudget(ctx, connection)
  const named = rules.map((rule) => ({ ...rule, name: rule.name ?? placeOf(rule.subject) }))
  const vatRates = await listVatRateRows(ctx.db, {
    workspaceId,
    filter: { archived: 'all' },
    after: undefined,
    limit: mostVatRates,
  })
  const contactIds = contacts.flatMap(({ contactId, mergedToContactId }) =>
    mergedToContactId === null ? [contactId] : [contactId, mergedToContactId],
  )
  const owners = await listClientsOfContacts(ctx.db, { workspaceId, tenantId, contactIds })
  const tokens = await findTokenSet(ctx.db, { workspaceId, tokenSetId: connection.tokenSetId })
  const scopes = tokens?.scopes ?? ''
  const findings = [
    ...checkOrganisation(
      { ...lists.organisation, permits: lists.permits },
      { currency, today, open: work },
    ),
    ...checkCalls({
      needed: callsNeeded,
      left: budget.left,
      parkedUntil: budget.parkedUntil?.toISOString() ?? null,
    }),
    ...checkFiles(ctx, scopes),
    ...checkBookings({
      ...connection,
      salesTarget,
      rules: named,
      accounts,
      items,
      trackingOptions,
      work,
    }),
    ...checkBrandingTheme({ ...connection, themes: lists.brandingThemes, work }),
    ...checkVatRates(
      vatRates
        .filter((each) => each.archivedAt === null || work.behindByVatRate.has(each.id))
        .map((each) => ({ ...each, xeroTaxType: taxTypes.get(each.id) ?? null })),
      {
        taxRates,
        behind: work.behindByVatRate,
        countryCode: lists.organisation.countryCode,
      },
    ),
    ...checkClients({
      clients: clients.map((client) => {
        const { contactId, contactStatus: status, mergedIntoName } = client
        const link =
          contactId === null || status === null ? null : { contactId, status, mergedIntoName }
        return { ...client, link, itemCount: work.byClient.get(client.id) ?? 0 }
      }),
      contacts,
      clientOfContact: new Map(owners.map(({ contactId, ...client }) => [contactId, client])),
      currency,
    }),
    ...checkDocuments(work),
  ]
  const maySettle = ctx.accounting.mayChangeSettings(scopes)
  return { connection, findings, work, callsNeeded, clientsNotLookedUp, maySettle }
}

/** All that is open, as Finance → Uninvoiced would export it. */
async function gatherOpen(ctx: Context, today: string) {
  const { workspaceId } = ctx
  const projects = await listUninvoicedRows(ctx.db, {
    workspaceId,
    through: today,
    limit: mostProjects,
    after: undefined,
  })
  const uninvoiced = projects.map(({ projectId }) => ({ projectId, through: today }))
  const selection = {
    timeEntryIds: [],
    expenseIds: [],
    mileageIds: [],
    instalments: [],
    subscriptionPeriods: [],
    uninvoiced,
  }
  const { items } = await gatherItems(ctx.db, { workspaceId, selection })
  return items
}

function checkFiles(ctx: Context, scopes: string): Finding[] {
  if (ctx.accounting.mayAttach(scopes)) return []
  return [finding(connectionItself, { code: 'files_are_not_permitted', effect: 'warns' })]
}

/** What stays behind for a reason that no other finding tells, and documents that no call could carry. */
function checkDocuments(work: OpenWork): Finding[] {
  const about = { subject: 'work', subjectId: null } as const
  const behind = [...work.behindByReason].map(([reason, itemCount]) => {
    const facts = { reason: refusals[reason].title }
    return finding(about, { code: 'work_stays_behind', effect: 'fails', itemCount, facts })
  })
  try {
    refuseTooLarge(work.documents)
    return behind
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const facts = { reason: error.message }
    return [...behind, finding(about, { code: 'document_is_too_large', effect: 'fails', facts })]
  }
}

function placeOf(subject: string): string {
  return findingPlaces[subject as keyof typeof findingPlaces]
}
