import { say } from '#domain/words/say.ts'
import { gunzipSync } from 'node:zlib'
import { type Dispatcher, request as askServer } from 'undici'
import type { ForeignProblem, Outcome, Receipt, XeroSession } from '#app/ports/accounting.ts'
import { callSeconds } from '#domain/call-limits.ts'
import { jittered } from '#lib/pause.ts'
import { isScopeMissing, recogniseProblem } from './error-catalogue.ts'
import { UnexpectedAnswer } from './wire-values.ts'

export type XeroRequest = {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  url: string
  query?: Record<string, string>
  /** With a session the call counts for its organisation; without one it is between us and Xero's identity server. */
  session?: XeroSession
  headers?: Record<string, string>
  json?: unknown
  form?: Record<string, string>
  /** A file as it is. */
  bytes?: { content: Uint8Array; mediaType: string }
  /** For calls that take longer than others. */
  timeoutMs?: number
}

export type XeroClient = {
  /** Makes one call. `translate` reads the parsed body; what it cannot read makes the outcome unknown. */
  ask<Value>(request: XeroRequest, translate: (body: unknown) => Value): Promise<Outcome<Value>>
}

const defaultTimeoutMs = callSeconds.usual * 1000

export function createXeroClient(options: { timeoutMs?: number } = {}): XeroClient {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  return {
    ask: async (request, translate) => await exchange(request, translate, timeoutMs),
  }
}

async function exchange<Value>(
  request: XeroRequest,
  translate: (body: unknown) => Value,
  timeoutMs: number,
): Promise<Outcome<Value>> {
  const startedAt = performance.now()
  const receipt = emptyReceipt(request)
  const stamp = () => {
    receipt.durationMs = Math.round(performance.now() - startedAt)
  }

  let response: Dispatcher.ResponseData
  try {
    response = await askServer(addressOf(request), {
      method: request.method,
      headers: headersOf(request),
      body: bodyOf(request),
      signal: AbortSignal.timeout(request.timeoutMs ?? timeoutMs),
    })
  } catch (error) {
    stamp()
    return withoutAnswer(error, receipt)
  }

  const { statusCode: status } = response
  const headers = headerReader(response)
  receipt.status = status
  receipt.correlationId = headers('xero-correlation-id')
  receipt.dayCallsRemaining = wholeNumber(headers('x-daylimit-remaining'))
  receipt.minuteCallsRemaining = wholeNumber(headers('x-minlimit-remaining'))
  receipt.appMinuteCallsRemaining = wholeNumber(headers('x-appminlimit-remaining'))
  let text: string
  try {
    text = textOf(await response.body.arrayBuffer(), headers('content-encoding'))
  } catch (error) {
    stamp()
    const detail = say('The answer broke off ({{detail}})', { detail: reasonOf(error) })
    return { kind: 'unknown', answered: true, detail, receipt }
  }
  stamp()
  return classify({ status, headers }, text, { receipt, translate })
}

type HeaderReader = (name: string) => string | null

function headerReader({ headers }: Dispatcher.ResponseData): HeaderReader {
  return (name) => {
    const value = headers[name]
    return (Array.isArray(value) ? value[0] : value) ?? null
  }
}

// Unpacked at once: a stream goes through other threads by the chunk, which takes longer than the work itself.
function textOf(body: ArrayBuffer, encoding: string | null): string {
  const isPacked = encoding?.toLowerCase() === 'gzip' && body.byteLength > 0
  return utf8.decode(isPacked ? gunzipSync(body, { chunkSize, maxOutputLength }) : body)
}

const utf8 = new TextDecoder()
const chunkSize = 1024 * 1024
// Ten times the largest page; what is larger would only fill the memory.
const maxOutputLength = 100 * 1024 * 1024

