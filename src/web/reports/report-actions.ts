import { useTranslation } from 'react-i18next'
import { useXeroReadiness } from '../finance/xero-connection.ts'
import { useCan } from '../me.ts'
import { sumOfAll, type ReportSelection } from './report-selection.ts'

export type ReportActions = {
  /** Why the selection cannot be exported to Xero now; null when it can. */
  exportReason: string | null
  /** Why no own invoice can be made of the selection; null when one can. */
  invoiceReason: string | null
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
    invoiceReason: can('invoices:write') ? selectionReason : t('reports.roleCannotInvoice'),
  }
}
