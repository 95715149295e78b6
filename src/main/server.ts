import path from 'node:path'
import { createServer } from '#api/server.ts'
import { sql } from 'kysely'
import { readConfig } from './config.ts'
import { wire } from './wire.ts'

const config = readConfig(process.env)
const wired = await wire(config, { purpose: 'send' })
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
await server.listen({ port: config.port, host: config.host })

let isStopping = false
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await server.close()
  await wired.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
