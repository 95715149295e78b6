import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type JournalFiles, planJournalFiles } from '#app/parts/attach-to-journal.ts'
import { refuse } from '#app/refuse.ts'
import { findInvoice } from '#db/invoices.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'

export type SalesTransactionsPreview = {
  /** How many files would go with the journals. */
  files: number
  receiptsLeftOut: {
    invoiceId: string
    expenseId: string
    name: string
    reason: RefusalCode
    message: string
  }[]
}

/** What would go to Xero with the sales transactions of these invoices, and which receipts cannot. */
export async function previewSalesTransactions(
  ctx: Context,
  { invoiceIds, attach }: { invoiceIds: string[]; attach: JournalFiles },
): Promise<SalesTransactionsPreview> {
  allow(ctx, 'xero:export')
  const { db, workspaceId } = ctx
  const preview: SalesTransactionsPreview = { files: 0, receiptsLeftOut: [] }
  for (const invoiceId of new Set(invoiceIds)) {
    if (!(await findInvoice(db, { workspaceId, invoiceId }))) {
      refuse('invoice_not_found', { field: `invoiceIds.${invoiceIds.indexOf(invoiceId)}` })
    }
    const { files, leftOut } = await planJournalFiles(db, { workspaceId, invoiceId, files: attach })
    preview.files += files.length
    for (const { expenseId, name, reason } of leftOut) {
      const message = refusals[reason].title
      preview.receiptsLeftOut.push({ invoiceId, expenseId, name, reason, message })
    }
  }
  return preview
}
