import { type RecordedWrite, setIdempotentResponse } from '#db/idempotency-keys.ts'
import type { Context } from './context.ts'
import { refuse } from './refuse.ts'

export type { RecordedWrite }

/**
 * What was written before under the key of this write: its recorded response, or undefined when the write is new. Refuses
 * when the key belongs to another request, or when the first write is not finished answering.
 */
export function recallWrite(
  ctx: Context,
  { recorded, requestHash }: { recorded: RecordedWrite | null; requestHash: string },
): { status: number; response: unknown } | undefined {
  if (!recorded) return undefined
  if (recorded.requestHash !== requestHash) {
    refuse('idempotency_key_reused', { field: 'Idempotency-Key' })
  }
  if (recorded.status === null) refuse(unansweredReason(ctx, recorded))
  return { status: recorded.status, response: recorded.response }
}

/** Keeps the answer, so that the same write can be answered again. Only a write that was recorded has one. */
export async function rememberAnswer(
  ctx: Context,
  { status, response }: { status: number; response: string },
): Promise<void> {
  const { workspaceId, memberId, writeKey } = ctx
  if (!writeKey?.isRecorded || memberId === null) return
  await setIdempotentResponse(ctx.db, {
    workspaceId,
    memberId,
    key: writeKey.key,
    status,
    response,
  })
}

// A write recorded without an answer is being worked on, or the process ended between its commit and its answer.
function unansweredReason(ctx: Context, recorded: RecordedWrite) {
  const ageMs = ctx.clock.now().getTime() - recorded.createdAt.getTime()
  return ageMs < 60_000 ? 'request_in_progress' : 'request_was_done'
}
