import { type Context, systemContext } from '#app/context.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import type { Progress } from '#app/parts/sending-step.ts'
import { findUnfinished } from '#db/xero-sending.ts'
import type { Random } from '#tests/support/random.ts'
import type { World } from '#tests/support/world.ts'
import { Killed, unlucky } from './misfortune.ts'

const roundsLimit = 300

/**
 * Lets workers send until nothing is left, all at once on one database, as if the queue's lanes did not exist. When all of
 * them wait, the clock moves. Some die on the way; their work is found by others. Answers how many rounds it took.
 */
export async function workUntilDone(
  world: World,
  random: Random,
  { workers, bad }: { workers: number; bad: number },
): Promise<number> {
  const { db, workspaceId, services } = world
  const connectionId = await administrationOf(world)
  const luck = unlucky(world, random, bad)
  for (let round = 1; round <= roundsLimit; round += 1) {
    const ctx = systemContext({ ...services, accounting: luck.accounting }, workspaceId)
    const ended = await Promise.all(
      Array.from({ length: workers }, async () => await runOnce(ctx, connectionId)),
    )
    const left = await findUnfinished(db, { workspaceId, connectionId })
    if (left.planned + left.unsettled === 0) {
      await luck.end()
      return round
    }
    await reconnect(world, connectionId)
    const waits = ended.flatMap((each) => (each.kind === 'retry' ? [each.afterSeconds] : []))
    const seconds = waits.length > 0 ? random.pick(waits) : random.between(0, 200)
    await luck.advance(Math.max(1, seconds))
  }
  throw new Error(`It did not end in ${roundsLimit} rounds`)
}

async function runOnce(ctx: Context, connectionId: string): Promise<Progress> {
  try {
    return await sendXeroDocuments(ctx, { connectionId })
  } catch (error) {
    if (error instanceof Killed) return { kind: 'done' }
    throw error
  }
}

async function administrationOf({ db, workspaceId }: World): Promise<string> {
  const { id } = await db
    .selectFrom('xero_connections')
    .where('workspace_id', '=', workspaceId)
    .where('state', '!=', 'offered')
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What a person does about a connection that Xero ended. */
async function reconnect({ db, workspaceId }: World, connectionId: string): Promise<void> {
  await db
    .updateTable('xero_connections')
    .set({ state: 'active' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .execute()
}
