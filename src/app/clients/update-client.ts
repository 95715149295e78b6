import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { clientViolations, refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import {
  type ClientFields,
  findClient,
  listTakenClientNumbers,
  lockClient,
  updateClientRow,
} from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { assert } from '#lib/assert.ts'

/** Changes the given fields, and archives or brings back. */
export async function updateClient(
  ctx: Context,
  {
    clientId,
    changes,
  }: { clientId: string; changes: Partial<ClientFields> & { isArchived?: boolean } },
): Promise<ClientView> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  const change = async (tx: Transaction) => {
    const client = await lockClient(tx, { workspaceId, clientId })
    if (!client) refuse('client_not_found')

    const { isArchived, ...fields } = changes
    if (fields.number) {
      const numbers = [fields.number]
      const taken = await listTakenClientNumbers(tx, {
        workspaceId,
        numbers,
        exceptClientId: clientId,
      })
      if (taken.size > 0) refuse('client_number_is_taken', { field: 'number' })
    }
    const updatedAt = ctx.clock.now()
    const archivedAt = isArchived === undefined ? client.archivedAt : isArchived ? updatedAt : null
    await updateClientRow(tx, {
      workspaceId,
      clientId,
      fields: { ...client, ...fields },
      archivedAt,
      updatedAt,
    })
    const updated = await findClient(tx, { workspaceId, clientId })
    assert(updated, 'a locked client is there')
    return clientView(ctx, updated)
  }
  return await refuseViolations(clientViolations, () => inTransaction(ctx, change))
}
