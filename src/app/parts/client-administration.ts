import type { Transaction } from '#db/database.ts'
import { isAdministration, lockConnections } from '#db/xero-connections.ts'
import { refuse } from '../refuse.ts'

/**
 * How the administrations that clients are given to are kept: the default one as null, so that a client has one way to belong
 * to it. Refuses what is no administration of the workspace.
 */
export async function keptConnections(
  tx: Transaction,
  {
    workspaceId,
    given,
  }: { workspaceId: string; given: readonly { connectionId: string | null; field: string }[] },
): Promise<(connectionId: string | null) => string | null> {
  if (given.every((each) => each.connectionId === null)) return () => null
  const connections = await lockConnections(tx, { workspaceId })
  const byId = new Map(connections.map((each) => [each.id, each]))
  for (const { connectionId, field } of given) {
    const found = connectionId === null ? undefined : byId.get(connectionId)
    const isKnown = found && (isAdministration(found) || found.isDefault)
    if (connectionId !== null && !isKnown) refuse('xero_connection_not_found', { field })
  }
  return (id) => (id === null || byId.get(id)?.isDefault ? null : id)
}
