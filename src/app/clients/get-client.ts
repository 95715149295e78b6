import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { findClient } from '#db/clients.ts'

export async function getClient(
  ctx: Context,
  { clientId }: { clientId: string },
): Promise<ClientView> {
  allow(ctx, 'clients:read')
  const client = await findClient(ctx.db, { workspaceId: ctx.workspaceId, clientId })
  if (!client) refuse('client_not_found')
  return clientView(ctx, client)
}
