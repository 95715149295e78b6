import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { JournalFiles } from '#app/parts/attach-to-journal.ts'
import { Refused } from '#app/refuse.ts'
import { createSalesTransaction } from '#app/sales-transactions/create-sales-transaction.ts'
import type { XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'

export type SalesTransactionResult = {
  invoiceId: string
  document: XeroDocumentView | null
  isNew: boolean
  problem: { code: RefusalCode; message: string; fix: string | null } | null
}

/** Creates the sales transactions of many invoices. Each has its own result; one that is refused does not stop the others. */
export async function createSalesTransactions(
  ctx: Context,
  { invoiceIds, attach }: { invoiceIds: string[]; attach?: JournalFiles | undefined },
): Promise<{ results: SalesTransactionResult[] }> {
  allow(ctx, 'xero:export')
  const results: SalesTransactionResult[] = []
  for (const invoiceId of new Set(invoiceIds))
    results.push(await resultOf(ctx, { invoiceId, attach }))
  return { results }
}

async function resultOf(
  ctx: Context,
  sale: { invoiceId: string; attach: JournalFiles | undefined },
): Promise<SalesTransactionResult> {
  const { invoiceId } = sale
  try {
    const created = await createSalesTransaction(ctx, sale)
    return { invoiceId, ...created, problem: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const words: { title: string; fix?: string } = refusals[error.code]
    const message = error.particulars.detail ?? words.title
    const problem = { code: error.code, message, fix: words.fix ?? null }
    return { invoiceId, document: null, isNew: false, problem }
  }
}