/** By status and headers only; texts are for the error catalogue. */
function classify<Value>(
  { status, headers }: { status: number; headers: HeaderReader },
  text: string,
  { receipt, translate }: { receipt: Receipt; translate: (body: unknown) => Value },
): Outcome<Value> {
  if (status >= 200 && status < 300) {
    try {
      const value = translate(text === '' ? undefined : JSON.parse(text))
      return { kind: 'ok', value, receipt }
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer || error instanceof SyntaxError)) throw error
      const detail = say('The answer could not be read ({{detail}})', { detail: error.message })
      return { kind: 'unknown', answered: true, detail, receipt }
    }
  }
  const problem = recogniseProblem(status, text)
  if (status === 401 || status === 403) return notLetIn({ status, headers }, problem, receipt)
  if (status === 429) return tooMany(headers, receipt)
  if (status === 503) {
    const retryAfterSeconds = retryAfter(headers) ?? offlineSeconds
    return { kind: 'busy', limit: 'offline', retryAfterSeconds, problem, receipt }
  }
  // What Xero has not built (501) was certainly not done.
  const isNotBuilt = status === 501
  if ((status >= 500 && !isNotBuilt) || (status >= 300 && status < 400)) {
    // A gateway that gave up (502, 504) does not know whether Xero is still at it.
    const answered = status !== 502 && status !== 504
    return { kind: 'unknown', answered, detail: `${status} ${problem.detail}`.trim(), receipt }
  }
  return { kind: 'rejected', problem, receipt }
}

// A role that lacks a permission is about the request, by whichever status Xero says so; all else is about the connection.
function notLetIn(
  { status, headers }: { status: 401 | 403; headers: HeaderReader },
  problem: ForeignProblem,
  receipt: Receipt,
): Outcome<never> {
  const isScope = isScopeMissing(headers('www-authenticate'))
  if (isScope) return { kind: 'unauthorised', reason: 'scope_missing', problem, receipt }
  if (problem.code === 'role_is_not_permitted') return { kind: 'rejected', problem, receipt }
  const reason = status === 401 ? 'expired' : 'disconnected'
  return { kind: 'unauthorised', reason, problem, receipt }
}

const offlineSeconds = 300
const waits = {
  concurrent: { limit: 'concurrent', seconds: 2 },
  minute: { limit: 'minute', seconds: 60 },
  day: { limit: 'day', seconds: 3600 },
  daily: { limit: 'day', seconds: 3600 },
  appminute: { limit: 'app_minute', seconds: 60 },
} as const

function tooMany(headers: HeaderReader, receipt: Receipt): Outcome<never> {
  const named = (headers('x-rate-limit-problem') ?? '').toLowerCase()
  const wait = named in waits ? waits[named as keyof typeof waits] : waits.minute
  // Xero gives no time for too many at once: those who met there should not meet again.
  const isCrowd = wait.limit === 'concurrent'
  const ownSeconds = isCrowd ? Math.ceil(jittered(wait.seconds)) : wait.seconds
  const retryAfterSeconds = retryAfter(headers) ?? ownSeconds
  return { kind: 'busy', limit: wait.limit, retryAfterSeconds, receipt }
}

const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const unreachableSeconds = 30

function withoutAnswer(error: unknown, receipt: Receipt): Outcome<never> {
  const reason = reasonOf(error)
  if (notSentCodes.has(reason)) {
    return { kind: 'busy', limit: 'offline', retryAfterSeconds: unreachableSeconds, receipt }
  }
  return {
    kind: 'unknown',
    answered: false,
    detail: say('No answer ({{detail}})', { detail: reason }),
    receipt,
  }
}

/** The system's code for what happened ('ECONNRESET'), never a message: that could hold what was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function emptyReceipt({ method, url, query }: XeroRequest): Receipt {
  const search = query ? `?${new URLSearchParams(query)}` : ''
  return {
    method,
    path: `${new URL(url).pathname}${search}`,
    status: null,
    durationMs: 0,
    correlationId: null,
    dayCallsRemaining: null,
  }
}

function addressOf({ url, query }: XeroRequest): string {
  if (!query) return url
  // Xero reads a plus sign in a where as itself, so spaces go as %20.
  return `${url}?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`
}

function headersOf({ session, headers, json, form, bytes }: XeroRequest): Record<string, string> {
  return {
    Accept: 'application/json',
    'Accept-Encoding': 'gzip',
    'User-Agent': 'Hourbook',
    ...(session && {
      Authorization: `Bearer ${session.accessToken}`,
      'xero-tenant-id': session.tenantId,
    }),
    ...(json !== undefined && { 'Content-Type': 'application/json' }),
    ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...(bytes && { 'Content-Type': bytes.mediaType }),
    ...headers,
  }
}

function bodyOf({ json, form, bytes }: XeroRequest): string | Uint8Array | null {
  if (bytes) return bytes.content
  if (json !== undefined) return JSON.stringify(json)
  return form ? new URLSearchParams(form).toString() : null
}

function retryAfter(headers: HeaderReader): number | undefined {
  const seconds = wholeNumber(headers('retry-after'))
  return seconds === null ? undefined : Math.max(1, seconds)
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}
