import { type Services, systemContext } from '#app/context.ts'
import { receiveXeroEvents } from '#app/xero/receive-xero-events.ts'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'

const bodyLimitBytes = 1_000_000

/**
 * Where Xero's webhooks come to. The signature is over the bytes as they came, so nothing parses them before. Xero wants 200
 * for what is signed rightly and 401 for what is not, an empty body, no cookies, and that at once: what it tells is only kept.
 */
export function xeroWebhookRoute(services: Services): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, keepBytes)
    server.post('/api/xero/webhooks', { schema: { hide: true } }, async (request, reply) => {
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

async function keepBytes(_request: unknown, body: Buffer): Promise<Buffer> {
  return body
}
