import { type RawBuilder, sql } from 'kysely'
import type { BillingStatus } from '#domain/billable-item.ts'
import type { Transaction } from './database.ts'
import { linkedOf, type Named, setLinks } from './links.ts'

// What a project consists of besides its own row: the people and tasks it is limited to, its tags, and the parts that its
// fixed price is planned in.

type Key = { workspaceId: string; projectId: string }

/** A part that a fixed price is planned in; of a price per task it names the task. */
export type PlannedInstalment = {
  id: string
  taskId: string | null
  description: string
  amountMinor: number
  dueOn: string | null
}

export type PlannedInstalmentView = PlannedInstalment & {
  taskName: string | null
  status: BillingStatus
}

export type ProjectLinks = { memberIds: string[]; taskIds: string[]; tagIds: string[] }

const owner = 'project_id'
const links = {
  memberIds: { table: 'project_members', owner, column: 'member_id', named: 'members' },
  taskIds: { table: 'project_tasks', owner, column: 'task_id', named: 'tasks' },
  tagIds: { table: 'project_tags', owner, column: 'tag_id', named: 'tags' },
} as const

/** What the project is limited to and tagged with, from now on. */
export async function setProjectLinks(
  tx: Transaction,
  { workspaceId, projectId: ownerId, memberIds, taskIds, tagIds }: Key & ProjectLinks,
): Promise<void> {
  await setLinks(tx, links.memberIds, { workspaceId, ownerId, ids: memberIds })
  await setLinks(tx, links.taskIds, { workspaceId, ownerId, ids: taskIds })
  await setLinks(tx, links.tagIds, { workspaceId, ownerId, ids: tagIds })
}

/** The parts as they are from now on, in this order. Those that are billed must be among them as they are. */
export async function setPlannedInstalments(
  tx: Transaction,
  { workspaceId, projectId, planned }: Key & { planned: PlannedInstalment[] },
): Promise<void> {
  const ids = planned.map((each) => each.id)
  await tx
    .deleteFrom('planned_instalments')
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .where(sql<boolean>`id <> all(${ids}::uuid[])`)
    .execute()
  if (planned.length === 0) return
  await sql`
    insert into planned_instalments
      (workspace_id, id, project_id, position, task_id, description, amount_minor, due_on)
    select ${workspaceId}, id, ${projectId}, position, task_id, description, amount_minor, due_on
    from unnest(${ids}::uuid[], ${planned.map((_, index) => index)}::integer[], ${planned.map((each) => each.taskId)}::uuid[],
      ${planned.map((each) => each.description)}::text[], ${planned.map((each) => each.amountMinor)}::bigint[],
      ${planned.map((each) => each.dueOn)}::date[]) as new (id, position, task_id, description, amount_minor, due_on)
    on conflict (workspace_id, id) do update set position = excluded.position,
      task_id = excluded.task_id, description = excluded.description, amount_minor = excluded.amount_minor,
      due_on = excluded.due_on`.execute(tx)
}

/** The parts of projects in their order, with what became of each; of a query that calls the project `p`. */
export const plannedOf: RawBuilder<PlannedInstalmentView[]> =
  sql`(select coalesce(json_agg(json_build_object('id', n.id, 'taskId', n.task_id, 'taskName', t.name,
      'description', n.description, 'amountMinor', n.amount_minor, 'dueOn', n.due_on,
      'status', case when b.document_kind is null then 'open'
        when b.document_kind = 'write_off' then 'written_off' else 'invoiced' end) order by n.position), '[]')
    from planned_instalments n
    left join tasks t on t.workspace_id = n.workspace_id and t.id = n.task_id
    left join instalments i on i.workspace_id = n.workspace_id and i.planned_id = n.id
    left join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
    where n.workspace_id = p.workspace_id and n.project_id = p.id)`

/** The ids of the tasks that a project is limited to; of a query that calls the project `p`. */
export const taskIdsOf: RawBuilder<string[]> = sql`array(select x.task_id from project_tasks x
    where x.workspace_id = p.workspace_id and x.project_id = p.id)`

/** The people, tasks or tags of a project, by name; of a query that calls the project `p`. */
export function namedOfProject(name: keyof ProjectLinks): RawBuilder<Named[]> {
  return linkedOf(links[name], 'p')
}
