import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Outcome, Receipt } from '#app/ports/accounting.ts'
import { expect, test } from 'vitest'
import { createIdTokenReader } from './id-token.ts'

const now = new Date('2026-11-16T10:00:00Z')
const nowSeconds = now.getTime() / 1000
const receipt = {} as Receipt
const jwksUrl = 'https://identity.xero.com/.well-known/openid-configuration/jwks'
const right = {
  iss: 'https://identity.xero.com',
  aud: 'ours',
  iat: nowSeconds,
  exp: nowSeconds + 300,
  nonce: 'n1',
  xero_userid: '8c2f1f0e-5d8c-4f5b-9a53-7f0c6a1d2b3e',
  email: 'robin@example.com',
  given_name: 'Robin',
  family_name: 'Vermeer',
}

const keyOf = async (kid: string) => {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  return {
    kid,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
  }
}
const [key, otherKey] = await Promise.all([keyOf('k1'), keyOf('k2')])

const signed = async (claims: object, by = key) =>
  await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: by.kid })
    .sign(by.privateKey)

/** A reader of what Xero publishes, which may change; it counts how often it looks. */
function readerOf(published: { keys: object[] }) {
  const asked = { count: 0 }
  const reader = createIdTokenReader(
    { clientId: 'ours', jwksUrl },
    {
      ask: async (request, translate) => {
        expect(request).toEqual({ method: 'GET', url: jwksUrl })
        asked.count += 1
        return { kind: 'ok', value: translate(published), receipt }
      },
    },
  )
  const read = async (idToken: string, at = now) =>
    valueOf(await reader.read({ idToken, nonce: 'n1', now: at, receipt }))
  return { read, asked }
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind !== 'ok') throw new Error(outcome.kind)
  return outcome.value
}

test('a token that Xero signed says who it is', async () => {
  const { read } = readerOf({ keys: [key.jwk] })
  expect(await read(await signed(right))).toEqual({
    person: { id: right.xero_userid, email: right.email, name: 'Robin Vermeer' },
  })
  const { email, given_name: givenName, family_name: familyName, ...bare } = right
  expect(await read(await signed(bare))).toEqual({
    person: { id: right.xero_userid, email: null, name: null },
  })
  expect([email, givenName, familyName]).not.toContain(undefined)
})

test.each([
  ['of another issuer', { iss: 'https://evil.example' }, 'iss'],
  ['for another app', { aud: 'theirs' }, 'aud'],
  ['for another sign-in', { nonce: 'n2' }, 'another sign-in'],
  ['without a nonce', { nonce: undefined }, 'another sign-in'],
  ['too old', { exp: nowSeconds - 120 }, 'too old'],
  ['without an end', { exp: undefined }, 'exp'],
  ['not valid yet', { nbf: nowSeconds + 120 }, 'nbf'],
  ['of nobody', { xero_userid: undefined }, 'whose'],
])('a token %s is not believed', async (_, changes, words) => {
  const { read } = readerOf({ keys: [key.jwk] })
  expect(await read(await signed({ ...right, ...changes }))).toEqual({
    doubt: expect.stringContaining(words),
  })
})

test('a token that somebody else signed, or nobody, is not believed', async () => {
  const { read } = readerOf({ keys: [key.jwk] })
  const [head = '', , signature = ''] = (await signed(right)).split('.')
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const none = `${encode({ alg: 'none' })}.${encode(right)}.`
  const secret = new TextEncoder().encode(JSON.stringify(key.jwk))
  const symmetric = await new SignJWT(right).setProtectedHeader({ alg: 'HS256' }).sign(secret)
  const forged = await signed(right, { ...otherKey, kid: key.kid })
  const changed = `${head}.${encode({ ...right, xero_userid: 'another' })}.${signature}`
  for (const token of [none, symmetric, forged, changed, 'no token', '']) {
    expect(await read(token)).toEqual({ doubt: expect.any(String) })
  }
})

test('the keys are read once, again for a key that is new, and every hour', async () => {
  const published = { keys: [key.jwk] }
  const { read, asked } = readerOf(published)
  await read(await signed(right))
  await read(await signed(right))
  expect(asked.count).toBe(1)
  published.keys = [otherKey.jwk]
  expect(await read(await signed(right, otherKey))).toHaveProperty('person')
  expect(asked.count).toBe(2)
  const later = new Date(now.getTime() + 3_600_000)
  const fresh = { ...right, exp: later.getTime() / 1000 + 300 }
  expect(await read(await signed(fresh, key), later)).toHaveProperty('doubt')
  expect(asked.count).toBe(3)
})
