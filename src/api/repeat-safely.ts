import { say } from '#domain/words/say.ts'
import { createHash } from 'node:crypto'
import { recallWrite, rememberAnswer } from '#app/idempotent-write.ts'
import { refuse } from '#app/refuse.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Nothing of the body is kept, not even as a hash: it could be guessed from that. */
    hasSecretBody?: boolean
    /** Its answer is not kept; done twice, it does no more than done once. */
    hasSecretAnswer?: boolean
  }
}

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** The Idempotency-Key of a write; undefined where there is none that can be kept. */
export function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !writes.has(request.method)) return undefined
  return key.length >= 1 && key.length <= 255 ? key : undefined
}

/** A write with an Idempotency-Key happens once; its repetition gets the first answer again. */
export function repeatSafely(api: FastifyInstance): void {
  api.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key']
    if (typeof given !== 'string' || !writes.has(request.method)) return
    const key = keyOf(request)
    if (key === undefined) {
      refuse('input_is_not_valid', {
        field: 'Idempotency-Key',
        detail: say('A key has 1 to 255 characters.'),
      })
    }
    const { schema, config } = request.routeOptions
    if (config.hasSecretAnswer) return
    // A body that nobody asked for was not parsed, and may be anything: it does not count.
    const counts = Boolean(schema?.body) && !config.hasSecretBody
    const body = counts ? (request.body ?? null) : null
    const requestHash = createHash('sha256')
      .update(JSON.stringify([request.method, request.url, body]))
      .digest('base64url')
    const answer = recallWrite(request.ctx, { recorded: request.earlierWrite, requestHash })
    if (answer) {
      return await reply
        .code(answer.status)
        .header('Idempotent-Replayed', 'true')
        .type('application/json')
        .serializer((body) => String(body))
        .send(answer.status === 204 ? '' : JSON.stringify(answer.response))
    }
    request.ctx.writeKey = { key, requestHash, isRecorded: false }
  })
  api.addHook('onSend', async (request, reply, payload) => {
    const { ctx } = request
    if (ctx?.writeKey?.isRecorded && reply.statusCode < 500) {
      const response = typeof payload === 'string' && payload !== '' ? payload : 'null'
      await rememberAnswer(ctx, { status: reply.statusCode, response })
    }
    return payload
  })
}
