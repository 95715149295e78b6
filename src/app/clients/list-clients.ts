import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Client, type ClientFilter, listClientsPage } from '#db/clients.ts'
import type { Page } from '#db/page.ts'

/** Clients by name, a page at a time. */
export async function listClients(
  ctx: Context,
  query: ClientFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<Client> & { total: number }> {
  allow(ctx, 'clients:read')
  return await listClientsPage(ctx.db, { workspaceId: ctx.workspaceId, ...query })
}
