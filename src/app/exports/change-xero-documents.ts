import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Change, changeNext } from '#app/parts/change-document.ts'
import { afterLeases, type Progress, type Step, takeSteps } from '#app/parts/sending-step.ts'
import { isUpdateDone, updateInXero } from '#app/parts/update-document.ts'
import { voidInXero } from '#app/parts/void-document.ts'
import { findConnection } from '#db/xero-connections.ts'
import { findUnfinishedChanges } from '#db/xero-document-changes.ts'

const stepsPerJob = 100
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
  return await takeSteps({
    stepsPerJob,
    uncertainSeconds,
    takeStep: async () => await changeNext(ctx, connection, makeChange, isUpdateDone),
    whatIsLeft: async () =>
      afterLeases(ctx, await findUnfinishedChanges(ctx.db, { workspaceId, connectionId })),
  })
}

async function makeChange(ctx: Context, change: Change): Promise<Step> {
  return change.change.kind === 'update'
    ? await updateInXero(ctx, change)
    : await voidInXero(ctx, change)
}
