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

/** Submits the work of some days for approval: hours, expenses and trips. What is submitted or approved already stays. */
export async function submitWork(ctx: Context, asked: WorkOf): Promise<WorkStanding> {
  allow(ctx, 'registrations:own', 'registrations:all')
  const of = daysOf(ctx, asked)
  return await inTransaction(ctx, async (tx) => {
    await holdApproval(tx, of)
    await moveWork(ctx, tx, { ...of, action: 'submit' })
    return await viewWorkStanding(tx, of)
  })
}
