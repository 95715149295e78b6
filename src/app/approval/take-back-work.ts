import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import {
  daysOf,
  holdApproval,
  moveWork,
  viewWorkStanding,
  type WorkOf,
  type WorkStanding,
} from '#app/parts/hand-in.ts'

/** Takes back what waits for approval on some days, so that it can be changed. */
export async function takeBackWork(ctx: Context, asked: WorkOf): Promise<WorkStanding> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const of = daysOf(ctx, asked)
  return await inTransaction(ctx, async (tx) => {
    await holdApproval(tx, of)
    await moveWork(ctx, tx, { ...of, action: 'take_back' })
    return await viewWorkStanding(tx, of)
  })
}
