import { say } from '#domain/words/say.ts'
import { isAdministration, listConnections, type XeroConnection } from '#db/xero-connections.ts'
import type { XeroDocument } from '#db/xero-documents.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { findTokenSet } from '#db/xero-token-sets.ts'
import { attachNothing, type AttachOptions } from '#domain/attachments.ts'
import {
  type Missing,
  type SalesTarget,
  type XeroReadiness,
  xeroReadiness,
} from '#domain/xero-settings.ts'
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

/** How the workspace stands with Xero: an administration, what is offered, and what stands in the way. */
export type XeroStanding = XeroReadiness & {
  state: XeroState
  /** The one that was asked about, or else the default; null when there is none that documents go to. */
  administration: XeroConnection | null
  /** All that documents go to; usually one. */
  administrations: XeroConnection[]
  offered: XeroConnection[]
  connections: readonly XeroConnection[]
  currency: string
  salesTarget: SalesTarget
}

/** An administration by its connection; the default where none is named. */
export type Asked = { connectionId?: string | undefined }

/** Decides from what is kept; makes no call. */
export async function describeXero(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  { connectionId }: Asked = {},
): Promise<XeroStanding> {
  const { workspaceId } = ctx
  const [connections, { currency, salesTarget }] = await Promise.all([
    listConnections(ctx.db, { workspaceId }),
    getWorkspace(ctx.db, { workspaceId }),
  ])
  const asked = connections.find((each) =>
    connectionId === undefined ? each.isDefault : each.id === connectionId,
  )
  if (connectionId !== undefined && !asked) refuse('xero_connection_not_found')
  return standingOf(asked, { connections, currency, salesTarget })
}

/** The same for another of its administrations, without asking again. */
export function standingOf(
  asked: XeroConnection | undefined,
  kept: { connections: readonly XeroConnection[]; currency: string; salesTarget: SalesTarget },
): XeroStanding {
  const { connections, currency, salesTarget } = kept
  const administration = asked && isAdministration(asked) ? asked : null
  const administrations = connections.filter(isAdministration)
  const offered = connections.filter((each) => each.state === 'offered')
  const hasOffers = offered.length > 0 && administrations.length === 0
  // One of several is called by its name, also when it is over.
  const choices = administrations.length > 0 ? (asked ?? null) : administration
  const readiness = xeroReadiness({ administration: choices, hasOffers }, { currency, salesTarget })
  const state = stateOf(administration, { connections, hasOffers })
  return {
    ...readiness,
    state,
    administration,
    administrations,
    offered,
    connections,
    currency,
    salesTarget,
  }
}

/** The administration, when documents can be sent to it now; refuses with what stands in the way. */
async function requireExportAdministration(
  ctx: Context,
  asked: Asked = {},
): Promise<XeroConnection> {
  const { administration, exportRefusal } = await upToDate(ctx, await describeXero(ctx, asked))
  return administration && !exportRefusal ? administration : refuseMissing(exportRefusal)
}

/** The administration, when sales transactions of this kind can be made in it now; refuses with what stands in the way. */
export async function requireSalesAdministration(
  ctx: Context,
  { target, ...asked }: Asked & { target: SalesTarget },
): Promise<XeroConnection> {
  const { administration, salesRefusals } = await upToDate(ctx, await describeXero(ctx, asked))
  const refusal = salesRefusals[target]
  return administration && !refusal ? administration : refuseMissing(refusal)
}

/** The administration that a document was planned for, when more can be sent there now. */
export async function requireAdministrationOf(
  ctx: Context,
  { connectionId, kind, invoiceId }: Pick<XeroDocument, 'connectionId' | 'kind' | 'invoiceId'>,
): Promise<XeroConnection> {
  const { connections, administrations } = await describeXero(ctx)
  const planned = connections.find((each) => each.id === connectionId)
  if (planned && administrations.length > 0 && !isAdministration(planned)) {
    const detail = say('The document was planned for {{name}}, which is not connected.', {
      name: planned.name,
    })
    refuse('document_is_of_another_administration', { detail })
  }
  return await (invoiceId === null
    ? requireExportAdministration(ctx, { connectionId })
    : requireSalesAdministration(ctx, { connectionId, target: kind }))
}

/** The same with the base currency that the organisation has now; asked for once a minute at most. */
export async function upToDate(ctx: Context, standing: XeroStanding): Promise<XeroStanding> {
  const { administration } = standing
  if (administration?.state !== 'active') return standing
  const isFresh = false
  const now = expectXero(await refreshOrganisationFacts(ctx, administration, { isFresh }))
  return now.baseCurrency === administration.baseCurrency
    ? standing
    : await describeXero(ctx, { connectionId: administration.id })
}

/** The administration, whatever is missing in its settings; refuses when it cannot be spoken to. */
export async function requireAdministration(
  ctx: Context,
  asked: Asked = {},
): Promise<XeroConnection> {
  const { administration, missing } = await describeXero(ctx, asked)
  return administration?.state === 'active' ? administration : refuseMissing(missing[0] ?? null)
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
  const detail = say('Hourbook has not been given the permission for files in Xero.')
  refuse('xero_scope_is_missing', { field: 'attach', detail })
}

export function refuseMissing(missing: Missing | null): never {
  if (!missing) return refuse('xero_is_not_connected')
  return refuse(missing.code, { detail: missing.message })
}

function stateOf(
  administration: XeroConnection | null,
  { connections, hasOffers }: { connections: readonly XeroConnection[]; hasOffers: boolean },
): XeroState {
  if (administration) return administration.state as XeroState // An administration is neither offered nor over.
  if (hasOffers) return 'choosing'
  return connections.length > 0 ? 'disconnected' : 'none'
}
