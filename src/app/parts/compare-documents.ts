import { type ComparedDocument, sumBilledLines } from '#db/xero-differences.ts'
import { listXeroDocumentLines, type XeroDocumentLine } from '#db/xero-document-lines.ts'
import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import type { Database } from '#db/database.ts'
import {
  type Difference,
  differencesOf,
  type DocumentInXero,
  type SentDocument,
  type SentLine,
} from '#domain/differences.ts'
import { type AnsweredLines, answerFor, keyOfLine } from '#domain/answered-lines.ts'
import { contentHash } from '#lib/content-hash.ts'
import type { InvoiceNow, ManualJournalNow } from '../ports/accounting.ts'

export type Comparison = {
  document: XeroDocument
  differences: Difference[]
  /** Names these very differences. */
  hash: string
  isAccepted: boolean
  accepted: { at: Date; byName: string } | null
}

/** Compares documents with what was read of them in Xero. */
export async function compareDocuments(
  db: Database,
  { workspaceId, compared }: { workspaceId: string; compared: readonly ComparedDocument[] },
): Promise<Comparison[]> {
  const documentIds = compared.map((each) => each.documentId)
  const [documents, lines, billed] = await Promise.all([
    listXeroDocuments(db, { workspaceId, documentIds }),
    listXeroDocumentLines(db, { workspaceId, documentIds }),
    sumBilledLines(db, { workspaceId, documentIds }),
  ])
  const byId = new Map(documents.map((document) => [document.id, document]))
  return compared.flatMap((each) => {
    const document = byId.get(each.documentId)
    if (!document) return []
    const { contactIds, answered } = each
    const sentLines = sentLinesOf(lines.get(document.id) ?? [], { billed, answered })
    const sent = { ...sentOf(document), contactIds, lines: sentLines }
    const differences = differencesOf(sent, each.isMissing ? null : inXero(document, each))
    const hash = contentHash(differences)
    const isAccepted = differences.length > 0 && each.acceptedHash === hash
    const { acceptedAt: at, acceptedByName: byName } = each
    const accepted = isAccepted && at && byName !== null ? { at, byName } : null
    return { document, differences, hash, isAccepted, accepted }
  })
}

function sentOf(document: XeroDocument): Omit<SentDocument, 'contactIds' | 'lines'> {
  return {
    ...document,
    number: document.invoiceId !== null && document.kind === 'invoice' ? document.reference : null,
    reference: document.lookupText,
    isReversalGone: document.reversedAt !== null && document.reversal === null,
  }
}

function sentLinesOf(
  lines: readonly XeroDocumentLine[],
  { billed, answered }: { billed: ReadonlyMap<string, number>; answered: AnsweredLines | null },
): SentLine[] {
  return lines.map((line, index) => ({
    ...line,
    billedMinor: billed.get(line.id) ?? null,
    answer: answerFor(answered, keyOfLine(line.xeroLineId, index)),
  }))
}

function inXero(document: XeroDocument, compared: ComparedDocument): DocumentInXero {
  const { xeroSubtotalMinor, xeroTaxMinor, xeroTotalMinor, now } = compared
  const amounts = {
    subtotalMinor: xeroSubtotalMinor,
    taxMinor: xeroTaxMinor,
    totalMinor: xeroTotalMinor,
  }
  const { lookupText: reference, xeroNumber: number, issuedOn, dueOn, currency } = document
  const asKept = { contact: null, number, reference, issuedOn, dueOn, currency, ...amounts }
  if (!now) return { ...asKept, lines: null }
  // Only followDocuments writes it, as what the port answered.
  if (document.kind === 'invoice') {
    const invoice = now as InvoiceNow
    const { contactId: id, contactName: name } = invoice
    return { ...invoice, contact: id === '' ? null : { id, name }, ...amounts }
  }
  const journal = now as ManualJournalNow
  return {
    contact: null,
    number,
    reference: journal.narration,
    issuedOn: journal.postedOn,
    dueOn,
    currency,
    ...amounts,
    lines: journal.lines.map((line) => ({
      lineId: null,
      description: line.description,
      quantity: null,
      unitPrice: null,
      netMinor: line.amountMinor,
      accountCode: line.accountCode,
      taxType: line.taxType,
      tracking: line.tracking,
    })),
  }
}
