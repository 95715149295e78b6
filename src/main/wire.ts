import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hkdfSync, randomBytes } from 'node:crypto'
import type { Services } from '#app/context.ts'
import { openDatabase } from '#db/database.ts'
import { type Clock, systemClock } from '#lib/clock.ts'
import { createPrinter } from '#pdf/printer.ts'
import { enqueueWith, openQueue } from '#worker/queue.ts'
import { createAccounting } from '#xero/accounting.ts'
import { createSealer } from '#xero/sealer.ts'
import { createSignIn } from './auth.ts'
import type { Config } from './config.ts'

/** The program, wired once by hand. `stop` ends what it opened, in the order that loses nothing. */
export async function wire(config: Config, options: { purpose: 'work' | 'send'; clock?: Clock }) {
  const master = await masterKey(config)
  const { db, pool } = openDatabase(config.databaseUrl, {
    max: options.purpose === 'work' ? 8 : 10,
  })
  const boss = await openQueue(config.databaseUrl, options.purpose)
  boss.on('error', () => {})
  await boss.start()
  const printer = createPrinter()
  const services: Services = {
    db,
    clock: options.clock ?? systemClock,
    accounting: createAccounting(config.xero),
    sealer: createSealer([derive(master, 'xero tokens')]),
    printer,
    enqueue: enqueueWith(boss),
    url: config.url,
  }
  const auth = createSignIn({
    databaseUrl: config.databaseUrl,
    url: config.url,
    secret: derive(master, 'sessions').toString('base64url'),
  })
  return {
    services,
    boss,
    pool,
    signIn: auth.signIn,
    createUser: auth.createUser,
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 4000 })
      printer.stop()
      await auth.close()
      await pool.end()
    },
  }
}

export type Wired = Awaited<ReturnType<typeof wire>>

// One secret for the installation, outside the database; every use has its own key derived from it.
async function masterKey(config: Config): Promise<Buffer> {
  if (config.secretKey) return Buffer.from(config.secretKey)
  const file = path.join(config.dataDir, 'secret.key')
  await mkdir(config.dataDir, { recursive: true })
  try {
    // 'wx' fails when another process was first; both then read the same key.
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return Buffer.from((await readFile(file, 'utf8')).trim())
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'hourbook', purpose, 32))
}
