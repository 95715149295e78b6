import type { Confirmation, OutgoingDocument } from '#db/xero-sending.ts'
import { sumMinor } from '#domain/money.ts'
import type { SentInvoice, SentManualJournal } from '../ports/accounting.ts'

/** The receipt of an invoice that Xero has. */
export function confirmationOfInvoice(document: OutgoingDocument, sent: SentInvoice): Confirmation {
  return {
    documentId: document.id,
    xeroId: sent.invoiceId,
    xeroNumber: sent.number,
    xeroStatus: sent.status,
    subtotalMinor: sent.subtotalMinor,
    taxMinor: sent.taxMinor,
    totalMinor: sent.totalMinor,
    updatedAt: sent.updatedAt,
    lineIds: sent.lineIds,
  }
}

/** The receipt of a journal that Xero has: the sale it posts, read from the line of the debtors and the tax of the others. */
export function confirmationOfJournal(
  document: OutgoingDocument,
  sent: SentManualJournal,
): Confirmation {
  const debtors = document.lines[0]?.accountCode
  const credits = sent.lines.filter((line) => line.accountCode !== debtors)
  const debits = sent.lines.filter((line) => line.accountCode === debtors)
  return {
    documentId: document.id,
    xeroId: sent.journalId,
    xeroNumber: null,
    xeroStatus: sent.status,
    subtotalMinor: 0 - sumMinor(credits.map((line) => line.amountMinor)),
    taxMinor: 0 - sumMinor(credits.map((line) => line.taxMinor)),
    totalMinor: sumMinor(debits.flatMap((line) => [line.amountMinor, line.taxMinor])),
    updatedAt: sent.updatedAt,
    lineIds: [],
  }
}
