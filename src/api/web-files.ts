import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { send } from './problems.ts'
import { problemOf } from './refusals.ts'

const oneYearSeconds = 31_536_000

/** Serves the web application. Every address that is no file and no API is a page of it. */
export async function serveWeb(server: FastifyInstance, webDir: string | null): Promise<void> {
  const hasWeb = webDir !== null && existsSync(webDir)
  if (hasWeb) await serveFiles(server, webDir)
  server.setNotFoundHandler((request, reply) => {
    const isPage =
      hasWeb &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !/\.\w+(\?|$)/.test(request.url)
    if (isPage) return reply.type('text/html').sendFile('index.html')
    return send(reply, problemOf('route_not_found', request))
  })
}

async function serveFiles(server: FastifyInstance, webDir: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: webDir,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry their hash in the name; the page that names them must be fresh.
      const isHashed = /[\\/]assets[\\/]/.test(path)
      reply.header(
        'cache-control',
        isHashed ? `public, max-age=${oneYearSeconds}, immutable` : 'no-cache',
      )
    },
  })
}
