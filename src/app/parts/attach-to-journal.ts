import { listBilledItems } from '#db/allocations.ts'
import type { Transaction } from '#db/database.ts'
import { listReceiptsOfExpenses } from '#db/receipts.ts'
import { insertAttachments } from '#db/xero-attachments.ts'
import { attachNothing, type AttachOptions, planFiles } from '#domain/attachments.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'

/** What goes to Xero with a journal; nobody sees a journal online. */
export type JournalFiles = Omit<AttachOptions, 'online'>

/** Writes what goes to Xero with the journal of an invoice: the work of the invoice, printed, and its receipts. */
export async function attachToJournal(
  { workspaceId, clock, url }: Pick<Context, 'workspaceId' | 'clock' | 'url'>,
  tx: Transaction,
  journal: { connectionId: string; documentId: string; invoiceId: string; files: JournalFiles },
): Promise<void> {
  const { connectionId, documentId, invoiceId } = journal
  const attach = { ...attachNothing, ...journal.files }
  const documentKind = 'invoice'
  const billed = await listBilledItems(tx, { workspaceId, documentKind, documentId: invoiceId })
  const expenseIds = billed.flatMap((each) => (each.itemKind === 'expense' ? each.itemId : []))
  const { files } = planFiles(
    {
      hasHours: billed.some((each) => each.itemKind === 'time_entry'),
      receipts: await listReceiptsOfExpenses(tx, { workspaceId, expenseIds }),
    },
    attach,
  )
  const name = `Made by Hourbook of the invoice in ${url}/finance/invoices/${invoiceId}`
  const notes = attach.note ? [{ kind: 'note' as const, name, fileId: null }] : []
  const attachments = [...files, ...notes].map((each) => ({
    ...each,
    id: newId(),
    documentId,
    isOnline: false,
  }))
  await insertAttachments(tx, {
    workspaceId,
    connectionId,
    createdAt: clock.now(),
    attachments,
  })
}
