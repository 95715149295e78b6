import type { Transaction } from '#db/database.ts'
import { changePaymentsFromXero, listPaymentsFromXero } from '#db/invoice-payments.ts'
import { lockInvoice } from '#db/invoices.ts'
import { findSalesInvoiceNow } from '#db/xero-reading.ts'
import { type PaymentFromXero, paymentsFromXero } from '#domain/settled-in-xero.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import type { InvoiceNow } from '../ports/accounting.ts'
import { today } from './today.ts'

const longestReference = 255

/**
 * Brings what was paid on a sales invoice in Xero to the own invoice, each payment once: what Xero has no more is taken back.
 * Told in words by the event of the document.
 */
export async function followPayments(
  ctx: Context,
  tx: Transaction,
  { invoiceId, now }: { invoiceId: string; now: InvoiceNow },
): Promise<void> {
  const { workspaceId, clock } = ctx
  const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
  assert(invoice, 'an invoice in Xero is never deleted here')
  const { totalMinor, creditedMinor } = invoice
  const day = await today(ctx, tx)
  const settled = { ...now, xeroId: now.invoiceId }
  const wanted = paymentsFromXero(settled, { totalMinor, creditedMinor, today: day })
  const known = await listPaymentsFromXero(tx, { workspaceId, invoiceId })
  const keyOf = ({ xeroId, amountMinor }: PaymentFromXero) => `${xeroId} ${amountMinor}`
  const wantedKeys = new Set(wanted.map(keyOf))
  const knownKeys = new Set(known.map(keyOf))
  const gone = known.filter((each) => !wantedKeys.has(keyOf(each)))
  const added = wanted
    .filter((each) => !knownKeys.has(keyOf(each)))
    .map((each) => ({ ...each, reference: each.reference.slice(0, longestReference) }))
  await changePaymentsFromXero(tx, { workspaceId, invoiceId, at: clock.now(), gone, added })
}

/** The same as it was last read, when another credit invoice counts here: what Xero credits may be that very credit. */
export async function followPaymentsAnew(
  ctx: Context,
  tx: Transaction,
  { invoiceId }: { invoiceId: string },
): Promise<void> {
  const { workspaceId } = ctx
  const now = await findSalesInvoiceNow(tx, { workspaceId, invoiceId })
  // Only followDocuments writes it, as what the port answered.
  if (now) await followPayments(ctx, tx, { invoiceId, now: now as InvoiceNow })
}
