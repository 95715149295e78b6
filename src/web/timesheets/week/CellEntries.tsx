import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemLock, useLockReason } from '../../approval/item-lock.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DurationText } from '../../ui/Values.tsx'
import { type TimeEntry, timeEntriesQuery } from '../registrations.ts'
import { TimeEntryDrawer } from '../TimeEntryDrawer.tsx'
import type { WeekRow } from './week-cells.ts'

type CellEntriesProps = { row: WeekRow; day: string; memberId: string; onClose: () => void }

/** The entries of a cell: one is opened at once, several are a list. */
export function CellEntries({ row, day, memberId, onClose }: CellEntriesProps) {
  const { t } = useTranslation()
  const reasonOf = useLockReason()
  const formats = useFormats()
  const [editing, setEditing] = useState<TimeEntry | null>(null)
  const read = useQuery(timeEntriesQuery({ from: day, to: day, memberId }))
  const entries = (read.data ?? []).filter(
    (entry) => entry.projectId === row.projectId && entry.taskId === row.taskId,
  )
  const [only] = entries
  const shown =
    editing ?? (entries.length === 1 && only && itemLock(only) === undefined ? only : null)
  if (shown) return <TimeEntryDrawer key={shown.id} entry={shown} onClose={onClose} />
  return (
    <Drawer
      opened
      onClose={onClose}
      size={440}
      title={`${row.projectName}, ${formats.dayText(day, { weekday: 'short', day: 'numeric', month: 'short' })}`}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ content: 'hb-dialog', header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          {read.isPending ? <SkeletonLines /> : null}
          <ul className="hb-cell-entries">
            {entries.map((entry) => (
              <li key={entry.id}>
                <button
                  type="button"
                  className="hb-cell-entry"
                  disabled={itemLock(entry) !== undefined}
                  onClick={() => setEditing(entry)}
                >
                  <span className="hb-cell-entry-words">
                    <span className="hb-ellipsis">{entry.notes || t('timesheets.noNotes')}</span>
                    <span className="hb-dim hb-small">
                      {reasonOf(entry) ??
                        (entry.startedAt && entry.endedAt
                          ? formats.times(entry.startedAt, entry.endedAt)
                          : '')}
                    </span>
                  </span>
                  <DurationText seconds={entry.seconds} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Drawer>
  )
}
