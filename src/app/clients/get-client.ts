import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { type Client, findClient } from '#db/clients.ts'

/** One client. What it pays is shown only to those who may see rates. */
export async function getClient(ctx: Context, { clientId }: { clientId: string }): Promise<Client> {
  allow(ctx, 'clients:read')
  const client = await findClient(ctx.db, { workspaceId: ctx.workspaceId, clientId })
  if (!client) refuse('client_not_found')
  return may(ctx, 'rates:read') ? client : { ...client, hourlyRate: null, mileageRate: null }
}
