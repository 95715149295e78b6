import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { clientViolations, refuseViolations } from '#app/refuse-violations.ts'
import { keptConnections } from '#app/parts/client-administration.ts'
import { fieldAlone } from '#app/parts/item-errors.ts'
import { refuseUnknownTags } from '#app/parts/client-tags.ts'
import { refuse } from '#app/refuse.ts'
import {
  type Client,
  type ClientFields,
  clientTags,
  findClient,
  listTakenClientNumbers,
  lockClient,
  updateClientRow,
} from '#db/clients.ts'
import { setLinks } from '#db/links.ts'
import type { Transaction } from '#db/database.ts'
import { assert } from '#lib/assert.ts'

/**
 * Changes the given fields, and archives or brings back. A client that moves to another administration leaves there what was
 * sent: each document keeps the administration it was planned for.
 */
export async function updateClient(
  ctx: Context,
  {
    clientId,
    changes,
  }: {
    clientId: string
    changes: Partial<ClientFields> & { tagIds?: string[]; isArchived?: boolean }
  },
): Promise<ClientView> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  const change = async (tx: Transaction) => {
    const client = await lockClient(tx, { workspaceId, clientId })
    if (!client) refuse('client_not_found')

    const { isArchived, tagIds, ...given } = changes
    await refuseUnknownTags(tx, { workspaceId, clients: [{ tagIds }], fieldOf: fieldAlone })
    const connectionId = await connectionOf(tx, { workspaceId, client, given })
    const fields = { ...client, ...given, connectionId }
    const isMoved = connectionId !== client.connectionId
    if (fields.number && (given.number || isMoved)) {
      const wanted = [{ number: fields.number, connectionId }]
      const taken = await listTakenClientNumbers(tx, {
        workspaceId,
        wanted,
        exceptClientId: clientId,
      })
      if (taken.size > 0) refuse('client_number_is_taken', { field: 'number' })
    }
    const updatedAt = ctx.clock.now()
    const archivedAt = isArchived === undefined ? client.archivedAt : isArchived ? updatedAt : null
    await updateClientRow(tx, {
      workspaceId,
      clientId,
      fields,
      archivedAt,
      updatedAt,
    })
    if (tagIds) await setLinks(tx, clientTags, { workspaceId, ownerId: clientId, ids: tagIds })
    const updated = await findClient(tx, { workspaceId, clientId })
    assert(updated, 'a locked client is there')
    const about = { subject: 'client', id: clientId, name: updated.name } as const
    await audit(ctx, tx, {
      action: 'changed',
      ...about,
      before: client,
      after: { ...fields, tags: updated.tags, archivedAt },
    })
    return clientView(ctx, updated)
  }
  return await refuseViolations(clientViolations, () => inTransaction(ctx, change))
}

async function connectionOf(
  tx: Transaction,
  move: { workspaceId: string; client: Client; given: Partial<ClientFields> },
): Promise<string | null> {
  const { workspaceId, client, given } = move
  const { connectionId = client.connectionId } = given
  if (connectionId === client.connectionId) return connectionId
  const field = 'connectionId'
  const keptOf = await keptConnections(tx, { workspaceId, given: [{ connectionId, field }] })
  return keptOf(connectionId)
}
