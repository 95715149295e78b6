import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import type { ForeignEvent } from '#app/ports/accounting.ts'
import { insertWebhookEvents } from '#db/xero-webhook-events.ts'

/**
 * Keeps what Xero's webhooks tell, and has it followed. Makes no call, and as few statements for a thousand events as
 * for one: whoever tells waits for the answer.
 */
export async function receiveXeroEvents(
  ctx: Context,
  { events }: { events: readonly ForeignEvent[] },
): Promise<void> {
  allow(ctx, 'xero:export')
  if (events.length === 0) return
  await inTransaction(ctx, async (tx) => {
    const receivedAt = ctx.clock.now()
    const told = await insertWebhookEvents(tx, { receivedAt, events })
    const jobs = told.map((payload) => ({ payload, lane: payload.connectionId }))
    await ctx.enqueueAll(tx, 'follow-xero-events', jobs)
  })
}
