import { attachmentFields } from './attachments.ts'
import type { Call } from './call.ts'
import { dayToMs, msDate } from './dates.ts'
import { centsAsNumber } from './money.ts'
import type { ManualJournal } from './records.ts'
import { trackingJson } from './tracking.ts'

/** A manual journal as the API shows it; unpaged lists come without lines. */
export function journalJson(
  call: Call,
  journal: ManualJournal,
  withLines: boolean,
  withFiles = false,
) {
  const { organisation } = call
  return {
    Date: msDate(dayToMs(journal.date)),
    Status: journal.status,
    LineAmountTypes: journal.lineAmountTypes,
    UpdatedDateUTC: msDate(journal.updatedAt),
    ManualJournalID: journal.id,
    Narration: journal.narration,
    ...(journal.url !== null && { Url: journal.url }),
    JournalLines: withLines
      ? journal.lines.map((line) => {
          const account = organisation.accounts.get(line.accountId)
          return {
            ...(line.description !== null && { Description: line.description }),
            TaxType: line.taxType,
            TaxAmount: centsAsNumber(line.taxCents),
            LineAmount: centsAsNumber(line.lineCents),
            ...(account?.code && { AccountCode: account.code }),
            Tracking: trackingJson(organisation, line.tracking),
            AccountID: line.accountId,
            IsBlank: false,
          }
        })
      : [],
    ShowOnCashBasisReports: journal.showOnCashBasisReports,
    ...attachmentFields(call, journal.id, withFiles),
  }
}
