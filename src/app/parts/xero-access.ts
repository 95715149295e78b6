import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { setGrantDead, type XeroConnection } from '#db/xero-connections.ts'
import type { Transaction } from '#db/database.ts'
import { lockTokenSet, replaceTokens, type SealedTokens } from '#db/xero-token-sets.ts'
import type { Context } from '../context.ts'
import type { Outcome, TokenSet } from '../ports/accounting.ts'
import { recordConnectionOutcome, recordXeroCall } from './record-xero-call.ts'

/** An access token that Xero takes now, and its sealed form, which names this very token. */
export type XeroAccess = { accessToken: string; sealed: string }
type AccessOutcome =
  | { kind: 'access'; access: XeroAccess }
  | { kind: 'none'; outcome: Exclude<Outcome<never>, { kind: 'ok' }> }

// A token that ends within a minute could end before the call does.
const freshForSeconds = 60
const refreshTokenDays = 60
const secondsPerDay = 86_400
const waitAfterNoAnswerSeconds = 15
const waitAfterRefusalSeconds = 300
// Longer than a refresh takes with its second try, and short enough for many more within the half hour.
const lookAfterSeconds = 90

/**
 * A token for the connection, of which the tokens were read with it. One that is used up, or that Xero called expired (`refused`), is refreshed by one process at a
 * time; the others wait for the row and read what it saved.
 */
export async function getXeroAccess(
  ctx: Context,
  { connection, tokens }: { connection: XeroConnection; tokens: SealedTokens },
  refused?: XeroAccess,
): Promise<AccessOutcome> {
  if (isUsable(ctx, tokens, refused)) return opened(ctx, tokens)
  await promiseToKeep(ctx, { connectionId: connection.id, tokens })
  return await refreshAlone(ctx, connection, refused)
}

/** Refreshes what is not usable, or not usable any more when the row is ours: another process may have been quicker. */
export async function refreshAlone(
  ctx: Context,
  connection: XeroConnection,
  refused?: Pick<XeroAccess, 'sealed'>,
): Promise<AccessOutcome> {
  const key = { workspaceId: ctx.workspaceId, tokenSetId: connection.tokenSetId }
  return await ctx.db.transaction().execute(async (tx) => {
    const locked = await lockTokenSet(tx, key)
    assert(locked, 'a connection has tokens')
    if (isUsable(ctx, locked, refused)) return opened(ctx, locked)
    return await refresh(ctx, tx, { connection, tokens: locked })
  })
}

/**
 * Somebody looks a little later whether the refresh that begins now was kept: who is killed between Xero's answer and keeping it
 * leaves a token behind that Xero takes for half an hour, and perhaps nobody asks for anything before that is over.
 */
async function promiseToKeep(
  ctx: Context,
  { connectionId, tokens }: { connectionId: string; tokens: SealedTokens },
): Promise<void> {
  const { workspaceId } = ctx
  const payload = { workspaceId, connectionId, refreshedAt: tokens.refreshedAt.toISOString() }
  await ctx.db.transaction().execute(async (tx) => {
    await ctx.enqueue(tx, 'keep-xero-access', payload, { afterSeconds: lookAfterSeconds })
  })
}

/** Tokens as they are kept. */
export function sealTokens(ctx: Context, tokens: TokenSet): SealedTokens {
  const now = ctx.clock.now()
  return {
    accessTokenSealed: ctx.sealer.seal(tokens.accessToken),
    refreshTokenSealed: ctx.sealer.seal(tokens.refreshToken),
    accessExpiresAt: secondsAfter(now, tokens.expiresInSeconds),
    // Xero does not say when a refresh token ends: 60 days after its last use.
    refreshExpiresAt: secondsAfter(now, refreshTokenDays * secondsPerDay),
    scopes: tokens.scopes,
    authEventId: tokens.authEventId,
    xeroUserId: tokens.foreignUserId,
    refreshedAt: now,
  }
}

function isUsable(
  ctx: Context,
  tokens: SealedTokens,
  refused?: Pick<XeroAccess, 'sealed'>,
): boolean {
  const isFresh = tokens.accessExpiresAt > secondsAfter(ctx.clock.now(), freshForSeconds)
  return isFresh && tokens.accessTokenSealed !== refused?.sealed
}

function opened(ctx: Context, tokens: SealedTokens): AccessOutcome {
  const sealed = tokens.accessTokenSealed
  return { kind: 'access', access: { accessToken: ctx.sealer.open(sealed), sealed } }
}

async function refresh(
  ctx: Context,
  tx: Transaction,
  { connection, tokens }: { connection: XeroConnection; tokens: SealedTokens },
): Promise<AccessOutcome> {
  const key = { workspaceId: ctx.workspaceId, tokenSetId: connection.tokenSetId }
  let outcome = await askOnce(ctx, tx, { connection, tokens, attempt: 1 })
  // When the answer was lost, Xero takes the token it replaced for another half hour.
  if (outcome.kind === 'unknown')
    outcome = await askOnce(ctx, tx, { connection, tokens, attempt: 2 })

  if (outcome.kind === 'ok') {
    const saved = sealTokens(ctx, outcome.value)
    const { authEventId, xeroUserId } = tokens
    await replaceTokens(tx, {
      ...key,
      tokens: {
        ...saved,
        authEventId: saved.authEventId ?? authEventId,
        xeroUserId: saved.xeroUserId ?? xeroUserId,
      },
    })
    return opened(ctx, saved)
  }
  if (outcome.kind === 'unauthorised') await setGrantDead(tx, key)
  await recordConnectionOutcome(tx, ctx, { connection, outcome })
  return { kind: 'none', outcome: notAsked(outcome) }
}

async function askOnce(
  ctx: Context,
  tx: Transaction,
  call: { connection: XeroConnection; tokens: SealedTokens; attempt: number },
): Promise<Outcome<TokenSet>> {
  const startedAt = ctx.clock.now()
  const refreshToken = ctx.sealer.open(call.tokens.refreshTokenSealed)
  const outcome = await ctx.accounting.refreshTokens({ refreshToken })
  const { tenantId } = call.connection
  const facts = { purpose: 'refresh_tokens', tenantId, startedAt, attempt: call.attempt } as const
  await recordXeroCall(tx, ctx, { facts, outcome })
  return outcome
}

/** Without a token the call itself was certainly not made: that is busy or unauthorised, never unknown or rejected. */
function notAsked(
  outcome: Exclude<Outcome<TokenSet>, { kind: 'ok' }>,
): Exclude<Outcome<never>, { kind: 'ok' }> {
  const { receipt } = outcome
  switch (outcome.kind) {
    case 'busy':
    case 'unauthorised':
      return outcome
    case 'unknown':
      return {
        kind: 'busy',
        limit: 'offline',
        retryAfterSeconds: waitAfterNoAnswerSeconds,
        receipt,
      }
    case 'rejected':
      return { kind: 'busy', limit: 'offline', retryAfterSeconds: waitAfterRefusalSeconds, receipt }
  }
}
