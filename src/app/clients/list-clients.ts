import { allow } from '#app/allow.ts'
import { clientView, type ClientView } from '#app/parts/client-view.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, type PageRequest } from '#app/pages.ts'
import { type ClientFilter, listClientsPage } from '#db/clients.ts'
import { findConnection } from '#db/xero-connections.ts'
import type { Page } from '#db/page.ts'

/** Clients by name, a page at a time, and how many match in all unless that is not asked. */
export async function listClients(
  ctx: Context,
  {
    cursor,
    connectionId,
    ...query
  }: Omit<ClientFilter, 'connectionId'> &
    PageRequest & {
      connectionId?: string | undefined
      withTotal?: boolean | undefined
    },
): Promise<Page<ClientView> & { total?: number }> {
  allow(ctx, 'clients:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const own = connectionId === undefined ? {} : await ownedBy(ctx, connectionId)
  const page = await listClientsPage(ctx.db, { workspaceId, after, ...query, ...own })
  return { ...page, items: page.items.map((client) => clientView(ctx, client)) }
}

/** Clients of the default administration name none. */
async function ownedBy({ db, workspaceId }: Context, connectionId: string) {
  const connection = await findConnection(db, { workspaceId, connectionId })
  return { connectionId: connection?.isDefault ? null : connectionId }
}
