import type { FastifyRequest } from 'fastify'

const textLimit = 4000

/** Whether a page is expected: a browser on its way, and no program. */
export function isBrowser(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html')
}

/** A text of the query; null when there is none that can be meant. */
export function queryText(request: FastifyRequest, name: string): string | null {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' && value !== '' && value.length <= textLimit ? value : null
}
