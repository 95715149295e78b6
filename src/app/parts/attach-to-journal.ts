import { fileWords } from '#domain/words/file-words.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { listBilledItems } from '#db/allocations.ts'
import type { Database, Transaction } from '#db/database.ts'
import { listReceiptsOfExpenses } from '#db/receipts.ts'
import { insertAttachments } from '#db/xero-attachments.ts'
import {
  attachNothing,
  type AttachOptions,
  planFiles,
  type PlannedFile,
  type ReceiptLeftOut,
} from '#domain/attachments.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { keptBeside } from './write-documents.ts'

/** What goes to Xero with a journal; nobody sees a journal online. */
export type JournalFiles = Omit<AttachOptions, 'online'>

/** The files that would go with the journal of an invoice, and the receipts that cannot. */
export async function planJournalFiles(
  db: Database,
  {
    workspaceId,
    invoiceId,
    files,
  }: { workspaceId: string; invoiceId: string; files: JournalFiles },
): Promise<{ files: PlannedFile[]; leftOut: ReceiptLeftOut[] }> {
  const documentKind = 'invoice'
  const billed = await listBilledItems(db, { workspaceId, documentKind, documentId: invoiceId })
  const expenseIds = billed.flatMap((each) => (each.itemKind === 'expense' ? each.itemId : []))
  const { language } = await getWorkspace(db, { workspaceId })
  return planFiles(
    {
      language,
      hasHours: billed.some((each) => each.itemKind === 'time_entry'),
      receipts: await listReceiptsOfExpenses(db, { workspaceId, expenseIds }),
    },
    { ...attachNothing, ...files },
  )
}

/** Writes what goes to Xero with the journal of an invoice: the work of the invoice, printed, and its receipts. */
export async function attachToJournal(
  { workspaceId, clock, url }: Pick<Context, 'workspaceId' | 'clock' | 'url'>,
  tx: Transaction,
  journal: { connectionId: string; documentId: string; invoiceId: string; files: JournalFiles },
): Promise<void> {
  const { connectionId, documentId, invoiceId } = journal
  const { files, leftOut } = await planJournalFiles(tx, { workspaceId, ...journal })
  const { language } = await getWorkspace(tx, { workspaceId })
  const name = fileWords(language)('Made by Hourbook of the invoice in {{url}}', {
    url: `${url}/finance/invoices/${invoiceId}`,
  })
  const notes = journal.files.note ? [{ kind: 'note' as const, name, fileId: null }] : []
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
    attachments: [...attachments, ...keptBeside(documentId, leftOut)],
  })
}
