import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { refreshOrganisationFacts } from '#app/parts/organisation-facts.ts'
import { refuse } from '#app/refuse.ts'
import {
  findConnection,
  lockConnections,
  setConnectionState,
  type XeroConnection,
} from '#db/xero-connections.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { currencyRefusal } from '#domain/xero-settings.ts'

/** Makes one of the connected organisations the administration that everything goes to. The one before it stays connected. */
export async function chooseXeroAdministration(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<void> {
  allow(ctx, 'xero:connect')
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  if (!connection) refuse('xero_connection_not_found')
  if (connection.state === 'disconnected') refuse('xero_needs_reconnection')

  const organisation = expectXero(await refreshOrganisationFacts(ctx, connection))
  const { currency } = await getWorkspace(ctx.db, { workspaceId })
  const refusal = currencyRefusal(organisation, currency)
  if (refusal) refuse(refusal.code, { detail: refusal.message })

  await inTransaction(ctx, async (tx) => {
    const connections = await lockConnections(tx, { workspaceId })
    const chosen = connections.find((each) => each.id === connectionId)
    if (!chosen || chosen.state === 'disconnected') refuse('xero_connection_not_found')
    if (chosen.state !== 'offered') return
    for (const { id, state } of connections.filter(isAdministration)) {
      // One that Xero no longer lets us into is not offered again before a new consent.
      const next = state === 'active' ? 'offered' : 'disconnected'
      await setConnectionState(tx, { workspaceId, connectionId: id, state: next })
    }
    await setConnectionState(tx, { workspaceId, connectionId, state: 'active' })
  })
}

function isAdministration({ state }: XeroConnection): boolean {
  return state !== 'offered' && state !== 'disconnected'
}
