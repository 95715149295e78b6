import { xeroSignInModes } from '#app/context.ts'
import { getSignInHint } from '#app/parts/sign-in-hint.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { headersOf, type SignIn } from './authenticate.ts'
import { send } from './problems.ts'
import { problemOf } from './refusals.ts'
import { signUpRoutes } from './xero-sign-in-routes.ts'
import type { Services } from '#app/context.ts'

/** What a visitor may ask before signing in. */
export function publicRoutes(options: {
  services: Services
  signIn: SignIn
}): FastifyPluginAsyncZod {
  return async (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/public',
      schema: {
        operationId: 'getPublic',
        tags: ['Workspace'],
        summary: 'What the sign-in page shows',
        security: [],
        response: {
          200: z.object({
            isDemo: z.boolean(),
            demoEmail: z.string().nullable(),
            demoPassword: z.string().nullable(),
            xeroSignIn: z
              .enum(xeroSignInModes)
              .describe('Whether people sign in with Xero here, and whether strangers sign up so.'),
          }),
        },
      },
      handler: async () => await getSignInHint(options.services),
    })
    signUpRoutes(server, options)
    passToSignIn(server as unknown as FastifyInstance, options.signIn)
  }
}

function passToSignIn(server: FastifyInstance, signIn: SignIn): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
    handler: async (request, reply) => {
      const answer = await signIn.handle(toWebRequest(request))
      const declined = refusalsOfSignIn[answer.status]
      if (declined) return send(reply, problemOf(declined, request))
      return await sendWebResponse(reply, answer)
    },
  })
}

// The library declines in words of its own; here as everywhere it is a problem document.
const refusalsOfSignIn: Partial<Record<number, RefusalCode>> = {
  400: 'input_is_not_valid',
  401: 'password_is_wrong',
  403: 'origin_does_not_match',
  404: 'route_not_found',
  422: 'input_is_not_valid',
  429: 'too_many_requests',
}

function toWebRequest(request: FastifyRequest): Request {
  const headers = headersOf(request)
  // The library limits attempts by address; the server knows the real one.
  headers.set('x-forwarded-for', request.ip)
  const hasBody = request.method !== 'GET' && request.body !== undefined && request.body !== null
  headers.delete('content-length')
  return new Request(`${request.protocol}://${request.host}${request.url}`, {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  })
}

async function sendWebResponse(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status)
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value)
  })
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return await reply.send(await answer.text())
}
