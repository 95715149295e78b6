import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { readXeroTrackingOptions } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** The tracking categories of the administration with their options, live; Xero has two active ones at most. */
export async function listXeroTrackingCategories(
  ctx: Context,
  { refresh, connectionId }: { refresh: boolean } & Asked,
) {
  allow(ctx, 'xero:read')
  const connection = await requireAdministration(ctx, { connectionId })
  const options = expectXero(await readXeroTrackingOptions(ctx, { connection, isFresh: refresh }))
  const items = [...Map.groupBy(options, (option) => option.categoryId)].map(([id, own]) => ({
    categoryId: id,
    name: own[0]?.categoryName ?? '',
    options: own.map(({ optionId, optionName }) => ({ optionId, name: optionName })),
  }))
  return { items: items.toSorted((a, b) => a.name.localeCompare(b.name, 'en')), nextCursor: null }
}
