import { sql } from 'kysely'
import type { ReportTab } from '#domain/report-columns.ts'
import type { ReportViewSettings } from '#domain/report-views.ts'
import { comesAfterName, type NameCursor, sortName } from './by-name.ts'
import type { Database, Transaction } from './database.ts'

export type ReportViewFields = {
  name: string
  isShared: boolean
  settings: ReportViewSettings
}

export type ReportView = ReportViewFields & {
  id: string
  tab: ReportTab
  memberId: string
  memberName: string
}

type Key = { workspaceId: string; viewId: string }

/** The views that the person made, and those that others share; by name. */
export async function listReportViewRows(
  db: Database,
  request: {
    workspaceId: string
    memberId: string
    after: NameCursor | undefined
    limit: number
  },
): Promise<(ReportView & { sortName: string })[]> {
  const { workspaceId, memberId, after, limit } = request
  return await views(db, workspaceId)
    .where((is) => is.or([is('v.member_id', '=', memberId), is('v.is_shared', '=', true)]))
    .where(comesAfterName('v', after))
    .select(sortName('v').as('sortName'))
    .orderBy(sortName('v'))
    .orderBy('v.id')
    .limit(limit)
    .execute()
}

/** Holds the view until the transaction ends. */
export async function lockReportView(
  tx: Transaction,
  { workspaceId, viewId }: Key,
): Promise<ReportView | undefined> {
  return await views(tx, workspaceId).where('v.id', '=', viewId).forUpdate('v').executeTakeFirst()
}

export async function countReportViews(
  db: Database,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
): Promise<number> {
  const { count } = await db
    .selectFrom('report_views')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

type NewReportView = ReportViewFields & {
  workspaceId: string
  id: string
  memberId: string
  tab: ReportTab
  createdAt: Date
}

export async function insertReportView(tx: Transaction, view: NewReportView): Promise<void> {
  await tx
    .insertInto('report_views')
    .values({
      workspace_id: view.workspaceId,
      id: view.id,
      member_id: view.memberId,
      tab: view.tab,
      ...columns(view),
      created_at: view.createdAt,
      updated_at: view.createdAt,
    })
    .execute()
}

export async function updateReportViewFields(
  tx: Transaction,
  { workspaceId, viewId, fields, updatedAt }: Key & { fields: ReportViewFields; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('report_views')
    .set({ ...columns(fields), updated_at: updatedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', viewId)
    .execute()
}

export async function removeReportView(
  tx: Transaction,
  { workspaceId, viewId }: Key,
): Promise<void> {
  await tx
    .deleteFrom('report_views')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', viewId)
    .execute()
}

function views(db: Database, workspaceId: string) {
  return (
    db
      .selectFrom('report_views as v')
      .innerJoin('members as m', (join) =>
        join.onRef('m.workspace_id', '=', 'v.workspace_id').onRef('m.id', '=', 'v.member_id'),
      )
      .where('v.workspace_id', '=', workspaceId)
      .select([
        'v.id',
        'v.tab',
        'v.name',
        'v.is_shared as isShared',
        'v.member_id as memberId',
        'm.name as memberName',
      ])
      // Views that were saved before rows could be sorted say nothing of it.
      .select(sql<ReportViewSettings>`'{"sort": null}'::jsonb || v.settings`.as('settings'))
  )
}

function columns({ name, isShared, settings }: ReportViewFields) {
  return { name, is_shared: isShared, settings: JSON.stringify(settings) }
}
