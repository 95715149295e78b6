import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { reaches, refuseSettled } from '#app/parts/registering.ts'
import { lockTimeEntry, removeTimeEntry } from '#db/time-entries.ts'

/** Removes an hour that no document bills. */
export async function deleteTimeEntry(
  ctx: Context,
  { timeEntryId }: { timeEntryId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const entry = await lockTimeEntry(tx, { workspaceId, timeEntryId })
    if (!entry || !reaches(ctx, entry.memberId)) refuse('time_entry_not_found')
    refuseSettled(entry.status)
    await removeTimeEntry(tx, { workspaceId, timeEntryId })
  })
}
