import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

export type Shortcut = {
  projectId: string
  projectName: string
  clientName: string
  taskId: string | null
  taskName: string | null
}

type OfMember = { workspaceId: string; memberId: string }

/** The favourites of a person in their order, without what is archived. */
export async function listFavourites(
  db: Database,
  request: OfMember & { from?: number; limit?: number },
): Promise<(Shortcut & { position: number })[]> {
  const { workspaceId, memberId, from = 0, limit = null } = request
  const { rows } = await sql<Shortcut & { position: number }>`
    select ${names}, w.position from favourites w ${joins(workspaceId)}
    where w.workspace_id = ${workspaceId} and w.member_id = ${memberId} and w.position >= ${from} and ${isAlive}
    order by w.position limit ${limit}`.execute(db)
  return rows
}

/** What a person worked on last, without what is archived. */
export async function listRecentWork(
  db: Database,
  { workspaceId, memberId, since, limit }: OfMember & { since: string; limit: number },
): Promise<Shortcut[]> {
  const { rows } = await sql<Shortcut>`
    with w as (
      select project_id, task_id, max(worked_on) as last_on, max(id::text) as last_id from time_entries
      where workspace_id = ${workspaceId} and member_id = ${memberId} and worked_on >= ${since}::date
      group by project_id, task_id
    )
    select ${names} from w ${joins(workspaceId)}
    where ${isAlive}
    order by w.last_id desc limit ${limit}`.execute(db)
  return rows
}

/** The notes that a person wrote last for a project, each once, newest first. */
export async function listNotes(
  db: Database,
  request: OfMember & { projectId: string; since: string; limit: number },
): Promise<string[]> {
  const { workspaceId, memberId, projectId, since, limit } = request
  const rows = await db
    .selectFrom('time_entries')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('project_id', '=', projectId)
    .where('worked_on', '>=', since)
    .where('notes', '<>', '')
    .groupBy('notes')
    .select('notes')
    .orderBy(sql`max(worked_on)`, 'desc')
    .orderBy(sql`max(id::text)`, 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ notes }) => notes)
}

/** Writes all favourites of a person anew, in this order. */
export async function replaceFavourites(
  tx: Transaction,
  request: OfMember & { items: readonly { projectId: string; taskId: string | null }[] },
): Promise<void> {
  const { workspaceId, memberId, items } = request
  await tx
    .deleteFrom('favourites')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
  if (items.length === 0) return
  await tx
    .insertInto('favourites')
    .values(
      items.map(({ projectId, taskId }, position) => ({
        workspace_id: workspaceId,
        member_id: memberId,
        position,
        project_id: projectId,
        task_id: taskId,
      })),
    )
    .execute()
}

const names = sql`p.id as "projectId", p.name as "projectName", c.name as "clientName", t.id as "taskId",
  t.name as "taskName"`

const isAlive = sql`p.archived_at is null and t.archived_at is null`

function joins(workspaceId: string) {
  return sql`join projects p on p.workspace_id = ${workspaceId} and p.id = w.project_id
    join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
    left join tasks t on t.workspace_id = p.workspace_id and t.id = w.task_id`
}
