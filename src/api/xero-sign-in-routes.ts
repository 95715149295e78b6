import type { Services } from '#app/context.ts'
import { getXeroSignUp, signUpWithXero } from '#app/parts/sign-up-with-xero.ts'
import {
  beginXeroSignIn,
  endXeroSignIn,
  purposeOfState,
  type XeroSignInResult,
} from '#app/parts/xero-sign-in.ts'
import { Refused, refuse } from '#app/refuse.ts'
import { languages } from '#lib/languages.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { headersOf, refuseForeignOrigin, type SignIn } from './authenticate.ts'
import { isBrowser, queryText } from './browsers.ts'
import { problemOf, refusesWith } from './refusals.ts'
import { nameText } from './schemas.ts'

type Options = { services: Services; signIn: SignIn }

const secretCookie = 'hourbook_xero_sign_in'
const secretPath = '/api'
// Ten minutes to Xero and back, thirty to sign up.
const secretSeconds = 2400
const startPath = '/api/xero/sign-in'
const signInPage = '/sign-in'
const signUpPage = '/sign-up'
const ownPage = '/settings/sign-in'

/** Gives the browser the secret of what it begins. */
export function keepSecret(
  reply: FastifyReply,
  { secret, url }: { secret: string; url: string },
): void {
  reply.setCookie(secretCookie, secret, {
    path: secretPath,
    httpOnly: true,
    sameSite: 'lax',
    secure: url.startsWith('https:'),
    maxAge: secretSeconds,
  })
}

/** An address that leads to Xero: of the button, and of links from elsewhere such as Xero's App Store. */
export function startXeroSignIn(server: FastifyInstance, { services }: Options): void {
  server.route({
    method: 'GET',
    url: startPath,
    schema: { hide: true },
    config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
    handler: async (request, reply) => {
      try {
        const returnTo = ownAddress(queryText(request, 'returnTo'))
        const { authorizeUrl, secret } = await services.db
          .transaction()
          .execute(async (tx) => await beginXeroSignIn(services, tx, { userId: null, returnTo }))
        keepSecret(reply, { secret, url: services.url })
        return await reply.redirect(authorizeUrl, 303)
      } catch (error) {
        return await sayProblem(request, reply, { error, page: signInPage })
      }
    },
  })
}

/**
 * Xero sends people back to one address, whether they connect an administration or say who they are. The latter are answered here,
 * before anybody is asked to be signed in.
 */
export function answerXeroSignIn(callback: FastifyInstance, options: Options): void {
  callback.addHook('onRequest', async (request, reply) => {
    const state = queryText(request, 'state') ?? ''
    const purpose = purposeOfState(state)
    if (purpose === undefined) return
    const page = purpose === 'link' ? ownPage : signInPage
    try {
      const result = await end(request, options, state)
      if (result.kind !== 'sign_up') forgetSecret(reply)
      if (result.kind === 'signed_in') await openSession(request, reply, { ...options, ...result })
      return await reply.redirect(pageOf(result), 303)
    } catch (error) {
      return await sayProblem(request, reply, { error, page })
    }
  })
}

async function end(
  request: FastifyRequest,
  { services, signIn }: Options,
  state: string,
): Promise<XeroSignInResult> {
  const session = request.headers.cookie ? await signIn.findSession(headersOf(request)) : undefined
  return await endXeroSignIn(services, {
    secret: secretOf(request),
    answer: { state, code: queryText(request, 'code'), error: queryText(request, 'error') },
    sessionUserId: session?.userId ?? null,
  })
}

function pageOf(result: XeroSignInResult): string {
  if (result.kind === 'sign_up') return signUpPage
  return result.kind === 'linked' ? `${ownPage}?linked=1` : (result.returnTo ?? '/')
}

const SignUp = z.object({
  workspaceName: nameText(100),
  currency: z.string().max(3),
  timeZone: z.string().max(100),
  language: z.enum(languages).nullable().default(null).describe('What you read Hourbook in.'),
})

/** The second half of signing up: who came back from Xero says what the workspace is called. */
export function signUpRoutes(server: Parameters<FastifyPluginAsyncZod>[0], options: Options): void {
  const { services } = options
  const url = '/api/v1/public/xero-sign-up'
  server.route({
    method: 'GET',
    url,
    schema: {
      operationId: 'getXeroSignUp',
      tags: ['Workspace'],
      summary: 'Who came back from Xero in this browser, and may sign up',
      security: [],
      response: {
        200: z.object({ name: z.string(), email: z.string() }),
        ...refusesWith('xero_sign_up_is_off', 'sign_up_has_expired'),
      },
    },
    handler: async (request) => await getXeroSignUp(services, secretOf(request)),
  })

  server.route({
    method: 'POST',
    url,
    schema: {
      operationId: 'signUpWithXero',
      tags: ['Workspace'],
      summary: 'Make a workspace, and sign in to it',
      description: 'For the browser that came back from Xero; it answers with a session (cookie).',
      security: [],
      body: SignUp,
      response: {
        204: z.null(),
        ...refusesWith(
          'xero_sign_up_is_off',
          'sign_up_has_expired',
          'email_can_sign_in_already',
          'xero_identity_is_taken',
          'currency_is_unknown',
          'time_zone_is_unknown',
          'origin_does_not_match',
        ),
      },
    },
    config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
    handler: async (request, reply) => {
      const secret = secretOf(request)
      if (secret === '') refuse('sign_up_has_expired')
      refuseForeignOrigin(request)
      const { userId } = await signUpWithXero(services, secret, request.body)
      forgetSecret(reply)
      await openSession(request, reply, { ...options, userId })
      return await reply.code(204).send(null)
    },
  })
}

async function openSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { signIn, userId }: Options & { userId: string },
): Promise<void> {
  const cookies = await signIn.openSession({ userId, headers: headersOf(request) })
  for (const cookie of cookies) reply.header('set-cookie', cookie)
}

function secretOf(request: FastifyRequest): string {
  return request.cookies[secretCookie] ?? ''
}

function forgetSecret(reply: FastifyReply): void {
  reply.clearCookie(secretCookie, { path: secretPath })
}

/** A browser goes on to a page that shows the words; a program gets a problem. */
async function sayProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { error, page }: { error: unknown; page: string },
): Promise<FastifyReply> {
  if (!(error instanceof Refused) || !isBrowser(request)) throw error
  forgetSecret(reply)
  const { code, particulars } = error
  const detail = particulars.detail && problemOf(code, request, particulars).detail
  const query = new URLSearchParams({ problem: code, ...(detail && { detail }) })
  return await reply.redirect(`${page}?${query}`, 303)
}

// Never leads to another site, whatever a link says.
function ownAddress(text: string | null): string | null {
  return text !== null && /^\/(?![/\\])/.test(text) ? text : null
}
