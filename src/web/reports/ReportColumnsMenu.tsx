import { Button, Checkbox, Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChevronDownIcon } from '../ui/icons.tsx'
import { choiceLabel } from './report-columns.tsx'
import type { ReportTab } from './report-search.ts'
import type { ColumnChooser } from './use-column-choice.ts'

/** Which columns a report shows, on the screen and in what is downloaded. */
export function ReportColumnsMenu({ tab, chooser }: { tab: ReportTab; chooser: ColumnChooser }) {
  const { t } = useTranslation()
  const { choices, keys, columns, toggle, reset } = chooser
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className="hb-reports-columns"
          variant="default"
          rightSection={<ChevronDownIcon size={14} />}
        >
          {t('reports.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('reports.columns')} className="hb-reports-column-list">
        {choices.map(({ key }) => (
          <Checkbox
            key={key}
            label={choiceLabel(tab, { key, t })}
            checked={keys.has(key)}
            disabled={keys.size === 1 && keys.has(key)}
            onChange={() => toggle(key)}
          />
        ))}
        <button
          type="button"
          className="hb-link-button"
          disabled={columns === undefined}
          onClick={reset}
        >
          {t('reports.usualColumns')}
        </button>
      </Popover.Dropdown>
    </Popover>
  )
}
