import { getWorkspace } from '#db/workspaces.ts'
import { fileWords, type FileWords } from '#domain/words/file-words.ts'
import { listConnectionsOfClients } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { type Invoice, type InvoiceLine, listInvoiceLines, lockInvoice } from '#db/invoices.ts'
import { listXeroDocumentLines } from '#db/xero-document-lines.ts'
import {
  findXeroDocument,
  insertXeroDocuments,
  listXeroDocuments,
  type XeroDocument,
} from '#db/xero-documents.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { type Codes, codesOf } from '#domain/export-plan.ts'
import { salesTransactionRefusal } from '#domain/invoice-state.ts'
import { journalLines, type SoldLine } from '#domain/journal.ts'
import { journalNarration, saleWords } from '#domain/lookup-text.ts'
import { minorToDecimal } from '#domain/money.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import { audit } from './audit.ts'
import { documentEntry } from './audit-names.ts'
import { refuse } from '../refuse.ts'
import { attachToJournal, type JournalFiles } from './attach-to-journal.ts'
import { belongsTo } from './plan-export.ts'
import { wakeXeroDocuments } from './wake-xero-documents.ts'

type Sale = {
  connection: XeroConnection
  codes: Codes
  invoiceId: string
  /** What goes with it to Xero; nothing unless given. */
  files?: JournalFiles | undefined
}

/**
 * Promises the sales transaction of a sent invoice: one journal, written before it is sent. Where there is one already,
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
  const refusal = salesTransactionRefusal({
    ...invoice,
    hasSalesTransaction: false,
    administration: { baseCurrency, refusal: undefined },
  })
  if (refusal) refuse(refusal)

  const lines = await listInvoiceLines(tx, { workspaceId, invoiceId })
  const credited = await findPosting(tx, { workspaceId, connection, invoiceId: invoice.creditsId })
  const documentId = newId()
  const words = fileWords((await getWorkspace(tx, { workspaceId })).language)
  const sale = { connection, codes, invoice, lines, documentId, credited, words }
  const document = journalOf(sale)
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

type Posting = Pick<SoldLine, 'accountCode' | 'taxType' | 'tracking'>
type Posted = { debtorsAccountCode: string; byInvoiceLine: Map<string, Posting> }

/** Where the invoice that is credited was posted in the same administration: a credit goes there too, whatever the mappings say now. */
async function findPosting(
  tx: Transaction,
  sale: { workspaceId: string; connection: XeroConnection; invoiceId: string | null },
): Promise<Posted | undefined> {
  const { workspaceId, connection, invoiceId } = sale
  if (invoiceId === null) return undefined
  const transactions = await listXeroDocuments(tx, { workspaceId, invoiceIds: [invoiceId] })
  const journal = transactions.find(
    (each) => each.reversedAt === null && each.connectionId === connection.id,
  )
  if (!journal) return undefined
  const found = await listXeroDocumentLines(tx, { workspaceId, documentIds: [journal.id] })
  const [debtors, ...credits] = found.get(journal.id) ?? []
  const sold = postedLines(await listInvoiceLines(tx, { workspaceId, invoiceId }))
  if (!debtors?.accountCode || credits.length !== sold.length) return undefined
  const byInvoiceLine = new Map<string, Posting>()
  for (const [index, { accountCode, taxType, tracking }] of credits.entries()) {
    if (!accountCode || !taxType) return undefined
    byInvoiceLine.set(sold[index]?.id ?? '', { accountCode, taxType, tracking: tracking ?? [] })
  }
  return { debtorsAccountCode: debtors.accountCode, byInvoiceLine }
}

/** The lines of an invoice that its journal has, in the same order, after the one for the debtors. */
export function postedLines(lines: readonly InvoiceLine[]): InvoiceLine[] {
  return lines.filter((line) => line.netMinor !== 0 || line.taxMinor !== 0)
}

function journalOf(posting: {
  connection: XeroConnection
  codes: Codes
  invoice: Invoice
  lines: readonly InvoiceLine[]
  documentId: string
  credited: Posted | undefined
  words: FileWords
}) {
  const { connection, codes, invoice, documentId, credited, words } = posting
  const debtorsAccountCode = credited?.debtorsAccountCode ?? connection.debtorsAccountCode
  const { clientId, clientName } = invoice
  const number = invoice.number ?? ''
  const isCredit = invoice.creditsId !== null
  assert(debtorsAccountCode, 'the administration has a debtors account')
  const lines = journalLines({
    lines: posting.lines.map((line) => {
      const asPosted = credited?.byInvoiceLine.get(line.creditsLineId ?? '')
      return asPosted ? { ...line, ...asPosted } : soldLine(line, { codes, clientId })
    }),
    debtorsAccountCode,
    description: saleWords({ number, clientName, isCredit, words }),
  })
  return {
    id: documentId,
    kind: 'manual_journal' as const,
    connectionId: connection.id,
    tenantId: connection.tenantId,
    exportId: null,
    invoiceId: invoice.id,
    clientId,
    projectId: null,
    targetStatus: connection.journalStatus,
    lookupText: journalNarration({ number, clientName, isCredit, words }, documentId),
    reference: number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    currency: invoice.currency,
    brandingThemeId: null,
    subtotalMinor: invoice.subtotalMinor,
    taxMinor: invoice.taxMinor,
    totalMinor: invoice.totalMinor,
    lines: lines.map((line) => ({
      ...line,
      id: newId(),
      quantity: '1.00',
      unitPrice: `${minorToDecimal(line.netMinor)}00`,
      itemCode: null,
    })),
  }
}

function soldLine(
  line: InvoiceLine,
  { codes, clientId }: { codes: Codes; clientId: string },
): SoldLine {
  const coded = codesOf(bookableSold(line, clientId), { ...codes, defaultItemCode: null })
  if ('refusal' in coded) refuse(coded.refusal)
  const { description, projectId, netMinor, taxMinor } = line
  const { accountCode, taxType, tracking } = coded
  assert(accountCode, 'the administration has a sales account')
  return { description, projectId, netMinor, taxMinor, accountCode, taxType, tracking }
}

/** What the booking of an invoice's line depends on. It kept its product, not the task that named it. */
export function bookableSold(line: InvoiceLine, clientId: string) {
  return { ...line, kind: null, taskId: null, clientId }
}
