import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createServer } from '#api/server.ts'
import type { Services } from '#app/context.ts'

// The description is made from the routes alone: no database, no Xero, nothing listens.
const server = await createServer({
  services: { url: 'http://localhost:4000' } as Services,
  signIn: {
    handle: async () => new Response(null),
    findSession: async () => undefined,
    openSession: async () => [],
  },
  webDir: null,
  logLevel: 'silent',
  isHealthy: async () => true,
})
await server.ready()
const file = path.resolve(import.meta.dirname, '../../openapi.json')
writeFileSync(file, `${JSON.stringify(server.swagger(), null, 2)}\n`)
await server.close()
