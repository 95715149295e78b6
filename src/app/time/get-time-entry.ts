import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { reaches } from '#app/parts/registering.ts'
import { type TimeEntryView, viewTimeEntry } from '#app/parts/time-entries.ts'
import { listTimeEntryRowsByIds } from '#db/time-entries.ts'

export async function getTimeEntry(
  ctx: Context,
  { timeEntryId }: { timeEntryId: string },
): Promise<TimeEntryView> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const [entry] = await listTimeEntryRowsByIds(ctx.db, { workspaceId, ids: [timeEntryId] })
  if (!entry || !reaches(ctx, entry.memberId)) refuse('time_entry_not_found')
  return viewTimeEntry(ctx, entry)
}
