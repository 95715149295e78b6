import { createHmac } from 'node:crypto'
import {
  deleteXeroSignInsBefore,
  findXeroIdentity,
  findXeroIdentityOfUser,
  hasUserWithEmail,
  insertXeroIdentity,
  insertXeroSignIn,
  lockXeroSignIn,
  setXeroSignInPerson,
  setXeroSignInUsed,
  type XeroSignIn,
} from '#db/xero-identities.ts'
import type { Transaction } from '#db/database.ts'
import { listIdentitiesOfUser } from '#db/identity.ts'
import { say } from '#domain/words/say.ts'
import { secondsAfter } from '#lib/clock.ts'
import type { Context, Services } from '../context.ts'
import { identifyByUser } from '../identify.ts'
import type { ForeignPerson } from '../ports/accounting.ts'
import { refuse } from '../refuse.ts'
import { audit } from './audit.ts'
import { hashOfState, newSecret } from './consent-state.ts'
import { expectXero } from './expect-xero.ts'

type XeroSignInAnswer = {
  state: string
  code: string | null
  /** What Xero sends instead of a code, such as access_denied. */
  error: string | null
}

export type XeroSignInResult =
  | { kind: 'signed_in'; userId: string; returnTo: string | null }
  | { kind: 'linked' }
  /** Nobody here: the same browser may go on to make a workspace. */
  | { kind: 'sign_up' }

const signInSeconds = 600
const secondsPerDay = 86_400
const linkPrefix = 'link.'
const signInPrefix = 'sign-in.'

/**
 * Begins the way to Xero and back, to sign in or (with `userId`) to link an account. The secret is the browser's alone: state,
 * nonce and verifier are made from it, and the database keeps but the state's hash.
 */
export async function beginXeroSignIn(
  services: Services,
  tx: Transaction,
  { userId, returnTo }: { userId: string | null; returnTo: string | null },
): Promise<{ authorizeUrl: string; secret: string }> {
  refuseWhenOff(services)
  const secret = newSecret()
  const state = stateOf(secret, userId === null ? signInPrefix : linkPrefix)
  const createdAt = services.clock.now()
  await deleteXeroSignInsBefore(tx, { before: secondsAfter(createdAt, -secondsPerDay) })
  await insertXeroSignIn(tx, { stateHash: hashOfState(state), userId, returnTo, createdAt })
  const authorizeUrl = await services.accounting.signInUrl({ state, ...proofsOf(services, secret) })
  return { authorizeUrl, secret }
}

/** What a state that comes back from Xero was begun for; undefined when it is none of ours. */
export function purposeOfState(state: string): 'sign_in' | 'link' | undefined {
  if (state.startsWith(signInPrefix)) return 'sign_in'
  return state.startsWith(linkPrefix) ? 'link' : undefined
}

/** The hash that the way to a sign-up is kept under. */
export function hashOfSignUp(secret: string): string {
  return hashOfState(stateOf(secret, signInPrefix))
}

/** Ends the way to Xero and back, in the browser that has its secret. */
export async function endXeroSignIn(
  services: Services,
  request: { secret: string; answer: XeroSignInAnswer; sessionUserId: string | null },
): Promise<XeroSignInResult> {
  const { secret, answer, sessionUserId } = request
  refuseWhenOff(services)
  const purpose = purposeOfState(answer.state)
  const prefix = purpose === 'link' ? linkPrefix : signInPrefix
  if (secret === '' || stateOf(secret, prefix) !== answer.state) refuse('consent_does_not_match')
  const stateHash = hashOfState(answer.state)
  const begun = await use(services, { stateHash, sessionUserId })
  if (answer.error !== null || answer.code === null) refuseAnswer(answer.error)

  const person = await identify(services, { code: answer.code, secret })
  if (begun.userId !== null) return await link(services, begun.userId, person)
  const known = await findXeroIdentity(services.db, { xeroUserId: person.id })
  if (!known) return await offerSignUp(services, stateHash, person)
  const workspaces = await listIdentitiesOfUser(services.db, { userId: known.userId })
  if (workspaces.length === 0) refuse('member_is_archived')
  return { kind: 'signed_in', userId: known.userId, returnTo: begun.returnTo }
}

