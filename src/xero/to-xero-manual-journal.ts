import type { NewManualJournal } from '#app/ports/accounting.ts'
import { toXeroTracking, toXeroUrl } from './to-xero-invoice.ts'
import { lineAmountTypes } from './to-xero-credit-note.ts'
import type { Wire } from './wire-values.ts'

/** The status is always named: without one Xero keeps a journal as a draft. */
export function toXeroManualJournal(journal: NewManualJournal): Wire {
  return {
    Narration: journal.narration,
    Date: journal.postedOn,
    Status: journal.isDraft ? 'DRAFT' : 'POSTED',
    LineAmountTypes: lineAmountTypes[journal.taxMode],
    ...toXeroUrl(journal.url),
    JournalLines: journal.lines.map((line) => ({
      LineAmount: line.amountMinor / 100,
      AccountCode: line.accountCode,
      Description: line.description,
      ...(line.taxType !== null && { TaxType: line.taxType }),
      ...(line.tracking.length > 0 && { Tracking: line.tracking.map(toXeroTracking) }),
    })),
  }
}
