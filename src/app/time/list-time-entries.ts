import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import {
  orderFrom,
  registrationPage,
  type RegistrationRequest,
} from '#app/parts/registration-pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { type TimeEntryView, viewTimeEntry } from '#app/parts/time-entries.ts'
import type { Page } from '#db/page.ts'
import { listTimeEntryRows } from '#db/time-entries.ts'

/** Hours, a page at a time: newest day first, unless another order is asked for. */
export async function listTimeEntries(
  ctx: Context,
  { limit, cursor, sort, ...filter }: RegistrationRequest,
): Promise<Page<TimeEntryView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const order = orderFrom(ctx, { tab: 'hours', sort, cursor })
  const rows = await listTimeEntryRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    order,
    limit: limit + 1,
  })
  const { items, nextCursor } = registrationPage(rows, {
    limit,
    sort: order.sort,
    dayOf: (row) => row.workedOn,
  })
  return { items: items.map((row) => viewTimeEntry(ctx, row)), nextCursor }
}
