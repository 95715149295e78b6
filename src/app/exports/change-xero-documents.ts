import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type Change, changeNext, type InPart } from '#app/parts/change-document.ts'
import { creditInXero, isCreditDone } from '#app/parts/credit-document.ts'
import { emailInXero, isSentDone, markSentInXero } from '#app/parts/email-document.ts'
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
    takeStep: async () => await changeNext(ctx, connection, make, isChangeDone),
    whatIsLeft: async () =>
      afterLeases(ctx, await findUnfinishedChanges(ctx.db, { workspaceId, connectionId })),
  })
}

const make = { change: makeChange, email: emailInXero }

async function makeChange(ctx: Context, change: Change): Promise<Step> {
  switch (change.change.kind) {
    case 'update':
      return await updateInXero(ctx, change)
    case 'credit':
      return await creditInXero(ctx, change)
    case 'void':
      return await voidInXero(ctx, change)
    case 'mark_sent':
      return await markSentInXero(ctx, change)
    case 'email':
      return await emailInXero(ctx, change)
  }
}

async function isChangeDone(...look: Parameters<typeof isUpdateDone>): Promise<boolean | InPart> {
  const [, , { change }] = look
  switch (change.kind) {
    case 'void':
      return false
    case 'credit':
      return await isCreditDone(...look)
    case 'update':
      return await isUpdateDone(...look)
    case 'email':
    case 'mark_sent':
      return await isSentDone(...look)
  }
}
