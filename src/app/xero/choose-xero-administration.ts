import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { makeDefault } from '#app/parts/make-default.ts'
import { refreshOrganisationFacts } from '#app/parts/organisation-facts.ts'
import { refuse } from '#app/refuse.ts'
import { clientViolations, refuseViolations } from '#app/refuse-violations.ts'
import type { Transaction } from '#db/database.ts'
import {
  findConnection,
  isAdministration,
  lockConnections,
  setConnectionState,
  type XeroConnection,
} from '#db/xero-connections.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { currencyRefusal } from '#domain/xero-settings.ts'

/**
 * Makes one of the connected organisations an administration: beside those there are, or in the place of the default one,
 * whose clients then go to it. The one before it stays connected.
 */
export async function chooseXeroAdministration(
  ctx: Context,
  { connectionId, isAdditional = false }: { connectionId: string; isAdditional?: boolean },
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

  await refuseViolations(clientViolations, () =>
    inTransaction(ctx, async (tx) => {
      const connections = await lockConnections(tx, { workspaceId })
      const chosen = connections.find((each) => each.id === connectionId)
      if (!chosen || chosen.state === 'disconnected') refuse('xero_connection_not_found')
      if (chosen.state !== 'offered') return
      await setConnectionState(tx, { workspaceId, connectionId, state: 'active' })
      const about = { subject: 'xero_connection', id: connectionId, name: chosen.name } as const
      await audit(ctx, tx, { action: 'chosen', ...about, after: { isAdditional } })
      const hasAny = connections.some(isAdministration)
      if (chosen.isDefault || (isAdditional && hasAny)) return
      await takePlaceOfDefault(tx, { workspaceId, chosen, connections })
    }),
  )
}

async function takePlaceOfDefault(
  tx: Transaction,
  place: { workspaceId: string; chosen: XeroConnection; connections: readonly XeroConnection[] },
): Promise<void> {
  const { workspaceId, chosen, connections } = place
  const former = connections.find((each) => each.isDefault)
  await makeDefault(tx, { workspaceId, chosen, former, clientsOfFormer: 'follow' })
  if (!former || !isAdministration(former)) return
  // One that Xero no longer lets us into is not offered again before a new consent.
  const state = former.state === 'active' ? 'offered' : 'disconnected'
  await setConnectionState(tx, { workspaceId, connectionId: former.id, state })
}