function refuseWhenOff({ xeroSignIn }: Services): void {
  if (xeroSignIn === 'off') refuse('xero_sign_in_is_off')
}

function stateOf(secret: string, prefix: string): string {
  return prefix + madeFrom(secret, 'state')
}

function proofsOf({ accounting }: Services, secret: string) {
  const codeVerifier = accounting.usesPkce ? madeFrom(secret, 'verifier') : null
  return { nonce: madeFrom(secret, 'nonce'), codeVerifier }
}

function madeFrom(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url')
}

/** Finds what was begun here, by whom it was, and uses it up. */
async function use(
  { db, clock }: Services,
  { stateHash, sessionUserId }: { stateHash: string; sessionUserId: string | null },
): Promise<XeroSignIn> {
  return await db.transaction().execute(async (tx) => {
    const begun = await lockXeroSignIn(tx, { stateHash })
    if (!begun) refuse('consent_does_not_match')
    if (begun.userId !== null && begun.userId !== sessionUserId) refuse('consent_does_not_match')
    if (begun.usedAt !== null) refuse('consent_was_used')
    const now = clock.now()
    if (secondsAfter(begun.createdAt, signInSeconds) < now) refuse('consent_has_expired')
    await setXeroSignInUsed(tx, { stateHash, usedAt: now })
    return begun
  })
}

function refuseAnswer(error: string | null): never {
  if (error === 'access_denied') refuse('consent_was_denied')
  refuse('xero_refused', {
    detail: error
      ? say('Xero did not say who it is ({{detail}}).', { detail: error.slice(0, 100) })
      : say('Xero did not say who it is.'),
  })
}

async function identify(
  services: Services,
  { code, secret }: { code: string; secret: string },
): Promise<ForeignPerson> {
  const now = services.clock.now()
  const proofs = proofsOf(services, secret)
  const outcome = await services.accounting.identify({ code, now, ...proofs })
  if (outcome.kind === 'unauthorised') {
    refuse('xero_refused', { detail: say('Xero does not take this sign-in: five minutes passed.') })
  }
  const told = expectXero(outcome)
  if ('doubt' in told) refuse('xero_identity_is_in_doubt', { detail: told.doubt })
  return told.person
}

async function link(
  services: Services,
  userId: string,
  person: ForeignPerson,
): Promise<XeroSignInResult> {
  const found = await identifyByUser(services, { userId, writeKey: undefined })
  if (!found) refuse('not_signed_in')
  const { ctx } = found
  await services.db.transaction().execute(async (tx) => {
    const now = await findXeroIdentityOfUser(tx, { userId })
    if (now?.xeroUserId === person.id) return
    if (now) refuse('xero_identity_is_linked')
    await keepXeroIdentity(ctx, tx, { userId, person })
  })
  return { kind: 'linked' }
}

/** Links, and writes that down. */
export async function keepXeroIdentity(
  ctx: Context,
  tx: Transaction,
  { userId, person }: { userId: string; person: ForeignPerson },
): Promise<void> {
  const { id: xeroUserId, email, name } = person
  const linkedAt = ctx.clock.now()
  const isNew = await insertXeroIdentity(tx, { xeroUserId, userId, email, name, linkedAt })
  if (!isNew) refuse('xero_identity_is_taken')
  await audit(ctx, tx, {
    action: 'connected',
    subject: 'xero_sign_in',
    id: ctx.memberId,
    name: nameOfPerson(person),
  })
}

export function nameOfPerson({ name, email }: Pick<ForeignPerson, 'name' | 'email'>): string {
  return name ?? email ?? 'Xero'
}

/** An address alone makes nobody somebody: who has an account signs in with its password first, and links. */
async function offerSignUp(
  services: Services,
  stateHash: string,
  { id: xeroUserId, email, name }: ForeignPerson,
): Promise<XeroSignInResult> {
  const { db, xeroSignIn } = services
  if (email !== null && (await hasUserWithEmail(db, { email }))) refuse('email_can_sign_in_already')
  if (xeroSignIn !== 'sign-up') refuse('xero_sign_up_is_off')
  if (email === null) refuse('xero_tells_no_email')
  await db.transaction().execute(async (tx) => {
    await setXeroSignInPerson(tx, { stateHash, xeroUserId, email, name })
  })
  return { kind: 'sign_up' }
}
