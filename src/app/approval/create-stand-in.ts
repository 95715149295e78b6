import { allow, may } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { tellStandIn } from '#app/parts/approval-emails.ts'
import { audit } from '#app/parts/audit.ts'
import { byId } from '#app/parts/registering.ts'
import { refuse } from '#app/refuse.ts'
import { lockMembers } from '#db/members.ts'
import { insertStandIn, listStandInRows, type StandIn } from '#db/stand-ins.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

type NewStandIn = {
  /** Oneself, when left out. */
  managerId?: string | undefined
  standInId: string
  fromOn: string
  untilOn: string
}

/** Lets somebody approve for a manager, from a day until a day. */
export async function createStandIn(ctx: Context, asked: NewStandIn): Promise<StandIn> {
  allow(ctx, 'registrations:own', 'approvals:all')
  const { workspaceId } = ctx
  const managerId = asked.managerId ?? ctx.memberId ?? refuse('not_allowed')
  const { standInId, fromOn, untilOn } = asked
  if (managerId !== ctx.memberId && !may(ctx, 'approvals:all')) {
    refuse('not_allowed', { field: 'managerId' })
  }
  if (standInId === managerId) refuse('stand_in_is_the_manager', { field: 'standInId' })
  if (untilOn < fromOn) refuse('end_is_before_start', { field: 'untilOn' })
  return await inTransaction(ctx, async (tx) => {
    const members = byId(await lockMembers(tx, { workspaceId, memberIds: [managerId, standInId] }))
    const manager = members.get(managerId) ?? refuse('member_not_found', { field: 'managerId' })
    const standIn = members.get(standInId) ?? refuse('member_not_found', { field: 'standInId' })
    if (standIn.archivedAt !== null) refuse('member_is_archived', { field: 'standInId' })
    const id = newId()
    const values = { id, managerId, standInId, fromOn, untilOn }
    await insertStandIn(tx, { workspaceId, standIn: values, createdAt: ctx.clock.now() })
    const about = { subject: 'stand_in', id, name: manager.name } as const
    const after = { standIn: standIn.name, fromOn, untilOn }
    await audit(ctx, tx, { action: 'created', ...about, after })
    const written = (await listStandInRows(tx, { workspaceId, since: fromOn })).find(
      (each) => each.id === id,
    )
    assert(written, 'what was written is there')
    await tellStandIn(ctx, tx, { managerName: manager.name, standInId, fromOn, untilOn })
    return written
  })
}
