import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { collectErrors, fieldOfItem } from '#app/parts/item-errors.ts'
import { byId, distinct, memberOf } from '#app/parts/registering.ts'
import { lockMembers } from '#db/members.ts'
import { holdProjectPricing } from '#db/projects.ts'
import { listFavourites, replaceFavourites, type Shortcut } from '#db/shortcuts.ts'
import { holdTasks } from '#db/tasks.ts'
import { without } from '#lib/without.ts'

type Favourite = { projectId: string; taskId: string | null }

/** Makes these the own favourites, in this order. Named twice counts once. */
export async function setFavourites(
  ctx: Context,
  { items }: { items: Favourite[] },
): Promise<Shortcut[]> {
  allow(ctx, 'registrations:own')
  const { workspaceId } = ctx
  const memberId = memberOf(ctx, undefined)
  return await inTransaction(ctx, async (tx) => {
    await lockMembers(tx, { workspaceId, memberIds: [memberId] })
    const projectIds = distinct(items.map(({ projectId }) => projectId))
    const taskIds = distinct(items.flatMap(({ taskId }) => taskId ?? []))
    const projects = byId(await holdProjectPricing(tx, { workspaceId, projectIds }))
    const tasks = byId(await holdTasks(tx, { workspaceId, taskIds }))
    const errors = collectErrors()
    for (const [index, { projectId, taskId }] of items.entries()) {
      if (!projects.has(projectId)) errors.add(fieldOfItem(index, 'projectId'), 'project_not_found')
      if (taskId !== null && !tasks.has(taskId)) {
        errors.add(fieldOfItem(index, 'taskId'), 'task_not_found')
      }
    }
    errors.refuseIfAny()
    const once = new Map(items.map((item) => [`${item.projectId} ${item.taskId ?? ''}`, item]))
    await replaceFavourites(tx, { workspaceId, memberId, items: [...once.values()] })
    const rows = await listFavourites(tx, { workspaceId, memberId })
    return rows.map((row) => without(row, 'position'))
  })
}
