import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { dayCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { narrowToVisible } from '#app/parts/registering.ts'
import { type TimeEntryView, viewTimeEntry } from '#app/parts/time-entries.ts'
import type { Page } from '#db/page.ts'
import type { RegistrationFilter } from '#db/registrations.ts'
import { listTimeEntryRows } from '#db/time-entries.ts'

/** Hours, newest day first, a page at a time. */
export async function listTimeEntries(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & RegistrationFilter,
): Promise<Page<TimeEntryView>> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const rows = await listTimeEntryRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    filter: narrowToVisible(ctx, filter),
    after: dayCursorFrom(cursor),
    limit: limit + 1,
  })
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.workedOn)
  return { items: items.map((row) => viewTimeEntry(ctx, row)), nextCursor }
}
