import type { Confirmation, OutgoingDocument } from '#db/xero-sending.ts'
import {
  type AnsweredLines,
  answersOfLines,
  keyOfLine,
  type LineCodes,
} from '#domain/answered-lines.ts'
import { sumMinor } from '#domain/money.ts'
import type { SentInvoice, SentManualJournal } from '../ports/accounting.ts'

/** The receipt of an invoice that Xero has. */
export function confirmationOfInvoice(document: OutgoingDocument, sent: SentInvoice): Confirmation {
  return {
    documentId: document.id,
    xeroId: sent.invoiceId,
    xeroNumber: sent.number,
    xeroStatus: sent.status,
    contactId: sent.contactId || null,
    subtotalMinor: sent.subtotalMinor,
    taxMinor: sent.taxMinor,
    totalMinor: sent.totalMinor,
    updatedAt: sent.updatedAt,
    lineIds: sent.lineIds,
    answered: answeredLines(document, sent.lineCodes, sent.lineIds),
  }
}

/** The receipt of a journal that Xero has. */
export function confirmationOfJournal(
  document: OutgoingDocument,
  sent: SentManualJournal,
): Confirmation {
  return {
    documentId: document.id,
    xeroId: sent.journalId,
    xeroNumber: null,
    xeroStatus: sent.status,
    contactId: null,
    ...saleOfJournal(sent, document.lines[0]?.accountCode ?? null),
    updatedAt: sent.updatedAt,
    lineIds: [],
    answered: answeredLines(document, sent.lines),
  }
}

/** Null where Xero has other lines than were sent: nobody knows which is which. */
function answeredLines(
  { lines }: OutgoingDocument,
  codes: readonly LineCodes[],
  lineIds: readonly string[] = [],
): AnsweredLines | null {
  if (codes.length !== lines.length) return null
  const answered = lines.flatMap((sent, index) => {
    const answer = codes[index]
    return answer ? { key: keyOfLine(lineIds[index] ?? null, index), sent, codes: answer } : []
  })
  return answersOfLines(answered)
}

/** What a journal sells: the line of the debtors is the total, the others are net and tax. */
export function saleOfJournal(
  { lines }: Pick<SentManualJournal, 'lines'>,
  debtors: string | null,
): { subtotalMinor: number; taxMinor: number; totalMinor: number } {
  const credits = lines.filter((line) => line.accountCode !== debtors)
  const debits = lines.filter((line) => line.accountCode === debtors)
  return {
    subtotalMinor: 0 - sumMinor(credits.map((line) => line.amountMinor)),
    taxMinor: 0 - sumMinor(credits.map((line) => line.taxMinor)),
    totalMinor: sumMinor(debits.flatMap((line) => [line.amountMinor, line.taxMinor])),
  }
}
