import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { distinct } from '#app/parts/registering.ts'
import { refuse } from '#app/refuse.ts'
import { reverseAllocations } from '#db/allocations.ts'
import type { ItemIds } from '#db/billable-items.ts'
import type { Transaction } from '#db/database.ts'
import {
  insertWriteOffReversal,
  listKnownRegistrationIds,
  listWriteOffRowsByIds,
  lockLiveWriteOffs,
} from '#db/write-offs.ts'
import { sumMinor } from '#domain/money.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

type Request = { writeOffIds: string[] } & ItemIds

/** Takes whole write-offs back, or single items of them: these can be billed and changed again. */
export async function reverseWriteOffs(
  ctx: Context,
  request: Request,
): Promise<{ count: number; amountMinor: number }> {
  allow(ctx, 'work:write_off')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person reverses')
  return await inTransaction(ctx, async (tx) => {
    await refuseUnknown(ctx, tx, request)
    const { writeOffIds, timeEntryIds, expenseIds, mileageIds } = request
    const itemIds = [...timeEntryIds, ...expenseIds, ...mileageIds]
    const live = await lockLiveWriteOffs(tx, { workspaceId, writeOffIds, itemIds })
    if (live.length === 0) refuse('item_is_not_written_off')

    const createdAt = ctx.clock.now()
    const reversalId = newId()
    const createdBy = memberId
    await insertWriteOffReversal(tx, { workspaceId, id: reversalId, createdBy, createdAt })
    await reverseAllocations(tx, { workspaceId, reversalId, createdAt, live })
    const amountMinor = sumMinor(live.map((each) => each.amountMinor))
    await audit(ctx, tx, {
      action: 'reversed',
      subject: 'write_off',
      id: reversalId,
      name: '',
      after: { items: live.length, amountMinor },
    })
    return { count: live.length, amountMinor }
  })
}

async function refuseUnknown(ctx: Context, tx: Transaction, request: Request): Promise<void> {
  const { workspaceId } = ctx
  const ids = distinct(request.writeOffIds)
  const known = await listWriteOffRowsByIds(tx, { workspaceId, ids })
  if (known.length < ids.length) refuse('write_off_not_found', { field: 'writeOffIds' })
  const items = new Set(await listKnownRegistrationIds(tx, { workspaceId, ...request }))
  for (const field of ['timeEntryIds', 'expenseIds', 'mileageIds'] as const) {
    const index = request[field].findIndex((id) => !items.has(id))
    if (index !== -1) refuse('item_not_found', { field: `${field}.${index}` })
  }
}
