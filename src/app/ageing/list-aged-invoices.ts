import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { today } from '#app/parts/today.ts'
import {
  type AgedFilter,
  type AgedInvoice as Row,
  listAgedInvoices as listRows,
} from '#db/ageing.ts'
import type { Page } from '#db/page.ts'
import { type AgeingBucket, ageingBucketOf } from '#domain/ageing.ts'
import { without } from '#lib/without.ts'

export type AgedInvoice = Row & { bucket: AgeingBucket }

/** Invoices on which something was due on a day, of one client or of all, a page at a time. */
export async function listAgedInvoices(
  ctx: Context,
  { limit, cursor, on, ...filter }: PageRequest & AgedFilter & { on?: string | undefined },
): Promise<Page<AgedInvoice>> {
  allow(ctx, 'invoices:read')
  const { db, workspaceId } = ctx
  const after = nameCursorFrom(cursor)
  const day = on ?? (await today(ctx, db))
  const rows = await listRows(db, { workspaceId, on: day, filter, after, limit: limit + 1 })
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.sortName)
  const views = items.map((row) => ({ ...without(row, 'sortName'), bucket: ageingBucketOf(row) }))
  return { items: views, nextCursor }
}
