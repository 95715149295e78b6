import net from 'node:net'
import path from 'node:path'
import { createServer } from '#api/server.ts'
import { createWorkspace } from '#app/new-workspace.ts'
import { readConfig } from '#main/config.ts'
import { seedDemo } from '#main/seed-demo.ts'
import { wire } from '#main/wire.ts'
import { startSimulator } from '#simulator/server.ts'
import { startWorking } from '#worker/run-jobs.ts'
import { createTestDatabase } from './postgres.ts'

const quiet = { info: () => {}, error: () => {} }
const secretKey = 'a secret for tests only, never for people'

/** A whole Hourbook on real sockets: database, simulator, web server, worker, and (unless left out) the demo company. */
export async function startStack(options: { seed?: 'demo' | 'none'; limits?: 'xero' | 'off' } = {}) {
  const [database, simulator, port] = await Promise.all([
    createTestDatabase(),
    startSimulator({ organisations: 'demo', limits: options.limits ?? 'off', redirectUris: 'any' }),
    freePort(),
  ])
  const config = readConfig({
    DATABASE_URL: database.url,
    PORT: String(port),
    HOURBOOK_SECRET_KEY: secretKey,
    HOURBOOK_SIMULATOR_URL: simulator.url,
    LOG_LEVEL: 'silent',
  })
  const forServer = await wire(config, { purpose: 'send' })
  const forWorker = await wire(config, { purpose: 'work' })
  const server = await createServer({
    services: forServer.services,
    signIn: forServer.signIn,
    webDir: path.resolve(import.meta.dirname, '../../dist/web'),
    logLevel: 'silent',
    isHealthy: async () => true,
  })
  await server.listen({ port, host: 'localhost' })
  await startWorking({ boss: forWorker.boss, services: forWorker.services, log: quiet })
  const signIn = { email: 'demo@hourbook.dev', password: 'demo-hourbook' }
  if (options.seed !== 'none') await seedDemo(forServer)

  return {
    url: config.url,
    simulator,
    db: forServer.services.db,
    services: forServer.services,
    signIn,
    /** A second, empty workspace with a person who can sign in. */
    makeWorkspace: async (person: { name: string; email: string; password: string; currency?: string }) => {
      const userId = await forServer.createUser(person)
      return await createWorkspace(forServer.services, {
        name: `${person.name}'s workspace`,
        currency: person.currency ?? 'EUR',
        timeZone: 'Europe/Amsterdam',
        isDemo: false,
        owner: { userId, name: person.name, email: person.email },
      })
    },
    createUser: forServer.createUser,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await forWorker.stop()
      await forServer.stop()
      await Promise.all([simulator.stop(), database.drop()])
    },
  }
}

export type Stack = Awaited<ReturnType<typeof startStack>>

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
