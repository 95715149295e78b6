import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { isFound, itemView } from '#app/parts/xero-list-views.ts'
import { readXeroItems } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** The items of the administration, live, each with whether it can be the default product and why not. */
export async function listXeroItems(
  ctx: Context,
  { q, refresh, connectionId }: { q?: string | undefined; refresh: boolean } & Asked,
) {
  allow(ctx, 'xero:read')
  const connection = await requireAdministration(ctx, { connectionId })
  const items = expectXero(await readXeroItems(ctx, { connection, isFresh: refresh }))
  return { items: items.filter((item) => isFound(item, q)).map(itemView), nextCursor: null }
}
