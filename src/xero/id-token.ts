import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import type { ForeignPerson, Outcome, Receipt } from '#app/ports/accounting.ts'
import { say } from '#domain/words/say.ts'
import type { XeroClient } from './client.ts'
import { listIn, textIn, UnexpectedAnswer, wire } from './wire-values.ts'
import type { XeroConfig } from './xero-config.ts'

type Told = { idToken: string; nonce: string; now: Date; receipt: Receipt }
type Believed = { person: ForeignPerson } | { doubt: string }

const xeroIssuer = 'https://identity.xero.com'
const clockToleranceSeconds = 60
// A key that Xero takes back counts no longer than this.
const keysKeptMs = 3_600_000

/** Believes an ID token only when Xero signed it, for this app, for this very sign-in, and just now. */
export function createIdTokenReader(
  config: Pick<XeroConfig, 'clientId' | 'jwksUrl'>,
  client: XeroClient,
) {
  let kept: { keys: JSONWebKeySet; readAt: Date } | undefined

  const readKeys = async (now: Date): Promise<Outcome<JSONWebKeySet>> => {
    const outcome = await client.ask({ method: 'GET', url: config.jwksUrl }, fromXeroKeys)
    if (outcome.kind === 'ok') kept = { keys: outcome.value, readAt: now }
    return outcome
  }
  const verify = async ({ idToken, nonce, now }: Told, keys: JSONWebKeySet): Promise<Believed> => {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
      algorithms: ['RS256'],
      issuer: [xeroIssuer, new URL(config.jwksUrl).origin],
      audience: config.clientId,
      requiredClaims: ['exp', 'iat'],
      currentDate: now,
      clockTolerance: clockToleranceSeconds,
    })
    if (payload['nonce'] !== nonce) return { doubt: say('It was made for another sign-in.') }
    return personIn(payload)
  }

  return {
    async read(told: Told): Promise<Outcome<Believed>> {
      const { now, receipt } = told
      const isFresh = kept && now.getTime() - kept.readAt.getTime() < keysKeptMs
      try {
        if (kept && isFresh) {
          return { kind: 'ok', value: await verify(told, kept.keys), receipt }
        }
      } catch (error) {
        // Xero may have begun to sign with another key.
        if (!(error instanceof errors.JWKSNoMatchingKey)) return doubted(error, receipt)
      }
      const read = await readKeys(now)
      if (read.kind !== 'ok') return read
      try {
        return { kind: 'ok', value: await verify(told, read.value), receipt }
      } catch (error) {
        return doubted(error, receipt)
      }
    },
  }
}

function doubted(error: unknown, receipt: Receipt): Outcome<Believed> {
  if (!(error instanceof errors.JOSEError)) throw error
  return { kind: 'ok', value: { doubt: doubtOf(error) }, receipt }
}

function doubtOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired)
    return say('It is too old: compare the clock of this server.')
  if (error instanceof errors.JWTClaimValidationFailed) {
    return say('What it says of {{claim}} is not as it must be.', { claim: error.claim })
  }
  return say('Its signature is not of Xero ({{code}}).', { code: error.code })
}

function personIn(claims: JWTPayload): Believed {
  const id = textIn(claims, 'xero_userid')
  if (id === null) return { doubt: say('It does not say whose it is.') }
  const email = textIn(claims, 'email')
  const names = [textIn(claims, 'given_name'), textIn(claims, 'family_name')]
  const name = names.filter((each) => each !== null).join(' ')
  return { person: { id, email, name: name === '' ? null : name } }
}

function fromXeroKeys(body: unknown): JSONWebKeySet {
  const keys = listIn(wire(body, 'keys'), 'keys')
  if (keys.length === 0) throw new UnexpectedAnswer('Expected keys')
  return { keys: keys.map((each) => ({ ...each, kty: textIn(each, 'kty') ?? '' })) }
}
