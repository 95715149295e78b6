import type { Transaction } from '#db/database.ts'
import { type Invoice, type InvoiceLine, listInvoiceLines } from '#db/invoices.ts'
import { listXeroDocumentLines } from '#db/xero-document-lines.ts'
import { listXeroDocuments, type NewXeroDocument } from '#db/xero-documents.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import { type Codes, codesOf } from '#domain/export-plan.ts'
import { journalLines, type SoldLine } from '#domain/journal.ts'
import {
  invoiceReference,
  journalNarration,
  referenceLimit,
  saleWords,
} from '#domain/lookup-text.ts'
import { minorToDecimal } from '#domain/money.ts'
import { salesInvoiceLines } from '#domain/sales-invoice.ts'
import type { FileWords } from '#domain/words/file-words.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { refuse } from '../refuse.ts'

/** An own invoice that is to be in Xero, and how it is booked there. */
export type SaleToWrite = {
  connection: XeroConnection
  codes: Codes
  invoice: Invoice
  lines: readonly InvoiceLine[]
  documentId: string
  /** Where the invoice that it credits was booked. */
  credited: Posted | undefined
  words: FileWords
}
type SaleDocument = Omit<NewXeroDocument, 'createdBy'>

type Posting = Pick<SoldLine, 'accountCode' | 'taxType' | 'tracking'>
export type Posted = { debtorsAccountCode: string; byInvoiceLine: Map<string, Posting> }

/** Where the invoice that is credited was posted in the same administration: a credit goes there too, whatever the mappings say now. */
export async function findPosting(
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

/** The sales transaction of an invoice as a manual journal. */
export function journalOf(sale: SaleToWrite): SaleDocument {
  const { connection, codes, invoice, documentId, credited, words } = sale
  const debtorsAccountCode = credited?.debtorsAccountCode ?? connection.debtorsAccountCode
  const { clientId, clientName } = invoice
  const number = invoice.number ?? ''
  const isCredit = invoice.creditsId !== null
  if (!debtorsAccountCode) refuse('debtors_account_not_chosen')
  const lines = journalLines({
    lines: sale.lines.map((line) => {
      const asPosted = credited?.byInvoiceLine.get(line.creditsLineId ?? '')
      return asPosted ? { ...line, ...asPosted } : soldLine(line, { codes, clientId })
    }),
    debtorsAccountCode,
    description: saleWords({ number, clientName, isCredit, words }),
  })
  return {
    ...saleFacts(sale),
    kind: 'manual_journal',
    targetStatus: connection.journalStatus,
    lookupText: journalNarration({ number, clientName, isCredit, words }, documentId),
    brandingThemeId: null,
    lines: lines.map((line) => ({
      ...line,
      id: newId(),
      quantity: '1.00',
      unitPrice: `${minorToDecimal(line.netMinor)}00`,
      itemCode: null,
    })),
  }
}

/** The same as a sales invoice: approved, under our number, and booked line by line as a journal would be. */
export function salesInvoiceOf(sale: SaleToWrite): SaleDocument {
  const { connection, codes, invoice, documentId } = sale
  const { clientId } = invoice
  const lines = salesInvoiceLines(
    sale.lines.map((line) => {
      const { quantity, unitPrice, discountPercentage } = line
      return { ...soldLine(line, { codes, clientId }), quantity, unitPrice, discountPercentage }
    }),
  )
  return {
    ...saleFacts(sale),
    kind: 'invoice',
    targetStatus: 'AUTHORISED',
    lookupText: invoiceReference(invoice.reference.slice(0, referenceLimit), documentId),
    brandingThemeId: connection.brandingThemeId,
    lines: lines.map((line) => ({ ...line, id: newId(), itemCode: null })),
  }
}

function saleFacts({ connection, invoice, documentId }: SaleToWrite) {
  return {
    id: documentId,
    connectionId: connection.id,
    tenantId: connection.tenantId,
    exportId: null,
    invoiceId: invoice.id,
    clientId: invoice.clientId,
    projectId: null,
    reference: invoice.number ?? '',
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    currency: invoice.currency,
    subtotalMinor: invoice.subtotalMinor,
    taxMinor: invoice.taxMinor,
    totalMinor: invoice.totalMinor,
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
