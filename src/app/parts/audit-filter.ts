import type { AuditFilter } from '#db/audit-log.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addDays } from '#domain/work-day.ts'
import { startOfDayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

/** Which entries are meant, as people say it: the period in days of the workspace. */
export type AskedOfAudit = Omit<AuditFilter, 'happenedFrom' | 'happenedBefore'> & {
  from?: string | undefined
  to?: string | undefined
}

export async function auditFilterOf(
  { db, workspaceId }: Pick<Context, 'db' | 'workspaceId'>,
  { from, to, ...filter }: AskedOfAudit,
): Promise<AuditFilter> {
  const { timeZone } = await getWorkspace(db, { workspaceId })
  return {
    ...filter,
    happenedFrom: from === undefined ? undefined : startOfDayIn(timeZone, from),
    happenedBefore: to === undefined ? undefined : startOfDayIn(timeZone, addDays(to, 1)),
  }
}
