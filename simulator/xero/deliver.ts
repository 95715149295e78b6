import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Fault, FaultName } from './faults.ts'
import { htmlAnswer, textAnswer, type Answer } from './http.ts'
import { disconnectedAnswer, expiredAnswer, limitedAnswer, serverErrorAnswer } from './gate.ts'
import type { Problem } from './limits.ts'
import { pause } from './pause.ts'
import type { World } from './world.ts'

const worthCompressingBytes = 1024
const fastest = 1
const chunkSize = 64 * 1024

/** How a finished answer leaves: whole, spoiled by a fault, or not at all. */
export async function deliver(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
  fault: Fault | null,
): Promise<void> {
  if (fault?.fault === 'truncated_json') {
    const whole = bytesOf(answer)
    const half = whole.subarray(0, Math.ceil(whole.length / 2))
    return send(incoming, outgoing, { ...answer, body: half })
  }
  if (fault?.fault === 'slow') return drip(outgoing, answer, fault.ms)
  return send(incoming, outgoing, answer)
}

const bytesOf = ({ body }: Answer): Buffer => (typeof body === 'string' ? Buffer.from(body) : body)

async function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
): Promise<void> {
  const isCompressed =
    answer.body.length >= worthCompressingBytes &&
    /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''))
  const plain = bytesOf(answer)
  // Not in another thread: a few milliseconds are less than what its memory costs the collector of garbage.
  const body = isCompressed ? gzipSync(plain, { level: fastest, chunkSize }) : plain
  if (outgoing.destroyed) return
  outgoing.writeHead(answer.status, {
    ...answer.headers,
    ...(isCompressed && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
    ...(answer.status !== 204 && { 'content-length': String(body.length) }),
  })
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}

const drops = 10

async function drip(outgoing: ServerResponse, answer: Answer, ms: number): Promise<void> {
  const body = bytesOf(answer)
  const size = Math.max(1, Math.ceil(body.length / drops))
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) })
  for (let start = 0; start < body.length; start += size) {
    await pause(ms / drops)
    if (outgoing.destroyed) return
    outgoing.write(body.subarray(start, start + size))
  }
  outgoing.end()
}

/** The answer of a fault that strikes before any work; null for the others. */
export const answerInstead = (world: World, fault: Fault, isApi: boolean): Answer | null =>
  instead[fault.fault]?.(world, isApi) ?? null

// The API makes its own 500 and 429: the one is remembered under the idempotency key, the other
// tells how much is left.
const limited =
  (problem: Problem) =>
  (world: World, isApi: boolean): Answer | null =>
    isApi ? null : limitedAnswer(world, { problem, retryAfterSeconds: null })

const badGateway =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'

type Instead = (world: World, isApi: boolean) => Answer | null

const instead: Readonly<Partial<Record<FaultName, Instead>>> = {
  '401_expired': (world) => expiredAnswer(world, world.clock.now() - 1000),
  '403_disconnected': disconnectedAnswer,
  '503_offline': () => textAnswer(503, 'The Organisation is offline'),
  '503_maintenance': () => textAnswer(503, 'The Xero API is currently offline for maintenance'),
  '503_unavailable': () => textAnswer(503, 'The Xero API is temporarily unavailable'),
  html_error: () => htmlAnswer(502, badGateway),
  error_500_before: (world, isApi) => (isApi ? null : serverErrorAnswer(world)),
  '429_minute': limited('minute'),
  '429_day': limited('day'),
  '429_concurrent': limited('concurrent'),
  '429_appminute': limited('appminute'),
}
