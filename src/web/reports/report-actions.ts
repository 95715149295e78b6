import { useTranslation } from 'react-i18next'
import { useXeroReadiness } from '../finance/xero-connection.ts'
import { useCan } from '../me.ts'
import { mayBeWrittenOff, sumOfAll, type ReportSelection } from './report-selection.ts'

export type ReportActions = {
  /** Why the selection cannot be exported to Xero now; null when it can. */
  exportReason: string | null
  /** Why no own invoice can be made of the selection; null when one can. */
  invoiceReason: string | null
  /** Why nothing of it can be written off, or taken back. */
  writeOffReason: string | null
  reverseReason: string | null
}

export function useReportActions(selection: ReportSelection): ReportActions {
  const { t } = useTranslation()
  const can = useCan()
  const { exportReason } = useXeroReadiness()
  const { count, openCount } = sumOfAll(selection)
  const selectionReason =
    count === 0 ? t('reports.nothingSelected') : openCount === 0 ? t('reports.nothingOpen') : null
  return {
    exportReason: exportReason ?? selectionReason,
    writeOffReason: selectionReason,
    reverseReason:
      count > 0 && !mayBeWrittenOff(selection)
        ? t('writeOffs.noneSelected')
        : count === 0
          ? selectionReason
          : null,
    invoiceReason: can('invoices:write') ? selectionReason : t('reports.roleCannotInvoice'),
  }
}
