import { useIsApproved } from '../approval/use-is-approved.ts'
import { isOfMoney, type ReportColumn } from '#domain/report-columns.ts'
import { useLocalStorage } from '@mantine/hooks'
import { useCan } from '../me.ts'
import {
  chosenKeys,
  columnChoices,
  columnsOfKeys,
  usualChoices,
  type ChoiceKey,
} from './report-column-choice.ts'
import { columnsOf, textOfColumns, type ReportSearch, type ReportTab } from './report-search.ts'

type Remembered = { [Tab in ReportTab]?: ReportColumn[] }

type Address = {
  search: ReportSearch
  onChange: (changes: { columns: string | undefined }) => void
}

/** The columns of a report: those of the address, else those that were chosen here before, else the usual ones. */
export function useColumnChoice(tab: ReportTab, { search, onChange }: Address) {
  const seesMoney = useCan()('rates:read')
  const [remembered, remember] = useLocalStorage<Remembered>({
    key: 'hourbook-report-columns',
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const isApproved = useIsApproved()
  const choices = columnChoices(tab, { seesMoney, isApproved })
  const asked = columnsOf(tab, search.columns) ?? remembered[tab]
  const columns = asked?.filter((each) => seesMoney || !isOfMoney(each))
  const keys = columns?.length ? chosenKeys(columns) : new Set(usualChoices(choices))

  return {
    choices,
    /** Undefined when nobody chose. */
    columns: columns?.length ? columns : undefined,
    keys,
    toggle: (key: ChoiceKey) => {
      const next = new Set(keys)
      if (!next.delete(key)) next.add(key)
      if (next.size === 0) return
      const chosen = columnsOfKeys(choices, next)
      remember({ ...remembered, [tab]: chosen })
      onChange({ columns: textOfColumns(tab, chosen) })
    },
    reset: () => {
      const { [tab]: _, ...others } = remembered
      remember(others)
      onChange({ columns: undefined })
    },
  }
}

export type ColumnChooser = ReturnType<typeof useColumnChoice>
