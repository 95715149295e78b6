import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { NamedFilter } from '#db/by-name.ts'
import type { Page } from '#db/page.ts'
import { listVehicleRows, type Vehicle } from '#db/vehicles.ts'

/** The vehicles by name, a page at a time. */
export async function listVehicles(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & NamedFilter,
): Promise<Page<Vehicle>> {
  allow(ctx, 'projects:read')
  const { workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const rows = await listVehicleRows(ctx.db, { workspaceId, filter, after, limit: limit + 1 })
  return pageOf(rows, limit, (row) => row.sortName)
}
