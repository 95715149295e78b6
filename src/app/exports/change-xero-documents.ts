import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Change, changeNext } from '#app/parts/change-document.ts'
import type { Step } from '#app/parts/sending-step.ts'
import { isUpdateDone, updateInXero } from '#app/parts/update-document.ts'
import { voidInXero } from '#app/parts/void-document.ts'
import { findConnection } from '#db/xero-connections.ts'
import { findUnfinishedChanges } from '#db/xero-document-changes.ts'
import type { Progress } from './send-xero-documents.ts'

const stepsPerJob = 100
const uncertainRounds = 3
const uncertainSeconds = 60

/**
 * Does what people asked to be done with documents in Xero: each change is made there once, or refused in Xero's words. Safe
 * to run any number of times, even at once, and to be killed anywhere.
 */
export async function changeXeroDocuments(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<Progress> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  if (!connection) return { kind: 'done' }
  let round = 0
  for (let count = 0; count < stepsPerJob; count += 1) {
    const step = await changeNext(ctx, connection, makeChange, isUpdateDone)
    if (step.kind === 'idle') return await whatIsLeft(ctx, connectionId)
    if (step.kind === 'wait') return { kind: 'retry', afterSeconds: step.seconds }
    if (step.kind !== 'uncertain') continue
    round += 1
    if (round > uncertainRounds) return { kind: 'retry', afterSeconds: uncertainSeconds }
  }
  return { kind: 'retry', afterSeconds: 0 }
}

async function makeChange(ctx: Context, change: Change): Promise<Step> {
  return change.change.kind === 'update'
    ? await updateInXero(ctx, change)
    : await voidInXero(ctx, change)
}

async function whatIsLeft(ctx: Context, connectionId: string): Promise<Progress> {
  const { workspaceId, clock } = ctx
  const left = await findUnfinishedChanges(ctx.db, { workspaceId, connectionId })
  if (left.count === 0) return { kind: 'done' }
  const untilMs = (left.nextLeaseExpiresAt?.getTime() ?? 0) - clock.now().getTime()
  return { kind: 'retry', afterSeconds: Math.max(1, Math.ceil(untilMs / 1000)) }
}
