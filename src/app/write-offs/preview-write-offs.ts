import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { gatherItems, type LeftOut } from '#app/parts/gather-items.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { planWriteOffs, type PlannedWriteOff } from '#app/parts/write-off-plan.ts'
import { sumMinor } from '#domain/money.ts'
import { refusals } from '#domain/refusals.ts'
import { without } from '#lib/without.ts'

export type WriteOffPreview = {
  projects: (Omit<PlannedWriteOff, 'parts'> & { count: number })[]
  count: number
  amountMinor: number
  leftOut: (Pick<LeftOut, 'itemKind' | 'itemId' | 'name' | 'reason'> & { message: string })[]
}

/** What writing off a selection would take from what can be billed; nothing is written. */
export async function previewWriteOffs(
  ctx: Context,
  { items: selection }: { items: ItemSelection },
): Promise<WriteOffPreview> {
  allow(ctx, 'work:write_off')
  const { workspaceId } = ctx
  const gathered = await gatherItems(ctx.db, { workspaceId, selection, action: 'write_off' })
  const projects = planWriteOffs(gathered).map((each) => ({
    ...without(each, 'parts'),
    count: each.parts.length,
  }))
  return {
    projects,
    count: gathered.items.length,
    amountMinor: sumMinor(projects.map((each) => each.amountMinor)),
    leftOut: gathered.leftOut.map(({ itemKind, itemId, name, reason }) => ({
      itemKind,
      itemId,
      name,
      reason,
      message: refusals[reason].title,
    })),
  }
}
