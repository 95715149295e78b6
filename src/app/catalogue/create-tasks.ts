import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { refuseTaken } from '#app/parts/named-items.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { insertTasks, listTakenTaskNames, type Task, type TaskFields } from '#db/tasks.ts'
import { newId } from '#lib/ids.ts'

/** Makes tasks, all of them or none. */
export async function createTasks(
  ctx: Context,
  { items }: { items: TaskFields[] },
): Promise<Task[]> {
  allow(ctx, 'projects:write')
  const { workspaceId } = ctx
  const createdAt = ctx.clock.now()
  const tasks = items.map((fields) => ({ ...fields, id: newId() }))
  const names = items.map((item) => item.name)
  await refuseViolations({ tasks_name: 'task_name_is_taken' }, () =>
    inTransaction(ctx, async (tx) => {
      const taken = await listTakenTaskNames(tx, { workspaceId, names })
      refuseTaken(names, { taken, field: 'name', code: 'task_name_is_taken' })
      await insertTasks(tx, { workspaceId, tasks, createdAt })
      await audit(
        ctx,
        tx,
        tasks.map(({ id, ...after }) => ({
          action: 'created',
          subject: 'task',
          id,
          name: after.name,
          after,
        })),
      )
    }),
  )
  return tasks.map((task) => ({ ...task, archivedAt: null, createdAt }))
}
