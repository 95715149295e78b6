import { randomUUID } from 'node:crypto'
import { apiPath, notFoundText, runResource } from './api.ts'
import type { ApiAnswer } from './call.ts'
import { liveConnection, listConnections, removeConnection } from './connections.ts'
import { errorAnswer, problemBody } from './envelope.ts'
import { emptyAnswer, headerOf, textAnswer, type Answer, type Request } from './http.ts'
import type { Fault } from './faults.ts'
import type { IdempotencyCache } from './idempotency.ts'
import type { Limiter, Problem, Refusal } from './limits.ts'
import { scopesFor } from './scopes.ts'
import { readAccessToken, type AccessClaims } from './tokens.ts'
import type { Organisation } from './records.ts'
import type { World } from './world.ts'
import { xmlFrom } from './xml.ts'

/** What stands before the resources: token, tenant, limits, scope, idempotency. */
export interface Gate {
  world: World
  limiter: Limiter
  idempotency: IdempotencyCache
  /** Keys of calls whose answers have not left. */
  keysInUse: Set<string>
}

const problem = (
  world: World,
  status: 401 | 403 | 500,
  detail: string,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: problemBody(world, status, problemTitles[status], detail),
})

const problemTitles = { 401: 'Unauthorized', 403: 'Forbidden', 500: 'InternalServerError' } as const

/** MM/DD/YYYY HH:MM:SS, as the message of an expired token has it. */
function usMoment(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T')
  const [year, month, date] = day.split('-')
  return `${month}/${date}/${year} ${time}`
}

export const expiredAnswer = (world: World, at: number): Answer =>
  problem(world, 401, `TokenExpired: token expired at ${usMoment(at)}`)

export const disconnectedAnswer = (world: World): Answer =>
  problem(
    world,
    world.switches.disconnectedStatus === '403' ? 403 : 401,
    'AuthenticationUnsuccessful',
  )

const foreignAnswer = (world: World): Answer =>
  problem(
    world,
    world.switches.foreignTenantStatus === '403' ? 403 : 401,
    'AuthenticationUnsuccessful',
  )

export const serverErrorAnswer = (world: World): Answer =>
  problem(world, 500, 'An error occurred in Xero. Check the API Status page for current status.')

/** The claims of the bearer token, or the 401 that it deserves. */
function claimsOf(world: World, request: Request): AccessClaims | Answer {
  const token = /^Bearer (.+)$/i.exec(headerOf(request.headers, 'authorization') ?? '')?.[1]
  const claims = token ? readAccessToken(world, token) : null
  if (!claims) return problem(world, 401, 'AuthenticationUnsuccessful')
  if (claims.exp * 1000 <= world.clock.now()) return expiredAnswer(world, claims.exp * 1000)
  if (world.deadTokens.has(claims.jti)) return expiredAnswer(world, world.clock.now() - 1000)
  return claims
}

/** GET /connections and DELETE /connections/{id}. They count against the app's minute only. */
export function connectionsCall(gate: Gate, request: Request): Answer {
  const { world } = gate
  const claims = claimsOf(world, request)
  if ('status' in claims) return claims
  const refusal = gate.limiter.takeApp()
  if (refusal) return limitedAnswer(world, refusal)
  const [, , id] = request.url.pathname.split('/')
  if (request.method === 'GET' && !id) {
    return listConnections(world, claims.client_id, request.url.searchParams.get('authEventId'))
  }
  if (request.method === 'DELETE' && id) return removeConnection(world, claims.client_id, id)
  return emptyAnswer(405)
}

/** 429, in the words that the switches give it. */
export function limitedAnswer(
  { switches }: World,
  { problem: limit, retryAfterSeconds }: Refusal,
): Answer {
  const words = { minute: 'minute', day: 'day', concurrent: switches.concurrentProblem } as const
  const said = limit === 'appminute' ? switches.appMinuteProblem : words[limit]
  const isCapital = switches.limitProblemSpelling === 'capitalised'
  return emptyAnswer(429, {
    ...(said !== 'none' && { 'x-rate-limit-problem': isCapital ? capitals[said] : said }),
    ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
  })
}

// As older recordings have them.
const capitals = {
  minute: 'Minute',
  day: 'Daily',
  concurrent: 'Concurrent',
  appminute: 'AppMinute',
  app: 'App',
} as const

/** The organisation that a call is for, if it names one. */
const organisationOf = (world: World, request: Request): Organisation | undefined =>
  world.organisations.get((headerOf(request.headers, 'xero-tenant-id') ?? '').toLowerCase())

