import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { today } from '#app/parts/today.ts'
import { type AgedClient, listAgedClients } from '#db/ageing.ts'
import { type AgeingBucket, ageingBuckets } from '#domain/ageing.ts'
import { sumMinor } from '#domain/money.ts'

export type Ageing = { on: string; clients: AgedClient[]; totals: AgeingTotal[] }
export type AgeingTotal = Pick<AgedClient, 'currency' | 'invoices' | 'buckets' | 'dueMinor'>

/** What clients owe on own invoices on a day, by how long it is overdue. */
export async function getAgeing(
  ctx: Context,
  { on }: { on?: string | undefined },
): Promise<Ageing> {
  allow(ctx, 'invoices:read')
  const { db, workspaceId } = ctx
  const day = on ?? (await today(ctx, db))
  const clients = await listAgedClients(db, { workspaceId, on: day })
  return { on: day, clients, totals: totalsOf(clients) }
}

/** Sums by currency: what is owed in one is not added to what is owed in another. */
function totalsOf(clients: readonly AgedClient[]): AgeingTotal[] {
  return [...Map.groupBy(clients, (each) => each.currency)].map(([currency, rows]) => {
    const buckets = Object.fromEntries(
      ageingBuckets.map((bucket) => [bucket, sumMinor(rows.map((row) => row.buckets[bucket]))]),
    ) as Record<AgeingBucket, number>
    const invoices = sumMinor(rows.map((row) => row.invoices))
    return { currency, invoices, buckets, dueMinor: sumMinor(rows.map((row) => row.dueMinor)) }
  })
}
