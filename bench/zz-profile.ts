import { Kysely, PostgresDialect } from 'kysely'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { sendXeroDocuments } from '#app/exports/send-xero-documents.ts'
import { setStage } from './stage.ts'
import { openDatabase } from '#db/database.ts'
import * as m from './export-hours.ts'
void m
const groupBy = (process.argv[2] ?? 'task') as 'task'
await using stage = await setStage()
const organisation = (await stage.control('POST', '/organisations', {
  name: `R`,
  baseCurrency: 'EUR',
  contacts: 0,
})) as { id: string; name: string }
const ctx0 = await stage.makeWorkspace()
const { pool } = openDatabase(stage.environment.DATABASE_URL)
let log: [string, number][] = []
const db = new Kysely<never>({
  dialect: new PostgresDialect({ pool }),
  log: (e) => {
    log.push([e.query.sql.replace(/\s+/g, ' ').slice(0, 110), e.queryDurationMillis])
  },
})
const ctx = { ...ctx0, db: db as never as typeof ctx0.db }
await connectXero(
  { ctx, xero: { control: { organisations: { list: () => [organisation] } } } as never },
  { organisation: organisation.name },
)
const ids = await (await import('./zz-seed.ts')).seedHours(ctx)
for (let round = 0; round < 1; round += 1) {
  log = []
  let t = performance.now()
  await createXeroExport(ctx, {
    items: {
      timeEntryIds: ids,
      expenseIds: [],
      mileageIds: [],
      instalments: [],
      subscriptionPeriods: [],
      uninvoiced: [],
    },
    per: 'client',
    groupBy,
    issuedOn: '2026-11-20',
    status: 'DRAFT',
  })
  console.log(
    'create',
    Math.round(performance.now() - t),
    'in sql',
    Math.round(log.reduce((s, [, ms]) => s + ms, 0)),
  )
  for (const [q, ms] of log.filter(([, ms]) => ms > 3)) console.log(ms.toFixed(1), q)
  log = []
  t = performance.now()
  const { id } = await ctx.db
    .selectFrom('xero_connections')
    .select('id')
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  console.log(await sendXeroDocuments(ctx, { connectionId: id }))
  console.log(
    'send',
    Math.round(performance.now() - t),
    'in sql',
    Math.round(log.reduce((s, [, ms]) => s + ms, 0)),
    log.length,
  )
  for (const [q, ms] of log.filter(([, ms]) => ms > 3)) console.log(ms.toFixed(1), q)
}
await pool.end()