/** One call of the Accounting API, up to the answer. A fault may replace the work or follow it. */
export async function apiCall(
  gate: Gate,
  request: ApiRequest,
  fault: Fault | null,
): Promise<Answer> {
  const { world } = gate
  const claims = claimsOf(world, request)
  if ('status' in claims) return claims
  const organisation = organisationOf(world, request)
  const isKnown = world.connections.some((each) => each.organisationId === organisation?.id)
  if (!organisation || !isKnown) return foreignAnswer(world)
  if (!liveConnection(world, claims.client_id, organisation.id)) return disconnectedAnswer(world)
  const refusal = gate.limiter.enter(organisation.id)
  if (refusal) return withLimits(gate, organisation, limitedAnswer(world, refusal))
  try {
    request.body = await request.readBody()
    const answer = isBusy(gate, request)
      ? negotiated(request, busyAnswer(request))
      : enter(gate, request, { claims, organisation, fault })
    return withLimits(gate, organisation, answer)
  } finally {
    request.onDone(() => gate.limiter.leave(organisation.id))
  }
}

const keyOf = (request: Request) => headerOf(request.headers, 'idempotency-key')

/** Holds the key of a call until its answer leaves; true while another call holds it. */
function isBusy(gate: Gate, request: ApiRequest): boolean {
  const key = keyOf(request)
  if (!key || gate.world.switches.concurrentSameKey === 'replay') return false
  if (gate.keysInUse.has(key)) return true
  gate.keysInUse.add(key)
  request.onDone(() => gate.keysInUse.delete(key))
  return false
}

const busyAnswer = (request: Request): ApiAnswer =>
  errorAnswer(
    10,
    'ValidationException',
    `Idempotency Key: ${keyOf(request)} is used with a request that is still being processed.`,
    [],
  )

/** A request whose body is read late, so that calls in flight can be counted from their start. */
export interface ApiRequest extends Request {
  readBody(): Promise<Buffer>
  /** Runs when the answer is about to leave, or the client has gone. */
  onDone(action: () => void): void
}

const withLimits = (gate: Gate, organisation: Organisation, answer: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...gate.limiter.headers(organisation.id) },
})

interface Entry {
  claims: AccessClaims
  organisation: Organisation
  fault: Fault | null
}

function enter(gate: Gate, request: Request, { claims, organisation, fault }: Entry): Answer {
  const { world } = gate
  const limited = limitFaults[fault?.fault ?? '']
  if (limited) return limitedAnswer(world, gate.limiter.refusalFor(limited, organisation.id))
  const path = apiPath(request)
  const needed = scopesFor(path, request.method, world.switches.itemsScope)
  if (!needed.some((scope) => claims.scope.includes(scope))) return scopeMissing(world)
  const answer = keyed(gate, request, organisation, () => {
    // Errors are remembered under the key too, so these two are made inside.
    if (fault?.fault === 'error_500_before') return serverError(world)
    const done = runResource(world, organisation, request)
    return fault?.fault === 'error_500_after' ? serverError(world) : done
  })
  return negotiated(request, answer)
}

const limitFaults: Readonly<Record<string, Problem | undefined>> = {
  '429_minute': 'minute',
  '429_day': 'day',
  '429_concurrent': 'concurrent',
  '429_appminute': 'appminute',
}

const serverError = (world: World): ApiAnswer => ({
  status: 500,
  body: serverErrorAnswer(world).body,
})

// The misspelling is Xero's.
const scopeMissing = (world: World): Answer =>
  problem(world, 401, 'AuthorizationUnsuccessful', {
    'www-authenticate': 'Bearer error="insufficent_scope", error_description="insufficent_scope"',
  })

function keyed(
  gate: Gate,
  request: Request,
  organisation: Organisation,
  work: () => ApiAnswer,
): ApiAnswer {
  const key = keyOf(request)
  if (!key || !['PUT', 'POST', 'PATCH'].includes(request.method)) return work()
  const url = `${request.url.pathname}${request.url.search}`
  const { method, body } = request
  return gate.idempotency.run({ key, method, url, body, organisationId: organisation.id }, work)
}

/** A file as it is; else JSON if it was asked for, else XML. */
function negotiated(request: Request, { status, body, contentType }: ApiAnswer): Answer {
  const correlation = { 'xero-correlation-id': randomUUID() }
  if (status === 204) return emptyAnswer(204, correlation)
  if (contentType) return { status, headers: { 'content-type': contentType, ...correlation }, body }
  if (status === 501 || body === notFoundText) return textAnswer(status, String(body), correlation)
  const isJson = /(?:application|text)\/json/i.test(headerOf(request.headers, 'accept') ?? '')
  return {
    status,
    headers: {
      'content-type': `${isJson ? 'application/json' : 'text/xml'}; charset=utf-8`,
      ...correlation,
    },
    body: isJson ? body : xmlFrom(String(body)),
  }
}
