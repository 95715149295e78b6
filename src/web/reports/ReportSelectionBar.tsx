import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { ReasonButton } from '../ui/buttons.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SelectionBar } from '../ui/list-selection.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { Money } from '../ui/Values.tsx'
import type { ReportActions } from './report-actions.ts'
import { readAllThatMatch } from './report-queries.ts'
import { reportTabs, type ReportFilter, type ReportTab } from './report-search.ts'
import {
  sumOfAll,
  withAll,
  type BulkSelection,
  type ReportSelection,
  type TabSelection,
} from './report-selection.ts'

type ReportSelectionBarProps = {
  tab: ReportTab
  filter: ReportFilter
  /** How many rows of this tab match the filter. */
  matchCount: number | undefined
  client: BulkSelection['client']
  selection: ReportSelection
  onSelectAll: (selection: TabSelection) => void
  onClear: () => void
  actions: ReportActions
  onExport: () => void
  onInvoice: () => void
  onWriteOff: () => void
  /** Reading whose the selected rows are. */
  isPreparingInvoice: boolean
}

/** What is selected over the three tabs, and what can be made of it. */
export function ReportSelectionBar(props: ReportSelectionBarProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { selection, actions } = props
  const isInvoicing = can('xero:export') || can('invoices:write')
  const isWritingOff = can('work:write_off')
  const { count, amountMinor } = sumOfAll(selection)
  const parts = reportTabs.flatMap((tab) => {
    const selected = selection[tab].ids.size
    return selected > 0 ? t(`reports.selected.${tab}`, { count: selected }) : []
  })
  return (
    <SelectionBar
      count={count}
      onClear={props.onClear}
      actions={
        <>
          {isWritingOff ? (
            <ReasonButton
              variant="default"
              disabledReason={actions.writeOffReason}
              onClick={props.onWriteOff}
            >
              {t('writeOffs.writeOffMore')}
            </ReasonButton>
          ) : null}
          {isInvoicing ? (
            <>
              <ReasonButton
                variant="default"
                disabledReason={actions.invoiceReason}
                loading={props.isPreparingInvoice}
                onClick={props.onInvoice}
              >
                {t('reports.createInvoice')}
              </ReasonButton>
              <ReasonButton disabledReason={actions.exportReason} onClick={props.onExport}>
                {t('reports.exportToXero')}
              </ReasonButton>
            </>
          ) : null}
        </>
      }
    >
      <span className="hb-reports-sum">
        {parts.join(', ')} · <Money minor={amountMinor} />
      </span>
      <SelectAllThatMatch {...props} />
    </SelectionBar>
  )
}

function SelectAllThatMatch(props: ReportSelectionBarProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { tab, filter, client, selection, matchCount = 0 } = props
  const readAll = useMutation({
    mutationFn: () => readAllThatMatch(tab, filter),
    onSuccess: (all) => props.onSelectAll(withAll({ ...all, client, filter })),
    onError: (problem) => toastProblem(problem.message),
  })
  if (selection[tab].ids.size === 0 || selection[tab].ids.size >= matchCount) return null
  return (
    <button
      type="button"
      className="hb-link-button"
      disabled={readAll.isPending}
      onClick={() => readAll.mutate()}
    >
      {t('reports.selectAllThatMatch', { total: formats.number(String(matchCount)) })}
    </button>
  )
}
