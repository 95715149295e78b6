import type { IncomingMessage } from 'node:http'

/** A request that was read to its end. */
export interface Request {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: Buffer
}

/** An answer before it is delivered; a fault may still spoil it. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

const jsonType = 'application/json; charset=utf-8'

export const jsonAnswer = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { 'content-type': jsonType, ...headers },
  body: JSON.stringify(value),
})

export const textAnswer = (
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
})

export const htmlAnswer = (status: number, body: string): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'",
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body,
})

export const redirectAnswer = (location: string, status: 302 | 303 = 302): Answer => ({
  status,
  headers: { location },
  body: '',
})

export const emptyAnswer = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: '',
})

/** A page elsewhere on the web must not pull our levers through the user's browser. */
export const isCrossSite = (request: Request): boolean =>
  request.method !== 'GET' && headerOf(request.headers, 'sec-fetch-site') === 'cross-site'

/** Reads the body to its end; what is over the limit is thrown away. */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size <= limit) chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

export const headerOf = (headers: IncomingMessage['headers'], name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}
