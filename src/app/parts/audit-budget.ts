import { listBudgetRows } from '#db/budgets.ts'
import { listTaskBudgetRows } from '#db/task-budgets.ts'
import type { Transaction } from '#db/database.ts'
import { listProjectRowsByIds } from '#db/projects.ts'
import type { Budget } from '#domain/budgets.ts'
import { formatDuration } from '#domain/duration.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import { type Audited, audit } from './audit.ts'

/** Reads the budget as it is before a change, and gives what writes the change down. */
export async function auditBudget(
  ctx: Context,
  tx: Transaction,
  { projectId, task }: { projectId: string; task?: { id: string; name: string } | undefined },
): Promise<(after: Budget | null) => Promise<void>> {
  const { workspaceId } = ctx
  const budgets: (Budget & { taskId?: string })[] = task
    ? await listTaskBudgetRows(tx, { workspaceId, projectId })
    : await listBudgetRows(tx, { workspaceId, projectIds: [projectId] })
  const before = budgets.find((each) => each.taskId === task?.id)
  return async (after) => {
    const [project] = await listProjectRowsByIds(tx, { workspaceId, ids: [projectId] })
    assert(project, 'a locked project is there')
    const action: Audited['action'] = !after ? 'deleted' : before ? 'changed' : 'created'
    await audit(ctx, tx, {
      action,
      subject: 'budget',
      id: projectId,
      name: task ? `${project.name} · ${task.name}` : project.name,
      ...(before ? { before: kept(before) } : {}),
      ...(after ? { after: kept(after) } : {}),
    })
  }
}

function kept({ measure, period, amount, warnAt }: Budget) {
  const hours = measure === 'hours' ? formatDuration(amount, 'h:mm') : null
  const amountMinor = measure === 'money' ? amount : null
  return { period, hours, amountMinor, warnAt: warnAt.map((each) => `${each}%`) }
}
