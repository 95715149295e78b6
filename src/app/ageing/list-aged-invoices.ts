import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { today } from '#app/parts/today.ts'
import { type AgedInvoice as Row, listAgedInvoices as listRows } from '#db/ageing.ts'
import { type AgeingBucket, ageingBucketOf } from '#domain/ageing.ts'

export type AgedInvoice = Row & { bucket: AgeingBucket }

/** Invoices on which something was due on a day, of one client or of all. */
export async function listAgedInvoices(
  ctx: Context,
  { on, clientId }: { on?: string | undefined; clientId?: string | undefined },
): Promise<{ items: AgedInvoice[] }> {
  allow(ctx, 'invoices:read')
  const { db, workspaceId } = ctx
  const day = on ?? (await today(ctx, db))
  const rows = await listRows(db, { workspaceId, on: day, clientId })
  return { items: rows.map((row) => ({ ...row, bucket: ageingBucketOf(row) })) }
}
