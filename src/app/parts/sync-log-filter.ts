import type { SyncLogFilter } from '#db/sync-log.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { addDays } from '#domain/work-day.ts'
import { startOfDayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

/** Which calls are meant, as people say it: the period in days of the workspace. */
export type CallFilter = Omit<SyncLogFilter, 'startedFrom' | 'startedBefore'> & {
  from?: string | undefined
  to?: string | undefined
}

export async function callsOf(
  { db, workspaceId }: Pick<Context, 'db' | 'workspaceId'>,
  { from, to, ...filter }: CallFilter,
): Promise<SyncLogFilter> {
  const { timeZone } = await getWorkspace(db, { workspaceId })
  return {
    ...filter,
    startedFrom: from === undefined ? undefined : startOfDayIn(timeZone, from),
    startedBefore: to === undefined ? undefined : startOfDayIn(timeZone, addDays(to, 1)),
  }
}
