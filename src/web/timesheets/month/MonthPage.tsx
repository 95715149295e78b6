import { monthOf, weekOf } from '#domain/periods.ts'
import { addDays, daysBetween } from '#domain/work-day.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DurationText } from '../../ui/Values.tsx'
import { HoursViews } from '../HoursViews.tsx'
import { type TimeEntry, timeEntriesQuery } from '../registrations.ts'
import { TimeEntryDrawer } from '../TimeEntryDrawer.tsx'
import { TimesheetFrame, useTimesheet } from '../TimesheetFrame.tsx'
import { AddOnDays } from './AddOnDays.tsx'
import { MonthGrid } from './MonthGrid.tsx'
import './month.css'

/** A month as a calendar: hours are dragged to other days, and made by dragging over days. */
export function MonthPage() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const formats = useFormats()
  const { day, memberId } = useTimesheet()
  const month = monthOf(day)
  const from = weekOf(month.from, workspace.weekStartsOn).from
  const { to } = weekOf(month.to, workspace.weekStartsOn)
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))
  const read = useQuery(timeEntriesQuery({ from, to, memberId }))
  const [editing, setEditing] = useState<TimeEntry | null>(null)
  const [adding, setAdding] = useState<readonly string[] | null>(null)
  const inMonth = (read.data ?? []).filter(
    ({ workedOn }) => workedOn >= month.from && workedOn <= month.to,
  )
  return (
    <TimesheetFrame
      kind="month"
      period={month}
      views={<HoursViews />}
      title={formats.dayText(month.from, { month: 'long', year: 'numeric' })}
      totals={
        <span>
          <span className="hb-dim">{t('timesheets.total')}</span>{' '}
          <strong>
            <DurationText seconds={inMonth.reduce((sum, entry) => sum + entry.seconds, 0)} />
          </strong>
        </span>
      }
    >
      {read.isPending ? (
        <SkeletonLines />
      ) : read.isError ? (
        <LoadFailed error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <MonthGrid
          key={month.from}
          days={days}
          month={month}
          entries={read.data}
          onOpen={setEditing}
          onAdd={setAdding}
        />
      )}
      {editing ? (
        <TimeEntryDrawer key={editing.id} entry={editing} onClose={() => setEditing(null)} />
      ) : null}
      {adding ? (
        <AddOnDays days={adding} memberId={memberId} onClose={() => setAdding(null)} />
      ) : null}
    </TimesheetFrame>
  )
}
