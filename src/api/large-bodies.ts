import { refuse } from '#app/refuse.ts'
import type { FastifyInstance } from 'fastify'

// Whoever sends even more has to be cut off.
const readAtMostBytes = 60_000_000

/**
 * Refuses a body over the limit after its last byte. A client that writes all before it reads would otherwise find the
 * connection closed and never see why.
 */
export function hearLargeBodiesOut(server: FastifyInstance): void {
  server.addHook('preParsing', async (request, _reply, payload) => {
    const length = Number(request.headers['content-length'] ?? 0)
    if (length <= request.routeOptions.bodyLimit) return payload
    if (length <= readAtMostBytes) for await (const _chunk of payload) continue
    return refuse('body_is_too_large')
  })
}
