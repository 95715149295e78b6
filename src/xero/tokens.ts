import type { LinkedOrganisation, Outcome, TokenSet } from '#app/ports/accounting.ts'
import type { XeroClient, XeroRequest } from './client.ts'
import { fromXeroConnections } from './from-xero-settings.ts'
import { createIdTokenReader } from './id-token.ts'
import { isWire, numberIn, requiredText, textIn, wire, type Wire } from './wire-values.ts'
import { scopesOf, signInScopes, type XeroConfig } from './xero-config.ts'

type Exchange = { code: string; codeVerifier: string | null }
type ConsentRequest = {
  scopes: readonly string[]
  state: string
  nonce?: string
  codeVerifier: string | null
}

/** Consent and tokens: OAuth 2.0's code flow with the app's secret, or with PKCE where the app has none. */
export function createTokenCalls(config: XeroConfig, client: XeroClient) {
  const { clientId, clientSecret } = config
  const idTokens = createIdTokenReader(config, client)
  const exchangeRequest = ({ code, codeVerifier }: Exchange) =>
    tokenRequest(config, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: config.redirectUri,
      ...(codeVerifier !== null && { code_verifier: codeVerifier }),
    })
  const consentUrl = async (request: ConsentRequest) => {
    const url = new URL(config.authorizeUrl)
    const parameters = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: config.redirectUri,
      scope: request.scopes.join(' '),
      state: request.state,
      ...(request.nonce !== undefined && { nonce: request.nonce }),
      ...(request.codeVerifier !== null && {
        code_challenge: await challengeOf(request.codeVerifier),
        code_challenge_method: 'S256',
      }),
    }
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return url.href
  }

  return {
    usesPkce: clientSecret === null,

    async authorizeUrl(request: { state: string; codeVerifier: string | null }): Promise<string> {
      return await consentUrl({ ...request, scopes: scopesOf(config) })
    },

    async signInUrl(request: {
      state: string
      nonce: string
      codeVerifier: string | null
    }): Promise<string> {
      return await consentUrl({ ...request, scopes: signInScopes })
    },

    async identify({ nonce, now, ...request }: Exchange & { nonce: string; now: Date }) {
      const answer = await withDeadGrant(client.ask(exchangeRequest(request), fromXeroIdToken))
      if (answer.kind !== 'ok') return answer
      return await idTokens.read({ idToken: answer.value, nonce, now, receipt: answer.receipt })
    },

    exchangeCode(request: Exchange): Promise<Outcome<TokenSet>> {
      return withDeadGrant(client.ask(exchangeRequest(request), fromXeroTokenSet))
    },

    refreshTokens(request: { refreshToken: string }): Promise<Outcome<TokenSet>> {
      const form = { grant_type: 'refresh_token', refresh_token: request.refreshToken }
      return withDeadGrant(client.ask(tokenRequest(config, form), fromXeroTokenSet))
    },

    revokeConsent({ refreshToken }: { refreshToken: string }): Promise<Outcome<void>> {
      const request = tokenRequest(config, { token: refreshToken })
      const url = config.revocationUrl
      return client.ask({ ...request, url, timeoutMs: revocationTimeoutMs }, () => undefined)
    },

    listOrganisations(request: {
      accessToken: string
      authEventId: string | null
    }): Promise<Outcome<LinkedOrganisation[]>> {
      const { accessToken, authEventId } = request
      return client.ask(
        {
          method: 'GET',
          url: config.connectionsUrl,
          ...(authEventId !== null && { query: { authEventId } }),
          headers: { Authorization: `Bearer ${accessToken}` },
        },
        fromXeroConnections,
      )
    },

    deleteConnection(request: {
      accessToken: string
      xeroConnectionId: string
    }): Promise<Outcome<void>> {
      return client.ask(
        {
          method: 'DELETE',
          url: `${config.connectionsUrl}/${encodeURIComponent(request.xeroConnectionId)}`,
          headers: { Authorization: `Bearer ${request.accessToken}` },
        },
        () => undefined,
      )
    },
  }
}

// Somebody waits, for something that is done as well as it can be.
const revocationTimeoutMs = 10_000

function tokenRequest(config: XeroConfig, form: Record<string, string>): XeroRequest {
  const { clientId, clientSecret, tokenUrl } = config
  if (clientSecret === null) {
    return { method: 'POST', url: tokenUrl, form: { ...form, client_id: clientId } }
  }
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  return { method: 'POST', url: tokenUrl, form, headers: { Authorization: `Basic ${basic}` } }
}

/** A refused grant is about the consent, not about the request: only a new consent helps. */
async function withDeadGrant<Value>(asked: Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  const outcome = await asked
  if (outcome.kind !== 'rejected' || outcome.problem.code !== 'grant_is_dead') return outcome
  return { ...outcome, kind: 'unauthorised', reason: 'grant_is_dead' }
}

function fromXeroTokenSet(body: unknown): TokenSet {
  const answer = wire(body, 'tokens')
  const accessToken = requiredText(answer, 'access_token')
  const claims = claimsOf(accessToken)
  const claimed = claims['scope']
  return {
    accessToken,
    refreshToken: requiredText(answer, 'refresh_token'),
    expiresInSeconds: numberIn(answer, 'expires_in') ?? 1800,
    scopes: textIn(answer, 'scope') ?? (Array.isArray(claimed) ? claimed.join(' ') : ''),
    authEventId: textIn(claims, 'authentication_event_id'),
    foreignUserId: textIn(claims, 'xero_userid'),
  }
}

const fromXeroIdToken = (body: unknown) => requiredText(wire(body, 'tokens'), 'id_token')

/** The claims of a JWT that came straight from Xero over TLS; its signature is for others to check. */
function claimsOf(jwt: string): Wire {
  try {
    const payload = Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')
    const claims: unknown = JSON.parse(payload)
    return isWire(claims) ? claims : {}
  } catch {
    return {} // Another implementation of Xero's API may hand out opaque tokens.
  }
}

async function challengeOf(verifier: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return Buffer.from(hash).toString('base64url')
}
