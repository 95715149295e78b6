import { moveClientsOf } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { setDefaultFlag, type XeroConnection } from '#db/xero-connections.ts'

/**
 * Makes a connection the default one. The clients of the former one stay with it by name, or follow to the new one; those of
 * the new one need no name any more.
 */
export async function makeDefault(
  tx: Transaction,
  change: {
    workspaceId: string
    chosen: XeroConnection
    former: XeroConnection | undefined
    clientsOfFormer: 'stay' | 'follow'
  },
): Promise<void> {
  const { workspaceId, chosen, former, clientsOfFormer } = change
  if (former) {
    if (clientsOfFormer === 'stay') {
      await moveClientsOf(tx, { workspaceId, from: null, to: former.id })
    }
    await setDefaultFlag(tx, { workspaceId, connectionId: former.id, isDefault: false })
  }
  await setDefaultFlag(tx, { workspaceId, connectionId: chosen.id, isDefault: true })
  await moveClientsOf(tx, { workspaceId, from: chosen.id, to: null })
}
