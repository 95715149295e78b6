import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { connectOrganisations } from './connections.ts'
import { consentPage, consentErrorPage } from './consent-page.ts'
import {
  emptyAnswer,
  headerOf,
  jsonAnswer,
  redirectAnswer,
  type Answer,
  type Request,
} from './http.ts'
import { asksForOrganisation, unknownScopes } from './scopes.ts'
import { issueTokens, refreshTokens } from './tokens.ts'
import type { World } from './world.ts'

const codeMs = 5 * 60_000

/** What the app asks for in its link to the consent page. */
export interface ConsentRequest {
  clientId: string
  redirectUri: string
  scopes: string[]
  state: string | null
  challenge: string | null
  nonce: string | null
  /** acr_values=bulk_connect:false turns the choice of several organisations off. */
  isBulk: boolean
}

/** GET shows the consent page, POST is its answer. */
export function authorize(world: World, request: Request): Answer {
  const params =
    request.method === 'POST'
      ? new URLSearchParams(request.body.toString())
      : request.url.searchParams
  const consent = consentFrom(world, params)
  if ('error' in consent) return consentErrorPage(consent.error, consent.hint)
  const problem = askingError(world, consent, params)
  if (problem) {
    return problem === 'invalid_scope' && world.switches.invalidScope === 'page'
      ? consentErrorPage(problem, 'The app asks for a scope that Xero does not know any more.')
      : backToApp(consent, { error: problem })
  }
  if (request.method !== 'POST') return consentPage(world, consent, params)
  if (params.get('decision') !== 'allow')
    return backToApp(consent, { error: world.switches.cancelError })
  if (!asksForOrganisation(consent.scopes)) {
    return backToApp(consent, { code: grantCode(world, consent, []) })
  }
  const chosen = params.getAll('organisation').filter((id) => world.organisations.has(id))
  if (chosen.length === 0) return consentPage(world, consent, params, 'Choose an organisation.')
  const organisationIds = consent.isBulk ? chosen : chosen.slice(0, 1)
  if (isOverCap(world, organisationIds)) {
    return consentPage(
      world,
      consent,
      params,
      `This app is already connected to ${world.switches.maxConnections} organisations, its most.`,
    )
  }
  return backToApp(consent, { code: grantCode(world, consent, organisationIds) })
}

type ConsentError = { error: string; hint: string }

function consentFrom(world: World, params: URLSearchParams): ConsentRequest | ConsentError {
  const clientId = params.get('client_id') ?? ''
  const redirectUri = params.get('redirect_uri') ?? ''
  if (clientId !== world.app.clientId) {
    return { error: 'unauthorized_client', hint: `No app has the client id “${clientId}”.` }
  }
  if (!isRegistered(world, redirectUri)) {
    return {
      error: 'invalid_redirect_uri',
      hint: `“${redirectUri}” is not a redirect URI of this app. It must match exactly, and be https or http://localhost (http://127.0.0.1 is refused).`,
    }
  }
  const isBulkOff = (params.get('acr_values') ?? '').includes('bulk_connect:false')
  return {
    clientId,
    redirectUri,
    scopes: (params.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== ''),
    state: params.get('state'),
    challenge: params.get('code_challenge'),
    nonce: params.get('nonce'),
    isBulk: world.switches.bulkConnect && !isBulkOff,
  }
}

function isRegistered(world: World, redirectUri: string): boolean {
  const url = URL.parse(redirectUri)
  if (!url || url.hash !== '') return false
  const isAllowed =
    url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost')
  const { redirectUris } = world.app
  return isAllowed && (redirectUris === 'any' || redirectUris.includes(redirectUri))
}

function askingError(
  world: World,
  consent: ConsentRequest,
  params: URLSearchParams,
): string | null {
  if (params.get('response_type') !== 'code') return 'unsupported_response_type'
  if (consent.scopes.length === 0 || unknownScopes(consent.scopes).length > 0)
    return 'invalid_scope'
  const method = params.get('code_challenge_method')
  const isPkceMissing = world.app.clientSecret === null && !consent.challenge
  if (isPkceMissing || (consent.challenge && method !== 'S256')) return 'invalid_request'
  return null
}

const isOverCap = (world: World, organisationIds: readonly string[]): boolean => {
  const connected = world.connections
    .filter((each) => each.isConnected)
    .map((each) => each.organisationId)
  const total = new Set([...connected, ...organisationIds]).size
  return world.switches.maxConnections > 0 && total > world.switches.maxConnections
}

