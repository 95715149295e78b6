import { sql } from 'kysely'
import { quarterOf } from '#domain/work-day.ts'
import type { Transaction } from './database.ts'
import { insertMany } from './insert-many.ts'

/** A billable hour that this transaction has locked and settles. */
export type SettledHour = { projectId: string; on: string; unitPrice: string; seconds: number }

type Sum = { projectId: string; quarter: string; rate: string; count: number; seconds: number }

/**
 * While `work` adds hours to the ledger, the database does not look each up to keep its sums: `work` answers which they
 * are, and they are added here. For many hours that were read and locked before; of few the database finds out itself.
 */
export async function withGivenSums(
  tx: Transaction,
  { workspaceId }: { workspaceId: string },
  work: () => Promise<Iterable<SettledHour>>,
): Promise<void> {
  await sayGiven(tx, true)
  const hours = await work()
  await insertMany<Sum>(tx, 'hour_sums', {
    all: { workspace_id: ['uuid', workspaceId], seconds: ['bigint', 0] },
    columns: {
      project_id: ['uuid', (row) => row.projectId],
      quarter: ['date', (row) => row.quarter],
      rate: ['numeric', (row) => row.rate],
      open_count: ['bigint', (row) => -row.count],
      open_seconds: ['bigint', (row) => -row.seconds],
    },
    rows: addUp(hours),
  })
  await sayGiven(tx, false)
}

async function sayGiven(tx: Transaction, isGiven: boolean): Promise<void> {
  await sql`select set_config('hourbook.sums_are_given', ${isGiven ? 'on' : 'off'}, true)`.execute(
    tx,
  )
}

function addUp(hours: Iterable<SettledHour>): Sum[] {
  const sums = new Map<string, Sum>()
  for (const { projectId, on, unitPrice: rate, seconds } of hours) {
    const quarter = quarterOf(on)
    const key = `${projectId} ${quarter} ${rate}`
    const sum = sums.get(key)
    if (sum) {
      sum.count += 1
      sum.seconds += seconds
    } else sums.set(key, { projectId, quarter, rate, count: 1, seconds })
  }
  return [...sums.values()]
}
