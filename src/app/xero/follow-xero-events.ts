import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { readAndFollow } from '#app/parts/read-documents.ts'
import { waitAfter } from '#app/parts/sending-step.ts'
import { findConnection } from '#db/xero-connections.ts'
import { findDocumentsInXero } from '#db/xero-reading.ts'
import {
  deleteOldEvents,
  listWaitingEvents,
  recordEventsDone,
  type WaitingEvent,
} from '#db/xero-webhook-events.ts'
import { secondsAfter } from '#lib/clock.ts'

const eventsAtOnce = 1000
const keptSeconds = 40 * 86_400

/**
 * Follows what webhooks told of our documents. An event only says that something changed: the documents are read as they are
 * now, so it does not matter in what order events came, or how often. What is newer than an event is not read for it.
 */
export async function followXeroEvents(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<{ kind: 'done' } | { kind: 'retry'; afterSeconds: number }> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  if (!connection) return { kind: 'done' }
  const { tenantId } = connection
  const events = await listWaitingEvents(ctx.db, { workspaceId, tenantId, limit: eventsAtOnce })
  if (events.length === 0) return { kind: 'done' }

  const newest = newestById(events.filter((each) => each.category === 'INVOICE'))
  const xeroIds = [...newest.keys()]
  const ours = await findDocumentsInXero(ctx.db, { workspaceId, tenantId, xeroIds })
  const documents = ours.filter(({ xeroId, xeroUpdatedAt }) => {
    const at = newest.get(xeroId)
    return xeroUpdatedAt === null || (at !== undefined && at > xeroUpdatedAt)
  })
  const followed = await readAndFollow(ctx, { connection, documents, isBackground: true })
  if (followed.kind !== 'ok') {
    return { kind: 'retry', afterSeconds: waitAfter(followed.outcome, 1).seconds }
  }
  const doneAt = ctx.clock.now()
  await inTransaction(ctx, async (tx) => {
    await recordEventsDone(tx, { workspaceId, tenantId, doneAt, events })
    await deleteOldEvents(tx, { workspaceId, before: secondsAfter(doneAt, -keptSeconds) })
  })
  return events.length < eventsAtOnce ? { kind: 'done' } : { kind: 'retry', afterSeconds: 1 }
}

function newestById(events: readonly WaitingEvent[]): Map<string, Date> {
  const newest = new Map<string, Date>()
  for (const { resourceId, at } of events) {
    const known = newest.get(resourceId)
    if (!known || at > known) newest.set(resourceId, at)
  }
  return newest
}
