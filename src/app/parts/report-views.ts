import { say } from '#domain/words/say.ts'
import type { Transaction } from '#db/database.ts'
import { lockReportView, type ReportView, type ReportViewFields } from '#db/report-views.ts'
import { listFilterNames } from '#db/reports.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { ReportTab } from '#domain/report-columns.ts'
import type { ReportViewSettings } from '#domain/report-views.ts'
import { assert } from '#lib/assert.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { chooseColumns } from './report-columns.ts'

export type ReportViewView = Omit<ReportView, 'memberId'> & { isOwn: boolean }

/** Two of one person's views of a report must differ in more than capitals. */
export const reportViewViolations: Record<string, RefusalCode> = {
  report_views_name: 'report_view_name_is_taken',
}

export function viewReportView(ctx: Context, { memberId, ...view }: ReportView): ReportViewView {
  return { ...view, isOwn: memberId === ctx.memberId }
}

/** Views belong to a person; a job has none. */
export function ownerOf(ctx: Context): string {
  assert(ctx.memberId, 'a person asks')
  return ctx.memberId
}

/** The view, when it is the person's own. Those that others share can be looked at only. */
export async function lockOwnView(
  ctx: Context,
  tx: Transaction,
  viewId: string,
): Promise<ReportView> {
  const view = await lockReportView(tx, { workspaceId: ctx.workspaceId, viewId })
  const isOwn = view?.memberId === ctx.memberId
  if (!view || (!isOwn && !view.isShared)) refuse('report_view_not_found')
  if (!isOwn) refuse('report_view_is_of_somebody_else')
  return view
}

type Checked = Partial<Pick<ReportViewFields, 'isShared' | 'settings'>> & { tab: ReportTab }

/** Refuses what the report does not have, what does not exist, and to share where the role sees its own work only. */
export async function checkView(ctx: Context, { tab, isShared, settings }: Checked): Promise<void> {
  if (isShared && !may(ctx, 'registrations:all')) {
    const detail = say('Your role keeps its views to itself.')
    refuse('not_allowed', { field: 'isShared', detail })
  }
  if (!settings) return
  if (settings.columns) await chooseColumns(ctx, { tab, columns: settings.columns })
  await checkIds(ctx, settings)
}

async function checkIds(ctx: Context, settings: ReportViewSettings): Promise<void> {
  const wanted = [
    ['clientId', 'clientIds', 'client_not_found'],
    ['projectId', 'projectIds', 'project_not_found'],
    ['memberId', 'memberIds', 'member_not_found'],
    ['taskId', 'taskIds', 'task_not_found'],
  ] as const
  for (const [key, field, code] of wanted) {
    const ids = [...new Set(settings[field])]
    if (ids.length === 0) continue
    // One after the other: there are at most four.
    // oxlint-disable-next-line no-await-in-loop
    const names = await listFilterNames(ctx.db, { workspaceId: ctx.workspaceId, key, ids })
    if (names.length < ids.length) refuse(code, { field: `settings.${field}` })
  }
}
