import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Client, type ClientFilter, listClientsPage } from '#db/clients.ts'
import type { Page } from '#db/page.ts'

/** Clients by name, a page at a time. What they pay is shown only to those who may see rates. */
export async function listClients(
  ctx: Context,
  query: ClientFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<Client> & { total: number }> {
  allow(ctx, 'clients:read')
  const page = await listClientsPage(ctx.db, { workspaceId: ctx.workspaceId, ...query })
  if (may(ctx, 'rates:read')) return page
  const items = page.items.map((client) => ({ ...client, hourlyRate: null, mileageRate: null }))
  return { ...page, items }
}
