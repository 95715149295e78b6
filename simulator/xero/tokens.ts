import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { signIdToken } from './id-token-key.ts'
import type { RefreshToken, World } from './world.ts'

const accessTokenSeconds = 1800
const idTokenSeconds = 300
const refreshTokenMs = 60 * 24 * 3_600_000
const graceMs = 30 * 60_000

export interface AccessClaims {
  client_id: string
  sub: string
  scope: readonly string[]
  authentication_event_id: string
  exp: number
  jti: string
}

export interface TokenSet {
  access_token: string
  expires_in: number
  token_type: 'Bearer'
  scope: string
  id_token?: string
  refresh_token?: string
}

interface Grant {
  clientId: string
  userId: string
  scopes: readonly string[]
  authEventId: string
  nonce?: string | null
  /** Who signs the id token: the address that the app knows the simulator by. */
  issuer?: string
}

/** Access token, and the others that the scopes ask for. */
export function issueTokens(world: World, grant: Grant, parent: string | null = null): TokenSet {
  const tokens: TokenSet = {
    access_token: accessToken(world, grant),
    expires_in: accessTokenSeconds,
    token_type: 'Bearer',
    scope: grant.scopes.join(' '),
  }
  if (grant.scopes.includes('openid')) tokens.id_token = idToken(world, grant)
  if (grant.scopes.includes('offline_access')) {
    tokens.refresh_token = randomBytes(32).toString('base64url')
    world.refreshTokens.set(tokens.refresh_token, {
      token: tokens.refresh_token,
      clientId: grant.clientId,
      userId: grant.userId,
      scopes: grant.scopes,
      authEventId: grant.authEventId,
      expiresAt: world.clock.now() + refreshTokenMs,
      usedAt: null,
      parent,
    })
  }
  world.changed()
  return tokens
}

/**
 * Exchanges a refresh token for a new pair. The old one lives on for 30 minutes of grace, because
 * the answer may have been lost. Null when it is unknown, expired or past its grace.
 */
export function refreshTokens(
  world: World,
  token: string,
  { clientId, issuer }: { clientId: string; issuer: string },
): TokenSet | null {
  const known = world.refreshTokens.get(token)
  if (!known || known.clientId !== clientId || !isAlive(world, known)) return null
  if (known.usedAt !== null && world.switches.graceReuseEndsSibling) {
    for (const other of world.refreshTokens.values()) {
      if (other.parent === token) world.refreshTokens.delete(other.token)
    }
  }
  known.usedAt ??= world.clock.now()
  forgetDeadTokens(world)
  return issueTokens(world, { ...known, issuer }, token)
}

function isAlive(world: World, token: RefreshToken): boolean {
  const now = world.clock.now()
  const grace = world.switches.refreshTokenGrace ? graceMs : 0
  return now < token.expiresAt && (token.usedAt === null || now < token.usedAt + grace)
}

function forgetDeadTokens(world: World) {
  for (const token of world.refreshTokens.values()) {
    if (!isAlive(world, token)) world.refreshTokens.delete(token.token)
  }
}

function accessToken(world: World, grant: Grant): string {
  const now = Math.floor(world.clock.now() / 1000)
  return sign(world, {
    nbf: now,
    exp: now + accessTokenSeconds,
    iss: 'https://identity.xero.com',
    aud: 'https://identity.xero.com/resources',
    client_id: grant.clientId,
    sub: grant.userId.replaceAll('-', ''),
    auth_time: now,
    xero_userid: grant.userId,
    global_session_id: world.freshId().replaceAll('-', ''),
    jti: randomBytes(16).toString('hex'),
    authentication_event_id: grant.authEventId,
    scope: grant.scopes,
  })
}

function idToken(world: World, grant: Grant): string {
  const now = Math.floor(world.clock.now() / 1000)
  const { email, givenName, familyName } = world.user
  const { scopes } = grant
  return signIdToken({
    nbf: now,
    exp: now + idTokenSeconds,
    iss: grant.issuer ?? 'https://identity.xero.com',
    aud: grant.clientId,
    iat: now,
    sub: grant.userId.replaceAll('-', ''),
    auth_time: now,
    xero_userid: grant.userId,
    ...(grant.nonce && { nonce: grant.nonce }),
    ...(scopes.includes('email') && email !== '' && { email }),
    ...(scopes.includes('profile') && {
      preferred_username: email,
      given_name: givenName,
      family_name: familyName,
    }),
  })
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function sign(world: World, claims: unknown): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'simulator' })}.${encode(claims)}`
  return `${content}.${mac(world, content)}`
}

const mac = (world: World, content: string) =>
  createHmac('sha256', world.signingKey).update(content).digest('base64url')

/** The claims of an access token that we signed, expired or not; null for anything else. */
export function readAccessToken(world: World, token: string): AccessClaims | null {
  const [head, claims, signature, ...rest] = token.split('.')
  if (!head || !claims || !signature || rest.length > 0) return null
  const expected = Buffer.from(mac(world, `${head}.${claims}`))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as AccessClaims
}
