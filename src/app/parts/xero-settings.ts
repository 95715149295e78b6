import { findAdministration, listConnections, type XeroConnection } from '#db/xero-connections.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'
import { attachNothing, type AttachOptions } from '#domain/attachments.ts'
import { type Missing, type XeroReadiness, xeroReadiness } from '#domain/xero-settings.ts'
import type { Context } from '../context.ts'
import { expectXero } from './expect-xero.ts'
import { refreshOrganisationFacts } from './organisation-facts.ts'
import { refuse } from '../refuse.ts'

export type XeroState =
  | 'none'
  | 'choosing'
  | 'active'
  | 'reconnect'
  | 'scope_missing'
  | 'disconnected'

/** How the workspace stands with Xero: the chosen organisation, what is offered, and what stands in the way. */
export type XeroStanding = XeroReadiness & {
  state: XeroState
  administration: XeroConnection | null
  offered: XeroConnection[]
  currency: string
}

/** Decides from what is kept; makes no call. */
export async function describeXero(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
): Promise<XeroStanding> {
  const { workspaceId } = ctx
  const [connections, { currency }] = await Promise.all([
    listConnections(ctx.db, { workspaceId }),
    getWorkspace(ctx.db, { workspaceId }),
  ])
  const administration = connections.find(isAdministration) ?? null
  const offered = connections.filter((each) => each.state === 'offered')
  const readiness = xeroReadiness({ administration, hasOffers: offered.length > 0 }, currency)
  return {
    ...readiness,
    state: stateOf(administration, connections),
    administration,
    offered,
    currency,
  }
}

/** The administration, when documents can be sent to it now; refuses with what stands in the way. */
export async function requireExportAdministration(ctx: Context): Promise<XeroConnection> {
  const { administration, exportRefusal } = await describeXeroNow(ctx)
  return administration && !exportRefusal ? administration : refuseMissing(exportRefusal)
}

/** The administration, when sales transactions can be posted in it now; refuses with what stands in the way. */
export async function requireSalesAdministration(ctx: Context): Promise<XeroConnection> {
  const { administration, salesTransactionRefusal } = await describeXeroNow(ctx)
  return administration && !salesTransactionRefusal
    ? administration
    : refuseMissing(salesTransactionRefusal)
}

/** As `describeXero`, with the base currency that the organisation has now; asked for once a minute at most. */
async function describeXeroNow(ctx: Context): Promise<XeroStanding> {
  const standing = await describeXero(ctx)
  const { administration } = standing
  if (administration?.state !== 'active') return standing
  const isFresh = false
  const now = expectXero(await refreshOrganisationFacts(ctx, administration, { isFresh }))
  return now.baseCurrency === administration.baseCurrency ? standing : await describeXero(ctx)
}

/** The administration, whatever is missing in its settings; refuses when it cannot be spoken to. */
export async function requireAdministration(ctx: Context): Promise<XeroConnection> {
  const { workspaceId } = ctx
  const administration = await findAdministration(ctx.db, { workspaceId })
  if (administration?.state === 'active') return administration
  const { missing } = await describeXero(ctx)
  return refuseMissing(missing[0] ?? null)
}

/** Refuses files for Xero where the permission to attach was not given; documents go without it. */
export async function requireFilePermission(
  ctx: Context,
  {
    connection,
    request,
  }: { connection: XeroConnection; request: { attach?: AttachOptions | undefined } },
): Promise<void> {
  const attach = request.attach ?? attachNothing
  if (!attach.timesheet && !attach.receipts) return
  const { workspaceId } = ctx
  const { tokenSetId } = connection
  const tokens = await findTokenSet(ctx.db, { workspaceId, tokenSetId })
  if (ctx.accounting.mayAttach(tokens?.scopes ?? '')) return
  const detail = 'Hourbook has not been given the permission for files in Xero.'
  refuse('xero_scope_is_missing', { field: 'attach', detail })
}

function refuseMissing(missing: Missing | null): never {
  if (!missing) return refuse('xero_is_not_connected')
  return refuse(missing.code, { detail: missing.message })
}

function isAdministration({ state }: XeroConnection): boolean {
  return state === 'active' || state === 'reconnect' || state === 'scope_missing'
}

function stateOf(
  administration: XeroConnection | null,
  connections: readonly XeroConnection[],
): XeroState {
  if (administration && isAdministration(administration)) return administration.state as XeroState
  if (connections.some((each) => each.state === 'offered')) return 'choosing'
  return connections.length > 0 ? 'disconnected' : 'none'
}
