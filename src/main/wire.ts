import type { Services } from '#app/context.ts'
import { openDatabase } from '#db/database.ts'
import { type Clock, systemClock } from '#lib/clock.ts'
import { createMailer } from '#mail/mailer.ts'
import { createPrinter } from '#pdf/printer.ts'
import { enqueueAllWith, enqueueWith, openQueue } from '#worker/queue.ts'
import { createAccounting } from '#xero/accounting.ts'
import { createSignIn } from './auth.ts'
import type { Config } from './config.ts'
import { derive, sealerFor, secretsOf } from './secret-keys.ts'

/** The program, wired once by hand. `stop` ends what it opened, in the order that loses nothing. */
export async function wire(config: Config, options: { purpose: 'work' | 'send'; clock?: Clock }) {
  const secrets = await secretsOf(config)
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
    sealer: sealerFor(config, secrets),
    printer,
    mailer: createMailer(config.mail),
    enqueue: enqueueWith(boss),
    enqueueAll: enqueueAllWith(boss),
    url: config.url,
    xeroSignIn: config.xeroSignIn,
  }
  const auth = createSignIn({
    databaseUrl: config.databaseUrl,
    url: config.url,
    secret: derive(secrets[0], 'sessions').toString('base64url'),
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
