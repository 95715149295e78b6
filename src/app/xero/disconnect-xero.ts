import { allow } from '#app/allow.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import type { Outcome } from '#app/ports/accounting.ts'
import { refuse } from '#app/refuse.ts'
import { revokeConsents } from '#app/parts/revoke-consents.ts'
import { forgetXeroLists } from '#app/parts/xero-lists.ts'
import {
  listConnections,
  lockConnections,
  setConnectionState,
  type XeroConnection,
} from '#db/xero-connections.ts'
import { eraseIdleTokens, listRevocableTokens } from '#db/xero-token-sets.ts'

/**
 * Ends a connection at Xero as well as here, and the consent when nothing of its user is left; the others go on. Without one
 * that is named, the default one and those only offered. What was chosen and sent stays, for when one connects again.
 */
export async function disconnectXero(
  ctx: Context,
  { connectionId }: { connectionId?: string | undefined } = {},
): Promise<void> {
  allow(ctx, 'xero:connect')
  const { workspaceId } = ctx
  const connections = await listConnections(ctx.db, { workspaceId })
  const isMeant = ({ id, isDefault, state }: XeroConnection) =>
    connectionId === undefined ? isDefault || state === 'offered' : id === connectionId
  const meant = connections.filter(isMeant)
  if (connectionId !== undefined && meant.length === 0) refuse('xero_connection_not_found')
  const live = meant.filter((each) => each.state !== 'disconnected')
  if (live.length === 0) refuse('xero_is_not_connected')

  for (const connection of live) {
    const outcome = await deleteAtXero(ctx, connection)
    if (!isGone(outcome)) expectXero(outcome)
    forgetXeroLists(connection)
    const consents = await inTransaction(ctx, async (tx) => {
      await lockConnections(tx, { workspaceId })
      const { id } = connection
      await setConnectionState(tx, { workspaceId, connectionId: id, state: 'disconnected' })
      const about = { subject: 'xero_connection', id, name: connection.name } as const
      await audit(ctx, tx, { action: 'disconnected', ...about })
      const idle = await listRevocableTokens(tx, { workspaceId })
      await eraseIdleTokens(tx, { workspaceId })
      return idle
    })
    await revokeConsents(ctx, consents)
  }
}

async function deleteAtXero(ctx: Context, connection: XeroConnection): Promise<Outcome<void>> {
  const { id: connectionId, xeroConnectionId } = connection
  return await callXero(ctx, { connectionId, purpose: 'disconnect' }, async ({ accessToken }) =>
    ctx.accounting.deleteConnection({ accessToken, xeroConnectionId }),
  )
}

/** Deleted now, or before, or Xero does not let us in any more: in each case the connection is over. */
function isGone(outcome: Outcome<void>): boolean {
  if (outcome.kind === 'ok' || outcome.kind === 'unauthorised') return true
  return outcome.kind === 'rejected' && outcome.receipt.status === 404
}
