import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { archivedAtAfter } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { refuse } from '#app/refuse.ts'
import { lockTask, type Task, type TaskFields, updateTaskFields } from '#db/tasks.ts'

type Changes = Partial<TaskFields> & { isArchived?: boolean }

/** Changes the given fields, and archives or brings back. Hours that are registered already keep their rate. */
export async function updateTask(
  ctx: Context,
  { taskId, changes }: { taskId: string; changes: Changes },
): Promise<Task> {
  allow(ctx, 'projects:write')
  const key = { workspaceId: ctx.workspaceId, taskId }
  return await refuseViolations({ tasks_name: 'task_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const task = await lockTask(tx, key)
      if (!task) refuse('task_not_found')
      const { isArchived, ...fields } = changes
      const now = ctx.clock.now()
      const archivedAt = archivedAtAfter(isArchived, { archivedAt: task.archivedAt, now })
      const updated = { ...task, ...fields, archivedAt }
      await updateTaskFields(tx, { ...key, fields: updated, archivedAt })
      const about = { subject: 'task', id: taskId, name: updated.name } as const
      await audit(ctx, tx, { action: 'changed', ...about, before: task, after: updated })
      return updated
    }),
  )
}
