import { Refused, refuse } from '#app/refuse.ts'
import { finishXeroConsent } from '#app/xero/finish-xero-consent.ts'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { isBrowser, queryText } from './browsers.ts'

export const stateCookie = 'hourbook_xero_state'
export const callbackPath = '/api/xero/callback'
const settingsPage = '/settings/xero'

/** Where Xero sends the person back to. A browser goes on to the settings, which show the words; a program gets a problem. */
export const xeroCallbackRoute: FastifyPluginAsync = async (server) => {
  const answerProblem = server.errorHandler
  server.setErrorHandler(async (error, request, reply) => {
    if (!(error instanceof Refused) || !isBrowser(request)) {
      return answerProblem.call(server, error as never, request, reply)
    }
    forgetState(reply)
    const { detail } = error.particulars
    const query = new URLSearchParams({ problem: error.code, ...(detail && { detail }) })
    return await reply.redirect(`${settingsPage}?${query}`, 303)
  })

  server.get(callbackPath, { schema: { hide: true } }, async (request, reply) => {
    const state = queryText(request, 'state') ?? ''
    refuseForeignState(request, state)
    const code = queryText(request, 'code')
    const answer = { state, code, error: queryText(request, 'error') }
    await finishXeroConsent(request.ctx, answer)
    forgetState(reply)
    return await reply.redirect(`${settingsPage}?connected=1`, 303)
  })
}

/** In a browser the state must be the one this very browser was given; a token needs no such proof, others cannot use it. */
function refuseForeignState(request: FastifyRequest, state: string): void {
  const isToken = request.sessionId === null
  if (!isToken && request.cookies[stateCookie] !== state) refuse('consent_does_not_match')
  if (state === '') refuse('consent_does_not_match')
}

function forgetState(reply: FastifyReply): void {
  reply.clearCookie(stateCookie, { path: callbackPath })
}
