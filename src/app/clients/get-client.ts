import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { type Client, findClient } from '#db/clients.ts'

export async function getClient(ctx: Context, { clientId }: { clientId: string }): Promise<Client> {
  allow(ctx, 'clients:read')
  const client = await findClient(ctx.db, { workspaceId: ctx.workspaceId, clientId })
  return client ?? refuse('client_not_found')
}
