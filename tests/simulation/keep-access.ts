import { type Context, systemContext } from '#app/context.ts'
import type { World } from '#tests/support/world.ts'
import { runJob } from '#worker/run-jobs.ts'
import { Killed } from './misfortune.ts'

const name = 'keep-xero-access'

/**
 * Does what was promised when refreshes began, as the queue does in the minutes after; a worker that dies over it leaves it to
 * another. Answers how many seconds went by.
 */
export async function keepAccess(
  { boss, clock, services, workspaceId }: World,
  over: (ctx: Context) => Context = (ctx) => ctx,
): Promise<number> {
  let seconds = 0
  for (;;) {
    const [job] = await boss.fetch<object>(name, { includeMetadata: true, ignoreStartAfter: true })
    if (!job) return seconds
    const waited = Math.max(0, (job.startAfter.getTime() - job.createdOn.getTime()) / 1000)
    clock.advance(waited * 1000)
    seconds += waited
    const { accounting } = over(systemContext(services, workspaceId))
    try {
      await runJob({ ...services, accounting }, name, job.data)
      await boss.complete(name, job.id)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      await boss.fail(name, job.id)
    }
  }
}
