import path from 'node:path'
import { createServer } from '#api/server.ts'
import { sql } from 'kysely'
import { readConfig } from './config.ts'
import { leaveWhenTold } from './leave-when-told.ts'
import { wire } from './wire.ts'

const started: { stop(): Promise<void> }[] = []
leaveWhenTold(async () => {
  for (const each of started.toReversed()) await each.stop()
})

const config = readConfig(process.env)
const wired = await wire(config, { purpose: 'send' })
started.push(wired)
const server = await createServer({
  services: wired.services,
  signIn: wired.signIn,
  webDir: path.resolve(import.meta.dirname, '../../dist/web'),
  logLevel: config.logLevel,
  isHealthy: async () => {
    try {
      await sql`select 1`.execute(wired.services.db)
      return true
    } catch {
      return false
    }
  },
})
started.push({ stop: async () => await server.close() })
await server.listen({ port: config.port, host: config.host })
