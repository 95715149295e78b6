import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Fault } from './faults.ts'
import { emptyAnswer, htmlAnswer, textAnswer, type Answer } from './http.ts'
import { disconnectedAnswer, expiredAnswer, serverErrorAnswer } from './gate.ts'
import { pause } from './pause.ts'
import type { World } from './world.ts'

const compress = promisify(gzip)
const worthCompressingBytes = 1024
const fastest = 1

/** How a finished answer leaves: whole, spoiled by a fault, or not at all. */
export async function deliver(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
  fault: Fault | null,
): Promise<void> {
  if (fault?.fault === 'truncated_json') {
    const whole = Buffer.from(answer.body)
    const half = whole.subarray(0, Math.ceil(whole.length / 2))
    return send(incoming, outgoing, { ...answer, body: half })
  }
  if (fault?.fault === 'slow') return drip(outgoing, answer, fault.ms)
  return send(incoming, outgoing, answer)
}

async function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Answer,
): Promise<void> {
  const isCompressed =
    answer.body.length >= worthCompressingBytes &&
    /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''))
  const plain = Buffer.from(answer.body)
  const body = isCompressed ? await compress(plain, { level: fastest }) : plain
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
  const body = Buffer.from(answer.body)
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
export function answerInstead(world: World, fault: Fault, isApi: boolean): Answer | null {
  switch (fault.fault) {
    case '401_expired':
      return expiredAnswer(world, world.clock.now() - 1000)
    case '403_disconnected':
      return disconnectedAnswer(world)
    case '503_offline':
      return textAnswer(503, 'The Organisation is offline')
    case '503_maintenance':
      return textAnswer(503, 'The Xero API is currently offline for maintenance')
    case 'html_error':
      return htmlAnswer(
        502,
        '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      )
    case 'error_500_before':
      // The API makes this one itself, so that it is remembered under the idempotency key.
      return isApi ? null : serverErrorAnswer(world)
    case '429_minute':
    case '429_day':
    case '429_concurrent':
    case '429_appminute':
      return isApi ? null : emptyAnswer(429, { 'x-rate-limit-problem': fault.fault.slice(4) })
    case 'refuse_before':
    case 'drop_before':
    case 'drop_after':
    case 'error_500_after':
    case 'hang':
    case 'slow':
    case 'truncated_json':
      return null
  }
}
