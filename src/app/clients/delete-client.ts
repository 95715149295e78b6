import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countClientUses, deleteClientRow, lockClient } from '#db/clients.ts'

/** Removes a client that nothing refers to; one that was used can only be archived. */
export async function deleteClient(
  ctx: Context,
  { clientId }: { clientId: string },
): Promise<void> {
  allow(ctx, 'clients:write')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const client = await lockClient(tx, { workspaceId, clientId })
    if (!client) refuse('client_not_found')
    refuseUsed('client_is_in_use', await countClientUses(tx, { workspaceId, clientId }))
    await deleteClientRow(tx, { workspaceId, clientId })
    const { name } = client
    await audit(ctx, tx, {
      action: 'deleted',
      subject: 'client',
      id: clientId,
      name,
      before: client,
    })
  })
}
