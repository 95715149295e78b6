import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { viewEntries } from '#app/parts/change-time-entries.ts'
import { type Copied, type CopyRequest, planCopy } from '#app/parts/copy-timesheet.ts'
import { fieldOfItem } from '#app/parts/item-errors.ts'
import { memberOf } from '#app/parts/registering.ts'
import { priceTimeEntries, type TimeEntryView } from '#app/parts/time-entries.ts'
import { refuse } from '#app/refuse.ts'
import { lockMembers } from '#db/members.ts'
import { insertTimeEntries } from '#db/time-entries.ts'
import { newId } from '#lib/ids.ts'

/** Copies the hours of one week to another, with their notes: all that fits there. Doing it twice copies once. */
export async function copyTimesheetWeek(
  ctx: Context,
  request: CopyRequest,
): Promise<{ plan: Copied[]; items: TimeEntryView[] }> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { workspaceId } = ctx
  const memberId = memberOf(ctx, request.memberId)
  return await inTransaction(ctx, async (tx) => {
    // Held until the copies are written: a second copier waits, and finds them there.
    const [member] = await lockMembers(tx, { workspaceId, memberIds: [memberId] })
    if (!member) refuse('member_not_found', { field: 'memberId' })
    const plan = await planCopy(ctx, tx, { ...request, memberId })
    const drafts = plan
      .filter(({ outcome }) => outcome === 'copied')
      .map(({ copiedTo, startedAt, seconds, ...entry }) => ({
        ...entry,
        memberId,
        workedOn: copiedTo,
        startedAt,
        seconds: startedAt === null ? seconds : undefined,
      }))
    const priced = await priceTimeEntries(ctx, tx, { drafts, fieldOf: fieldOfItem })
    const entries = priced.map((values) => ({ ...values, id: newId() }))
    if (entries.length > 0) {
      await insertTimeEntries(tx, { workspaceId, entries, createdAt: ctx.clock.now() })
    }
    return { plan, items: await viewEntries(ctx, tx, entries) }
  })
}
