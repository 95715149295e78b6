import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import {
  orderFrom,
  registrationPage,
  type RegistrationRequest,
} from '#app/parts/registration-pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { type MileageView, viewMileage } from '#app/parts/mileages.ts'
import type { Page } from '#db/page.ts'
import { listMileageRows } from '#db/mileages.ts'

/** Trips, a page at a time: newest day first, unless another order is asked for. */
export async function listMileages(
  ctx: Context,
  { limit, cursor, sort, ...filter }: RegistrationRequest,
): Promise<Page<MileageView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const order = orderFrom(ctx, { tab: 'mileages', sort, cursor })
  const rows = await listMileageRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    order,
    limit: limit + 1,
  })
  const { items, nextCursor } = registrationPage(rows, {
    limit,
    sort: order.sort,
    dayOf: (row) => row.travelledOn,
  })
  return { items: items.map((row) => viewMileage(ctx, row)), nextCursor }
}
