import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseUsed } from '#app/parts/refuse-used.ts'
import { refuse } from '#app/refuse.ts'
import { countTaskUses, lockTask, removeTask } from '#db/tasks.ts'

/** Removes a task that nothing refers to; one that was used can only be archived. */
export async function deleteTask(ctx: Context, { taskId }: { taskId: string }): Promise<void> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, taskId }
  await inTransaction(ctx, async (tx) => {
    const task = await lockTask(tx, key)
    if (!task) refuse('task_not_found')
    refuseUsed('task_is_in_use', await countTaskUses(tx, key))
    await removeTask(tx, key)
    const about = { subject: 'task', id: taskId, name: task.name } as const
    await audit(ctx, tx, { action: 'deleted', ...about, before: task })
  })
}
