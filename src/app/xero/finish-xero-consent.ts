import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import { hashOfState } from '#app/parts/consent-state.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import type { LinkedOrganisation, Outcome, TokenSet } from '#app/ports/accounting.ts'
import { recordXeroCall } from '#app/parts/record-xero-call.ts'
import { refuse } from '#app/refuse.ts'
import { revokeConsents } from '#app/parts/revoke-consents.ts'
import { sealTokens } from '#app/parts/xero-access.ts'
import { wakeXeroAttachments, wakeXeroDocuments } from '#app/parts/wake-xero-documents.ts'
import { forgetXeroLists } from '#app/parts/xero-lists.ts'
import { refreshOrganisationFacts } from '#app/parts/organisation-facts.ts'
import { hasAttachmentsToSend } from '#db/xero-attachments.ts'
import {
  listConnections,
  lockConnections,
  upsertConnections,
  type XeroConnection,
} from '#db/xero-connections.ts'
import { lockConsent, setConsentUsed, type XeroConsent } from '#db/xero-consents.ts'
import { lookAgainNow } from '#db/xero-sending.ts'
import { deleteUnusedTokenSets, insertTokenSet, listRevocableTokens } from '#db/xero-token-sets.ts'
import { assert } from '#lib/assert.ts'
import { secondsAfter } from '#lib/clock.ts'
import { newId } from '#lib/ids.ts'

export type ConsentAnswer = {
  state: string
  code: string | null
  /** What Xero sends instead of a code, such as access_denied. */
  error: string | null
}

const consentSeconds = 600

/**
 * Ends a consent: exchanges the code, keeps the tokens and the organisations that came with it. Everything is kept, or
 * nothing. A known organisation keeps its settings; a new one is offered and never chosen by itself.
 */
export async function finishXeroConsent(ctx: Context, answer: ConsentAnswer): Promise<void> {
  allow(ctx, 'xero:connect')
  const consent = await useConsent(ctx, answer.state)
  if (answer.error !== null || !answer.code) refuseAnswer(answer)

  const codeVerifier = consent.codeVerifier && ctx.sealer.open(consent.codeVerifier)
  const tokens = expectTokens(
    await logged(ctx, () => ctx.accounting.exchangeCode({ code: answer.code ?? '', codeVerifier })),
  )
  const organisations = await listConsented(ctx, tokens)
  if (organisations.length === 0) refuse('consent_has_no_organisation')

  const { connections, replaced } = await keep(ctx, { tokens, organisations })
  for (const connection of connections) {
    forgetXeroLists(connection)
    // The names and badges of what is offered; it may fail, choosing asks again.
    await refreshOrganisationFacts(ctx, connection)
  }
  await revokeConsents(ctx, replaced)
}

/** Finds the consent that was started here by this person, and uses it up. */
async function useConsent(ctx: Context, state: string): Promise<XeroConsent> {
  const { workspaceId, memberId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const consent = await lockConsent(tx, { workspaceId, stateHash: hashOfState(state) })
    if (!consent || consent.memberId !== memberId) refuse('consent_does_not_match')
    if (consent.usedAt !== null) refuse('consent_was_used')
    const now = ctx.clock.now()
    if (secondsAfter(consent.createdAt, consentSeconds) < now) refuse('consent_has_expired')
    await setConsentUsed(tx, { workspaceId, consentId: consent.id, usedAt: now })
    return consent
  })
}

function refuseAnswer({ error }: ConsentAnswer): never {
  if (error === 'access_denied') refuse('consent_was_denied')
  refuse('xero_refused', {
    detail: error
      ? say('Xero ended the consent without a permission ({{detail}}).', {
          detail: error.slice(0, 100),
        })
      : say('Xero ended the consent without a permission.'),
  })
}

function expectTokens(outcome: Outcome<TokenSet>): TokenSet {
  if (outcome.kind === 'unauthorised') {
    refuse('xero_refused', {
      detail: say(
        'Xero does not take this consent: it was used already, or five minutes passed. Connect again.',
      ),
    })
  }
  return expectXero(outcome)
}

/** The organisations of this consent. Without the filter we would see every one the person ever linked to this app. */
async function listConsented(ctx: Context, tokens: TokenSet): Promise<LinkedOrganisation[]> {
  const { accessToken, authEventId } = tokens
  const list = async (filter: string | null) =>
    expectXero(
      await logged(ctx, () =>
        ctx.accounting.listOrganisations({ accessToken, authEventId: filter }),
      ),
    )
  const consented = await list(authEventId)
  if (consented.length > 0 || authEventId === null) return consented

  // A renewed consent may keep its old event at Xero: then those that this workspace knows already are meant.
  const known = await listConnections(ctx.db, { workspaceId: ctx.workspaceId })
  const tenantIds = new Set(known.map((each) => each.tenantId))
  return (await list(null)).filter((each) => tenantIds.has(each.tenantId))
}

async function keep(
  ctx: Context,
  { tokens, organisations }: { tokens: TokenSet; organisations: LinkedOrganisation[] },
): Promise<{ connections: XeroConnection[]; replaced: string[] }> {
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person connects')
  const tokenSetId = newId()
  return await inTransaction(ctx, async (tx) => {
    const before = await lockConnections(tx, { workspaceId })
    await insertTokenSet(tx, { workspaceId, tokenSetId, tokens: sealTokens(ctx, tokens) })
    await upsertConnections(tx, {
      workspaceId,
      tokenSetId,
      connectedBy: memberId,
      connectedAt: ctx.clock.now(),
      organisations: organisations.map((each) => ({ id: newId(), ...each })),
    })
    const replaced = await listRevocableTokens(tx, { workspaceId })
    await deleteUnusedTokenSets(tx, { workspaceId })
    const after = await listConnections(tx, { workspaceId })
    for (const { id: connectionId, state } of after) {
      if (state !== 'active') continue
      const waited = before.find((each) => each.id === connectionId)?.state
      // What was held back goes on by itself; files may have waited for this permission alone.
      // Another role may look where the last one might not.
      const looksAgain = await lookAgainNow(tx, { workspaceId, connectionId })
      if (waited === 'reconnect' || waited === 'scope_missing' || looksAgain) {
        await wakeXeroDocuments(ctx, tx, { connectionId })
      }
      if (await hasAttachmentsToSend(tx, { workspaceId, connectionId })) {
        await wakeXeroAttachments(ctx, tx, { connectionId })
      }
    }
    const connections = after.filter((each) => each.tokenSetId === tokenSetId)
    await audit(
      ctx,
      tx,
      connections.map(({ id, name }) => ({
        action: 'connected',
        subject: 'xero_connection',
        id,
        name,
      })),
    )
    return { connections, replaced }
  })
}

async function logged<Value>(
  ctx: Context,
  ask: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const startedAt = ctx.clock.now()
  const outcome = await ask()
  await inTransaction(ctx, async (tx) => {
    const facts = { purpose: 'connect', tenantId: null, startedAt } as const
    await recordXeroCall(tx, ctx, { facts, outcome })
  })
  return outcome
}