function grantCode(world: World, consent: ConsentRequest, organisationIds: string[]): string {
  const authEventId = world.freshId()
  connectOrganisations(world, organisationIds, authEventId)
  const code = randomBytes(24).toString('base64url')
  world.codes.set(code, {
    clientId: consent.clientId,
    userId: world.user.id,
    redirectUri: consent.redirectUri,
    scopes: consent.scopes,
    authEventId,
    challenge: consent.challenge,
    nonce: consent.nonce,
    expiresAt: world.clock.now() + codeMs,
  })
  return code
}

function backToApp(consent: ConsentRequest, values: Record<string, string>): Answer {
  const url = new URL(consent.redirectUri)
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value)
  if (values['code']) url.searchParams.set('scope', consent.scopes.join(' '))
  if (consent.state !== null) url.searchParams.set('state', consent.state)
  return redirectAnswer(url.href)
}

const oauthError = (error: string) => jsonAnswer(400, { error }, { 'cache-control': 'no-store' })

/** POST /connect/token: codes and refresh tokens for tokens. Form-encoded only. */
export function token(world: World, request: Request, issuer: string): Answer {
  if (!isForm(request)) return oauthError('invalid_request')
  const form = new URLSearchParams(request.body.toString())
  const client = clientOf(world, request, form)
  if (client !== null) return oauthError(client)
  const grantType = form.get('grant_type')
  const { clientId } = world.app
  if (grantType === 'authorization_code') return exchangeCode(world, form, issuer)
  if (grantType === 'refresh_token') {
    const tokens = refreshTokens(world, form.get('refresh_token') ?? '', { clientId, issuer })
    return tokens ? tokenAnswer(tokens) : oauthError('invalid_grant')
  }
  return oauthError(
    grantType === 'client_credentials' ? 'unauthorized_client' : 'unsupported_grant_type',
  )
}

const isForm = (request: Request) =>
  (headerOf(request.headers, 'content-type') ?? '').includes('application/x-www-form-urlencoded')

const tokenAnswer = (tokens: unknown) =>
  jsonAnswer(200, tokens, { 'cache-control': 'no-store', pragma: 'no-cache' })

/** Null when the app proved who it is, else the OAuth error. */
function clientOf(world: World, request: Request, form: URLSearchParams): string | null {
  const { clientId, clientSecret } = world.app
  const basic = /^Basic (.+)$/i.exec(headerOf(request.headers, 'authorization') ?? '')?.[1]
  if (!basic) {
    const given = form.get('client_id')
    if (!given) return 'invalid_request'
    return given === clientId && clientSecret === null ? null : 'invalid_client'
  }
  const [givenId = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':')
  if (givenId === '') return 'invalid_request'
  const givenSecret = decoded(rest.join(':'))
  const isRight =
    decoded(givenId) === clientId && clientSecret !== null && isSame(givenSecret, clientSecret)
  return isRight ? null : 'invalid_client'
}

// RFC 6749 wants both parts form-encoded; many clients send them plain.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isSame(left: string, right: string): boolean {
  const [first, second] = [left, right].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}

function exchangeCode(world: World, form: URLSearchParams, issuer: string): Answer {
  const code = world.codes.get(form.get('code') ?? '')
  world.codes.delete(form.get('code') ?? '')
  const isGood =
    code !== undefined &&
    world.clock.now() < code.expiresAt &&
    code.redirectUri === form.get('redirect_uri') &&
    isVerified(code.challenge, form.get('code_verifier'))
  return isGood ? tokenAnswer(issueTokens(world, { ...code, issuer })) : oauthError('invalid_grant')
}

function isVerified(challenge: string | null, verifier: string | null): boolean {
  if (challenge === null) return true
  if (!verifier || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

/** POST /connect/revocation: the whole user leaves; all connections of theirs end. */
export function revocation(world: World, request: Request): Answer {
  if (!isForm(request)) return oauthError('invalid_request')
  const form = new URLSearchParams(request.body.toString())
  const client = clientOf(world, request, form)
  if (client !== null) return oauthError(client)
  const known = world.refreshTokens.get(form.get('token') ?? '')
  if (known) {
    for (const each of world.refreshTokens.values()) {
      if (each.userId === known.userId) world.refreshTokens.delete(each.token)
    }
    for (const each of world.connections) {
      if (each.userId === known.userId) each.isConnected = false
    }
    world.changed()
  }
  return emptyAnswer(200)
}
