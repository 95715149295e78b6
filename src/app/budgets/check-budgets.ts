import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { recordWarnings, viewBudgets } from '#app/parts/budgets.ts'
import { recordTaskWarnings, viewTaskBudgets } from '#app/parts/task-budgets.ts'
import { listWorkspacesWithBudgets } from '#db/budgets.ts'

/** Writes down, for every workspace, which budgets have reached one of their percentages. Safe to run at any time. */
export async function checkBudgets(ctx: Context): Promise<void> {
  allow(ctx, 'projects:write')
  for (const workspaceId of await listWorkspacesWithBudgets(ctx.db)) {
    const own = { ...ctx, workspaceId }
    // One after the other: nobody waits for it.
    // oxlint-disable-next-line no-await-in-loop
    await inTransaction(own, async (tx) => {
      await recordWarnings(own, tx, await viewBudgets(own, tx, {}))
      await recordTaskWarnings(own, tx, await viewTaskBudgets(own, tx, {}))
    })
  }
}
