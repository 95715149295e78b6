import type { IncomingMessage, ServerResponse } from 'node:http'
import { apiPath, apiPrefix } from './api.ts'
import type { Control } from './control.ts'
import { controlCall } from './control-http.ts'
import { answerInstead, deliver } from './deliver.ts'
import type { Fault, Faults } from './faults.ts'
import { apiCall, connectionsCall, serverErrorAnswer, type ApiRequest, type Gate } from './gate.ts'
import { emptyAnswer, headerOf, jsonAnswer, readBody, type Answer } from './http.ts'
import type { Holder } from './holder.ts'
import { keySet } from './id-token-key.ts'
import { isUuid } from './ids.ts'
import { ledgerPage } from './ledger-pages.ts'
import { happenFirst } from './mishaps.ts'
import { authorize, revocation, token } from './oauth.ts'
import { pause } from './pause.ts'
import type { RequestLog } from './request-log.ts'

export interface Parts {
  gate: Gate
  faults: Faults
  holder: Holder
  log: RequestLog
  control: Control
  url(): string
}

// Enough for a snapshot that is put back; the API has its own, smaller limit.
const readLimitBytes = 512 * 1024 * 1024

/** Answers one HTTP request, faults included. Never throws. */
export async function handle(
  parts: Parts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { world } = parts.gate
  if (!world.switches.compressesAnswers) delete incoming.headers['accept-encoding']
  const done: (() => void)[] = []
  const finish = () => done.splice(0).forEach((action) => action())
  outgoing.once('close', finish)
  const request = requestFrom(incoming, done)
  if (!request) return deliver(incoming, outgoing, emptyAnswer(400), null)
  const area = areaOf(request.url.pathname)
  const isWatched = area === 'api' || area === 'connections' || area === 'token'
  const tenant = headerOf(incoming.headers, 'xero-tenant-id') ?? null
  const operation = operationOf(request)
  const fault = isWatched ? parts.faults.strike(operation, tenant) : null
  const record = (answer: Answer | null) => {
    if (!isWatched) return
    parts.log.add({
      at: world.clock.now(),
      method: request.method,
      path: request.url.pathname,
      query: request.url.search.slice(1),
      tenant,
      status: answer?.status ?? null,
      idempotencyKey: headerOf(incoming.headers, 'idempotency-key') ?? null,
      fault: fault?.fault ?? null,
      bytes: answer?.body.length ?? 0,
    })
  }
  try {
    const answer = await answerOrDrop(parts, request, area, fault)
    record(answer)
    if (isWatched && parts.holder.isHolding()) {
      const left = await parts.holder.wait(operation, tenant)
      if (outgoing.closed) left()
      else outgoing.once('close', left)
    }
    if (!answer) {
      if (fault?.fault === 'refuse_before') incoming.socket.resetAndDestroy()
      else incoming.socket.destroy()
      return
    }
    if (fault?.fault !== 'slow') finish()
    await deliver(incoming, outgoing, answer, fault)
  } catch (error) {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`)
    const answer = serverErrorAnswer(world)
    record(answer)
    if (!outgoing.headersSent) await deliver(incoming, outgoing, answer, null)
    else outgoing.destroy()
  }
}

/** Null means: break the connection instead of answering. */
async function answerOrDrop(
  parts: Parts,
  request: ApiRequest,
  area: Area,
  fault: Fault | null,
): Promise<Answer | null> {
  if (fault?.fault === 'refuse_before') return null
  if (fault?.fault === 'drop_before') {
    await request.readBody()
    return null
  }
  if (fault) happenFirst(parts.gate.world, fault, request)
  const instead = fault && answerInstead(parts.gate.world, fault, area === 'api')
  if (instead) return instead
  const answer = await answerOf(parts, request, area, fault)
  if (fault?.fault === 'error_500_after' && area !== 'api') {
    return serverErrorAnswer(parts.gate.world)
  }
  if (fault?.fault === 'drop_after') return null
  if (fault?.fault === 'hang') {
    await pause(fault.ms)
    return fault.ending === 'drop' ? null : answer
  }
  return answer
}

async function answerOf(
  parts: Parts,
  request: ApiRequest,
  area: Area,
  fault: Fault | null,
): Promise<Answer> {
  const { gate } = parts
  const { world } = gate
  if (area === 'api') return apiCall(gate, request, fault)
  request.body = await request.readBody()
  switch (area) {
    case 'connections':
      return connectionsCall(gate, request)
    case 'authorize':
      return authorize(world, request)
    case 'token':
      return request.url.pathname.endsWith('revocation')
        ? revocation(world, request)
        : token(world, request, parts.url())
    case 'discovery':
      return discovery(parts.url())
    case 'keys':
      return jsonAnswer(200, keySet())
    case 'control':
      return controlCall(parts.control, request)
    case 'pages':
      return ledgerPage(world, request)
  }
}

type Area =
  | 'api'
  | 'connections'
  | 'authorize'
  | 'token'
  | 'discovery'
  | 'keys'
  | 'control'
  | 'pages'

function areaOf(path: string): Area {
  if (path.startsWith(apiPrefix)) return 'api'
  if (path === '/connections' || path.startsWith('/connections/')) return 'connections'
  if (path === '/identity/connect/authorize') return 'authorize'
  if (path === '/connect/token' || path === '/connect/revocation') return 'token'
  if (path === '/.well-known/openid-configuration') return 'discovery'
  if (path === '/.well-known/openid-configuration/jwks') return 'keys'
  return path === '/control' || path.startsWith('/control/') ? 'control' : 'pages'
}

/** `PUT /Invoices`, `GET /Invoices/{id}`, `POST /connect/token`: what faults are matched with. */
function operationOf(request: ApiRequest): string {
  const isApi = request.url.pathname.startsWith(apiPrefix)
  const segments = isApi ? apiPath(request) : request.url.pathname.split('/').slice(1)
  const shown = segments.map((segment) => (isUuid(segment) ? '{id}' : segment))
  return `${request.method} /${shown.join('/')}`
}

function requestFrom(incoming: IncomingMessage, done: (() => void)[]): ApiRequest | null {
  const url = URL.parse(incoming.url ?? '/', 'http://simulator')
  if (!url) return null
  return {
    method: incoming.method ?? 'GET',
    url,
    headers: incoming.headers,
    body: Buffer.alloc(0),
    readBody: () => readBody(incoming, readLimitBytes),
    onDone: (action) => done.push(action),
  }
}

const discovery = (url: string): Answer =>
  jsonAnswer(200, {
    issuer: url,
    authorization_endpoint: `${url}/identity/connect/authorize`,
    token_endpoint: `${url}/connect/token`,
    revocation_endpoint: `${url}/connect/revocation`,
    jwks_uri: `${url}/.well-known/openid-configuration/jwks`,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
  })
