import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { daysOf, viewWorkStanding, type WorkOf, type WorkStanding } from '#app/parts/hand-in.ts'

/** How far the approval of a person's days is, and why something was rejected. */
export async function getWorkStanding(ctx: Context, asked: WorkOf): Promise<WorkStanding> {
  allow(ctx, 'registrations:own', 'registrations:all')
  return await viewWorkStanding(ctx.db, daysOf(ctx, asked))
}
