import type { Database } from '#db/database.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Context } from '../context.ts'

/** The day that it is in the time zone of the workspace. */
export async function today({ workspaceId, clock }: Context, db: Database): Promise<string> {
  const { timeZone } = await getWorkspace(db, { workspaceId })
  return dayIn(timeZone, clock.now())
}
