import { sql } from 'kysely'
import { quarterOf } from '#domain/work-day.ts'
import type { Transaction } from './database.ts'
import { insertMany, type Inserts } from './insert-many.ts'

/** A billable hour that this transaction has locked and settles. */
export type SettledHour = {
  projectId: string
  on: string
  unitPrice: string
  /** What was worked, and what rounding adds to it. */
  seconds: number
  roundingSeconds: number
}

type Sum = {
  projectId: string
  quarter: string
  rate: string
  count: number
  seconds: number
  roundingSeconds: number
}

/**
 * From here on the database does not look up the hours of new rows of the ledger to keep its sums: `insertSettledHours` adds
 * them, in the same transaction. For many hours that were read and locked before; of few the database finds out itself.
 */
export async function giveSums(tx: Transaction): Promise<void> {
  await sayGiven(tx, true)
}

/** Adds hours that the ledger took to the sums, and leaves later ones to the database again. */
export async function insertSettledHours(
  tx: Transaction,
  inserts: Inserts,
  { workspaceId, hours }: { workspaceId: string; hours: Iterable<SettledHour> },
): Promise<void> {
  await insertMany<Sum>(inserts, 'hour_sums', {
    all: { workspace_id: ['uuid', workspaceId], seconds: ['bigint', 0] },
    columns: {
      project_id: ['uuid', (row) => row.projectId],
      quarter: ['date', (row) => row.quarter],
      rate: ['numeric', (row) => row.rate],
      open_count: ['bigint', (row) => -row.count],
      open_seconds: ['bigint', (row) => -row.seconds],
      open_rounding: ['bigint', (row) => -row.roundingSeconds],
    },
    rows: addUp(hours),
  })
  await inserts.done()
  await sayGiven(tx, false)
}

async function sayGiven(tx: Transaction, isGiven: boolean): Promise<void> {
  // A setting of the transaction: it touches no row of any workspace_id.
  const to = isGiven ? 'on' : 'off'
  await sql`select set_config('hourbook.sums_are_given', ${to}, true)`.execute(tx)
}

function addUp(hours: Iterable<SettledHour>): Sum[] {
  const sums = new Map<string, Sum>()
  for (const { projectId, on, unitPrice: rate, seconds, roundingSeconds } of hours) {
    const quarter = quarterOf(on)
    const key = `${projectId} ${quarter} ${rate}`
    const sum = sums.get(key)
    if (sum) {
      sum.count += 1
      sum.seconds += seconds
      sum.roundingSeconds += roundingSeconds
    } else sums.set(key, { projectId, quarter, rate, count: 1, seconds, roundingSeconds })
  }
  return [...sums.values()]
}
