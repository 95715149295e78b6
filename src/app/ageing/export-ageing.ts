import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { sheetFor } from '#app/parts/sheet-for.ts'
import { today } from '#app/parts/today.ts'
import { type AgedInvoice, listAgedInvoices } from '#db/ageing.ts'
import { ageingBucketOf, ageingBuckets } from '#domain/ageing.ts'
import { minorToDecimal } from '#domain/money.ts'
import type { Sheet, SheetCell } from '#lib/sheet.ts'

const columns = [
  'Client',
  'Invoice',
  'Date',
  'Due date',
  'Days overdue',
  'Currency',
  'Total',
  'Not yet due',
  '1–30 days',
  '31–60 days',
  '61–90 days',
  'Over 90 days',
  'Due',
  'Reminder',
  'Reminded on',
]

/** Every invoice on which something was due on a day, as a table: what is due stands under how long it is overdue. */
export async function exportAgeing(
  ctx: Context,
  { on }: { on?: string | undefined },
): Promise<Sheet> {
  allow(ctx, 'invoices:read')
  const { db, workspaceId } = ctx
  const day = on ?? (await today(ctx, db))
  const invoices = await listAgedInvoices(db, { workspaceId, on: day })
  return await sheetFor(ctx, { name: `Ageing-${day}`, columns, rows: rowsOf(invoices) })
}

async function* rowsOf(invoices: readonly AgedInvoice[]): AsyncGenerator<SheetCell[]> {
  for (const invoice of invoices) {
    const bucket = ageingBucketOf(invoice)
    const {
      clientName,
      number,
      issuedOn,
      dueOn,
      overdueDays,
      currency,
      lastReminder: last,
    } = invoice
    yield [
      clientName,
      number,
      { day: issuedOn },
      { day: dueOn },
      { decimal: String(overdueDays) },
      currency,
      amount(invoice.totalMinor),
      ...ageingBuckets.map((each) => (each === bucket ? amount(invoice.dueMinor) : null)),
      amount(invoice.dueMinor),
      last && { decimal: String(last.step) },
      last && { day: last.plannedOn },
    ]
  }
}

function amount(minor: number): SheetCell {
  return { decimal: minorToDecimal(minor) }
}
