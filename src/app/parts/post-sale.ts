import { listConnectionsOfClients } from '#db/clients.ts'
import type { Database, Transaction } from '#db/database.ts'
import { type Invoice, listInvoiceLines, lockInvoice } from '#db/invoices.ts'
import {
  findXeroDocument,
  insertXeroDocuments,
  listXeroDocuments,
  type XeroDocument,
} from '#db/xero-documents.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { Codes } from '#domain/export-plan.ts'
import { salesTransactionRefusal } from '#domain/invoice-state.ts'
import { fileWords } from '#domain/words/file-words.ts'
import type { SalesTarget } from '#domain/xero-settings.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { audit } from './audit.ts'
import { documentEntry } from './audit-names.ts'
import { refuse } from '../refuse.ts'
import { attachToJournal, type JournalFiles } from './attach-to-journal.ts'
import { belongsTo } from './plan-export.ts'
import { findPosting, journalOf, salesInvoiceOf } from './sale-documents.ts'
import { wakeXeroDocuments } from './wake-xero-documents.ts'

type Sale = {
  connection: XeroConnection
  codes: Codes
  invoiceId: string
  /** What goes with it to Xero; nothing unless given. */
  files?: JournalFiles | undefined
}

/**
 * Promises the sales transaction of a sent invoice: one journal or invoice, written before it is sent. Where there is one already,
 * answers that one.
 */
export async function postSale(
  ctx: Context,
  tx: Transaction,
  { connection, codes, invoiceId, files }: Sale,
): Promise<{ document: XeroDocument; isNew: boolean }> {
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person posts')
  const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
  if (!invoice) refuse('invoice_not_found')
  const transactions = await listXeroDocuments(tx, { workspaceId, invoiceIds: [invoiceId] })
  const existing = transactions.find((each) => each.reversedAt === null)
  if (existing) return { document: existing, isNew: false }
  const belongs = await listConnectionsOfClients(tx, {
    workspaceId,
    clientIds: [invoice.clientId],
  })
  if (!belongsTo(connection, belongs.get(invoice.clientId) ?? null)) {
    refuse('client_is_of_another_administration')
  }
  const { baseCurrency } = connection
  const target = await salesTargetOf(tx, { workspaceId, invoice })
  const refusal = salesTransactionRefusal({
    ...invoice,
    target,
    hasSalesTransaction: false,
    administration: { baseCurrency, refusal: undefined },
  })
  if (refusal) refuse(refusal)

  const lines = await listInvoiceLines(tx, { workspaceId, invoiceId })
  const credited = await findPosting(tx, { workspaceId, connection, invoiceId: invoice.creditsId })
  const documentId = newId()
  const words = fileWords((await getWorkspace(tx, { workspaceId })).language)
  const sale = { connection, codes, invoice, lines, documentId, credited, words }
  const document = target === 'manual_journal' ? journalOf(sale) : salesInvoiceOf(sale)
  const documents = [{ ...document, createdBy: memberId }]
  await insertXeroDocuments(tx, { workspaceId, createdAt: ctx.clock.now(), documents })
  if (files) {
    const connectionId = connection.id
    await attachToJournal(ctx, tx, { connectionId, documentId, invoiceId, files })
  }
  await wakeXeroDocuments(ctx, tx, { connectionId: connection.id })
  const made = await findXeroDocument(tx, { workspaceId, documentId })
  assert(made, 'a document that was just written is there')
  await audit(ctx, tx, documentEntry('created', made))
  return { document: made, isNew: true }
}

/**
 * What the sales transaction of an invoice becomes: what the workspace chose, but a credit follows the invoice that it credits
 * where that is in Xero.
 */
export async function salesTargetOf(
  db: Database,
  { workspaceId, invoice }: { workspaceId: string; invoice: Pick<Invoice, 'creditsId'> },
): Promise<SalesTarget> {
  const { creditsId } = invoice
  const credited =
    creditsId === null ? [] : await listXeroDocuments(db, { workspaceId, invoiceIds: [creditsId] })
  const live = credited.find((each) => each.reversedAt === null)
  return live?.kind ?? (await getWorkspace(db, { workspaceId })).salesTarget
}
