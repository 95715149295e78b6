import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { dayCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { type MileageView, viewMileage } from '#app/parts/mileages.ts'
import type { Page } from '#db/page.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { listMileageRows } from '#db/mileages.ts'

/** Trips, newest day first, a page at a time. */
export async function listMileages(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & RegistrationFilter,
): Promise<Page<MileageView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const rows = await listMileageRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    after: dayCursorFrom(cursor),
    limit: limit + 1,
  })
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.travelledOn)
  return { items: items.map((row) => viewMileage(ctx, row)), nextCursor }
}
