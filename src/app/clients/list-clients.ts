import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, type PageRequest } from '#app/pages.ts'
import { type ClientFilter, listClientsPage } from '#db/clients.ts'
import type { Page } from '#db/page.ts'

/** Clients by name, a page at a time. */
export async function listClients(
  ctx: Context,
  { cursor, ...query }: ClientFilter & PageRequest,
): Promise<Page<ClientView> & { total: number }> {
  allow(ctx, 'clients:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const page = await listClientsPage(ctx.db, { workspaceId, after, ...query })
  return { ...page, items: page.items.map((client) => clientView(ctx, client)) }
}
