import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type InvoiceSeries, listInvoiceSeries } from '#db/invoice-series.ts'

/** Every series of invoice numbers, with the numbers that were given and are on no invoice: an auditor expects none. */
export async function getInvoiceNumbers(ctx: Context): Promise<{ series: InvoiceSeries[] }> {
  allow(ctx, 'invoices:read')
  const { db, workspaceId } = ctx
  return { series: await listInvoiceSeries(db, { workspaceId }) }
}
