import type { Services } from '#app/context.ts'
import {
  identifyBySession,
  identifyByToken,
  identifyByUser,
  type Identified,
} from '#app/identify.ts'
import { refuse } from '#app/refuse.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { keyOf } from './repeat-safely.ts'

/** Passwords and sessions, kept by the sign-in library. */
export type SignIn = {
  /** Serves /api/auth/*. */
  handle(request: Request): Promise<Response>
  /** Whose session the cookies are; undefined when there is none. */
  findSession(headers: Headers): Promise<{ userId: string; sessionId: string } | undefined>
  /** The token in a cookie that we signed, and until when its session must last not to be prolonged now. */
  readToken?(headers: Headers): Promise<{ token: string; expiresAfter: Date } | undefined>
  /** Opens a session for somebody who proved otherwise who they are; answers its cookies, as Set-Cookie says them. */
  openSession(person: { userId: string; headers: Headers }): Promise<string[]>
}

type Options = { services: Services; signIn: SignIn }

/** Finds out who asks, before any route of this instance; nobody gets further without. */
export function authenticate(api: FastifyInstance, options: Options): void {
  api.decorateRequest('ctx')
  api.decorateRequest('sessionId', null)
  api.decorateRequest('earlierWrite', null)
  api.addHook('onRequest', async (request) => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const writeKey = keyOf(request)
    const found = bearer
      ? await identifyByToken(options.services, { token: bearer.trim(), writeKey })
      : await bySession(request, { ...options, writeKey })
    if (!found) refuse('not_signed_in')
    request.ctx = found.ctx
    request.earlierWrite = found.earlier
    request.formats = found.formats
  })
}

async function bySession(
  request: FastifyRequest,
  { services, signIn, writeKey }: Options & { writeKey: string | undefined },
): Promise<Identified | undefined> {
  if (!request.headers.cookie) return undefined
  const headers = headersOf(request)
  const signed = await signIn.readToken?.(headers)
  const found = signed && (await identifyBySession(services, { ...signed, writeKey }))
  // A session that ended, or is to be prolonged, is the library's.
  const session = found ?? (await signIn.findSession(headers))
  if (!session) return undefined
  refuseForeignOrigin(request)
  request.sessionId = session.sessionId
  return 'userId' in session
    ? await identifyByUser(services, { userId: session.userId, writeKey })
    : session
}

// A cookie travels with requests that other sites make; a write is only taken from our own pages.
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const isOwn =
    site === 'same-origin' || (origin !== undefined && hostOf(origin) === request.headers.host)
  if (!isOwn) refuse('origin_does_not_match')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** The request's headers as the web platform has them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) headers.append(name, each)
    }
  }
  return headers
}
