import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { type CellEntry, type Edit, lockOf, shownSeconds, type WeekRow } from './week-cells.ts'

type CellBarProps = {
  row: WeekRow
  day: string
  entries: readonly CellEntry[]
  edit: Edit | undefined
  /** How many cells could not be sent. */
  failures: number
  onOpen: () => void
  onMine: () => void
  onTheirs: () => void
  onRetryAll: () => void
}

/** What there is to know of the cell one is in: its notes, why it is locked, what went wrong and the way out. */
export function CellBar(props: CellBarProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { row, day, entries, edit, failures } = props
  const lock = lockOf(row, entries)
  const words = {
    invoiced: t('timesheets.lockedReason'),
    submitted: t('approval.submittedReason'),
    approved: t('approval.approvedReason'),
    writtenOff: t('timesheets.writtenOffReason'),
    several: t('timesheets.severalInCell'),
    archived: t('timesheets.rowArchived'),
  }
  const isWrong = edit !== undefined && edit.state !== 'saving'
  const [entry] = entries
  return (
    <div className="hb-cell-bar" data-tone={isWrong ? 'danger' : undefined}>
      <div className="hb-cell-bar-words">
        <span className="hb-cell-bar-where">
          {row.projectName}
          {row.taskName ? ` · ${row.taskName}` : ''}
          {', '}
          {formats.dayText(day, { weekday: 'short', day: 'numeric', month: 'short' })}
        </span>
        {/* Read aloud when it changes, such as when a cell could not be saved. */}
        <output id="hb-cell-bar" className="hb-cell-bar-say">
          {edit?.state === 'changed_elsewhere'
            ? t('timesheets.changedElsewhere', {
                now:
                  entries.length > 0
                    ? formats.duration(shownSeconds(entries, undefined))
                    : t('timesheets.emptyNow'),
                typed: edit.text || t('timesheets.nothingTyped'),
              })
            : edit && isWrong
              ? edit.message
              : lock
                ? words[lock]
                : entry?.notes || t('timesheets.cellHint')}
        </output>
      </div>
      <div className="hb-cell-bar-actions">
        {edit?.state === 'changed_elsewhere' ? (
          <>
            <Button size="xs" variant="default" onClick={props.onTheirs}>
              {t('timesheets.takeTheirs')}
            </Button>
            {entries.length < 2 ? (
              <Button size="xs" onClick={props.onMine}>
                {t('timesheets.keepMine')}
              </Button>
            ) : null}
          </>
        ) : null}
        {edit?.state === 'failed' ? (
          <Button size="xs" onClick={props.onMine}>
            {t('ui.retry')}
          </Button>
        ) : null}
        {edit?.state === 'refused' ? (
          <Button size="xs" variant="default" onClick={props.onTheirs}>
            {t('timesheets.takeBack')}
          </Button>
        ) : null}
        {edit?.state !== 'failed' && failures > 0 ? (
          <Button size="xs" onClick={props.onRetryAll}>
            {t('timesheets.retryFailed', { count: failures })}
          </Button>
        ) : null}
        {entries.length > 0 && !isWrong ? (
          <Button size="xs" variant="default" onClick={props.onOpen}>
            {t('timesheets.details')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
