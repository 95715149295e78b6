import { type Services, systemContext } from '#app/context.ts'
import { receiveXeroEvents } from '#app/xero/receive-xero-events.ts'
import { Refused } from '#app/refuse.ts'
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'

// Fifteen thousand events; Xero tells far fewer at a time.
const bodyLimitBytes = 5_000_000

/**
 * Where Xero's webhooks come to. The signature is over the bytes as they came, so nothing parses them before. Xero wants 200
 * for what is signed rightly and 401 for what is not, an empty body, no cookies, and that at once: what it tells is only kept.
 */
export function xeroWebhookRoute(services: Services): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, keepBytes)
    answerNothing(server)
    const options = { schema: { hide: true }, bodyLimit: bodyLimitBytes }
    server.post('/api/xero/webhooks', options, async (request, reply) => {
      const { webhooks } = services.accounting
      if (!webhooks) return await answerNotFound(reply)
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const events = webhooks.read({ body, headers: request.headers })
      if (!events) return await reply.code(401).send()
      await receiveXeroEvents(systemContext(services, ''), { events })
      return await reply.code(200).send()
    })
  }
}

async function answerNotFound(reply: FastifyReply): Promise<void> {
  reply.callNotFound()
  await reply
}

// What is too much to be read has no signature that could be right. A fault of ours is told again by Xero.
function answerNothing(server: FastifyInstance): void {
  server.setErrorHandler(async (error, request, reply) => {
    const isOurs = !(error instanceof Refused) && ((error as FastifyError).statusCode ?? 500) >= 500
    if (isOurs) request.log.error({ err: error }, 'fault')
    await reply.code(isOurs ? 500 : 401).send()
  })
}

async function keepBytes(_request: unknown, body: Buffer): Promise<Buffer> {
  return body
}
