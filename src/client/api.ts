import createClient from 'openapi-fetch'
import type { components, paths } from './openapi.ts'

/** The typed client of the public API, for the web: same origin, session cookie. */
export const api = createClient<paths>({ credentials: 'same-origin', fetch: patientFetch })

/** A problem document (RFC 9457), as the server sends it. */
export type Problem = components['schemas']['Problem']

/** What a GET of this address answers. */
export type AnswerOf<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : never

/** A row of the list at this address. */
export type ItemOf<Path extends keyof paths> =
  AnswerOf<Path> extends { items: (infer Item)[] } ? Item : never

/** The server declined, or could not be reached (`status` 0). Thrown by `answered`. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'Refusal'
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  /** Whether the server gave an answer; false when nobody knows if a write was done. */
  get isAnswer(): boolean {
    return this.problem.status > 0 && this.problem.status < 500
  }

  /** Words per field; `items.0.name` of a bulk write of one is the field `name`. */
  get fieldErrors(): Record<string, string> {
    const { errors, field, detail, title } = this.problem
    const named = errors ?? (field ? [{ field, code: this.code, message: detail ?? title }] : [])
    return Object.fromEntries(named.map((each) => [fieldName(each.field), each.message]))
  }
}

/** The body of an answer, or a thrown `Refusal`. */
export async function answered<
  Answer extends { data?: unknown; error?: unknown; response: Response },
>(request: Promise<Answer>): Promise<NonNullable<Answer['data']>> {
  const answer = await request.catch((cause: unknown) => {
    throw new Refusal(problemOf(0, 'server_is_unreachable', unreachable, String(cause)))
  })
  if (!answer.response.ok) throw new Refusal(problemFrom(answer.error, answer.response.status))
  return answer.data as NonNullable<Answer['data']>
}

/** The header that makes a write safe to repeat. One key per logical write, not per attempt. */
export function writeHeaders(key: string = newWriteKey()): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key }
}

/** A random key. Not crypto.randomUUID: that is missing where the server is reached over plain HTTP. */
export function newWriteKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const unreachable = 'The server cannot be reached.'
const attempts = 2

// A read, and a write that carries an Idempotency-Key, may be sent again when the connection breaks.
async function patientFetch(request: Request): Promise<Response> {
  // Refusals are read in the language of the page.
  const language = globalThis.document?.documentElement.lang
  if (language) request.headers.set('Accept-Language', language)
  const isRepeatable = request.method === 'GET' || request.headers.has('Idempotency-Key')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(request.clone())
    } catch (cause) {
      if (!isRepeatable || attempt === attempts || request.signal.aborted) throw cause
    }
  }
}

function problemFrom(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) {
    return body as Problem
  }
  return problemOf(status, 'answer_not_understood', `The server answered ${status}.`)
}

function problemOf(status: number, code: string, title: string, detail = title): Problem {
  return { type: 'about:blank', title, status, code, detail, requestId: '' }
}

function fieldName(path: string): string {
  return path.replace(/^(body\.)?(items\.0\.)?/, '')
}
