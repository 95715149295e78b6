import { countClientsByConnection } from '#db/clients.ts'
import { isAdministration, type XeroConnection } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'
import { standingOf, type XeroStanding } from './xero-settings.ts'

/**
 * Everything that clients belong to or documents go to, the default first: also what is disconnected, while there is another
 * or while clients still belong to it. Asks nothing more for a workspace that has only one.
 */
export async function listAdministrations(
  { db, workspaceId }: Pick<Context, 'db' | 'workspaceId'>,
  standing: Pick<XeroStanding, 'connections' | 'currency' | 'salesTarget'>,
) {
  const { connections } = standing
  const chosen = connections.filter((each) => isAdministration(each))
  const isPlain = connections.every((each) => each.isDefault || each.state === 'offered')
  const clients = isPlain
    ? new Map<string | null, number>()
    : await countClientsByConnection(db, { workspaceId })
  const countOf = (each: XeroConnection) => clients.get(each.isDefault ? null : each.id) ?? 0
  const isLeft = (each: XeroConnection) =>
    !isAdministration(each) && (each.isDefault ? chosen.length > 0 : countOf(each) > 0)
  return connections
    .filter((each) => isAdministration(each) || isLeft(each))
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
    .map((each) => {
      const { state, exportRefusal, missing } = standingOf(each, standing)
      return {
        connectionId: each.id,
        tenantId: each.tenantId,
        name: each.name,
        state: each.state === 'offered' ? ('disconnected' as const) : each.state,
        isDefault: each.isDefault,
        isDemoCompany: each.isDemoCompany,
        baseCurrency: each.baseCurrency,
        clients: isPlain ? null : countOf(each),
        canExport: state !== 'disconnected' && exportRefusal === null,
        cannotExportBecause: exportRefusal?.message ?? null,
        missing,
      }
    })
}
