import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { lockAndGatherItems } from '#app/parts/gather-items.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { saveGathered } from '#app/parts/save-gathered.ts'
import { planWriteOffs, refuseNothingToWriteOff } from '#app/parts/write-off-plan.ts'
import { insertAllocations } from '#db/allocations.ts'
import { insertWriteOffs, listWriteOffRowsByIds, type WriteOff } from '#db/write-offs.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

/**
 * Writes off what of a selection can be billed now: one write-off for each project. It cannot be billed or changed from
 * then on, until the write-off is reversed. What cannot be billed anyway is left as it is.
 */
export async function createWriteOffs(
  ctx: Context,
  { reason, items: selection }: { reason: string; items: ItemSelection },
): Promise<WriteOff[]> {
  allow(ctx, 'work:write_off')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person writes off')
  return await inTransaction(ctx, async (tx) => {
    const gathered = await lockAndGatherItems(tx, { workspaceId, selection, action: 'write_off' })
    const planned = planWriteOffs(gathered).map((each) => ({ ...each, id: newId() }))
    refuseNothingToWriteOff(planned, gathered.leftOut)

    const createdAt = ctx.clock.now()
    const writeOffs = { reason, createdBy: memberId, createdAt, writeOffs: planned }
    await insertWriteOffs(tx, { workspaceId, ...writeOffs })
    const itemIdOf = await saveGathered(tx, { workspaceId, createdAt, gathered })
    const allocations = planned.flatMap(({ id, parts }) =>
      parts.map((part) => ({
        ...part,
        itemId: itemIdOf(part.itemId),
        documentId: id,
        lineId: id,
      })),
    )
    const documentKind = 'write_off'
    await insertAllocations(tx, { workspaceId, documentKind, createdAt, allocations })
    await audit(
      ctx,
      tx,
      planned.map(({ id, projectName: name, amountMinor, parts }) => ({
        action: 'created',
        subject: 'write_off',
        id,
        name,
        after: { reason, amountMinor, items: parts.length },
      })),
    )
    const ids = planned.map((each) => each.id)
    return await listWriteOffRowsByIds(tx, { workspaceId, ids })
  })
}
