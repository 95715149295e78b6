import { allow, may } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { listStandInRows, removeStandIn } from '#db/stand-ins.ts'

const everSince = '1990-01-01'

/** Ends that somebody approves for a manager. */
export async function deleteStandIn(
  ctx: Context,
  { standInId }: { standInId: string },
): Promise<void> {
  allow(ctx, 'registrations:own', 'approvals:all')
  const { workspaceId } = ctx
  await inTransaction(ctx, async (tx) => {
    const rows = await listStandInRows(tx, { workspaceId, since: everSince })
    const row = rows.find((each) => each.id === standInId)
    if (!row) refuse('stand_in_not_found')
    if (row.managerId !== ctx.memberId && !may(ctx, 'approvals:all')) refuse('not_allowed')
    await removeStandIn(tx, { workspaceId, standInId })
    const { id, managerName: name, standInName: standIn, fromOn, untilOn } = row
    const before = { standIn, fromOn, untilOn }
    await audit(ctx, tx, { action: 'deleted', subject: 'stand_in', id, name, before })
  })
}
