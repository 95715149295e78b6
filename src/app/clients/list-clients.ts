import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/client-view.ts'
import type { Context } from '#app/context.ts'
import { type ClientFilter, listClientsPage } from '#db/clients.ts'
import type { Page } from '#db/page.ts'

/** Clients by name, a page at a time. */
export async function listClients(
  ctx: Context,
  query: ClientFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<ClientView> & { total: number }> {
  allow(ctx, 'clients:read')
  const page = await listClientsPage(ctx.db, { workspaceId: ctx.workspaceId, ...query })
  return { ...page, items: page.items.map((client) => clientView(ctx, client)) }
}
