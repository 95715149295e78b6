import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { daysOf, viewWorkStanding, type WorkStanding } from '#app/parts/hand-in.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { weekOf } from '#domain/periods.ts'
import { dayIn } from '#lib/zoned-time.ts'

type Asked = { memberId?: string | undefined; from?: string | undefined; to?: string | undefined }

/** How far the approval of a person's days is, and why something was rejected; of this week, when no days are given. */
export async function getWorkStanding(ctx: Context, asked: Asked): Promise<WorkStanding> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const { db, clock } = ctx
  const { timeZone, weekStartsOn } = await getWorkspace(db, ctx)
  const week = weekOf(asked.from ?? asked.to ?? dayIn(timeZone, clock.now()), weekStartsOn)
  const { memberId, from = week.from, to = week.to } = asked
  return await viewWorkStanding(db, daysOf(ctx, { memberId, from, to }))
}
