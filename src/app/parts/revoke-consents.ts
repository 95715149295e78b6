import { type Context, inTransaction } from '../context.ts'
import { recordXeroCall } from './record-xero-call.ts'

/**
 * Ends consents at Xero, given by their sealed refresh tokens, after they were forgotten here. A revocation that fails is
 * in the sync log and stops nothing: nobody has the token any more, and unused it dies by itself.
 */
export async function revokeConsents(ctx: Context, sealed: readonly string[]): Promise<void> {
  for (const each of sealed) {
    const refreshToken = openedOrUndefined(ctx, each)
    if (refreshToken === undefined) continue
    const startedAt = ctx.clock.now()
    const outcome = await ctx.accounting.revokeConsent({ refreshToken })
    const facts = { purpose: 'revoke_consent', tenantId: null, startedAt } as const
    await inTransaction(ctx, async (tx) => await recordXeroCall(tx, ctx, { facts, outcome }))
  }
}

// Whoever lost the key connects again: what it sealed nobody can read any more.
function openedOrUndefined({ sealer }: Context, sealed: string): string | undefined {
  try {
    return sealer.open(sealed)
  } catch {
    return undefined
  }
}
