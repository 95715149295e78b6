import { weekNumberOf, weekOf } from '#domain/periods.ts'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { CopyIcon } from '../../ui/icons.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DurationText } from '../../ui/Values.tsx'
import { CopyWeekDialog } from '../CopyWeekDialog.tsx'
import { HoursViews } from '../HoursViews.tsx'
import { TimesheetFrame, useTimesheet } from '../TimesheetFrame.tsx'
import { WeekStrip } from '../WeekStrip.tsx'
import { useWeekCells } from './use-week-cells.ts'
import { cellKey, rowKey, shownSeconds, type WeekRow, weekQuery } from './week-cells.ts'
import { WeekGrid } from './WeekGrid.tsx'
import './week.css'

/** A week as a grid: projects and tasks down, days across. */
export function WeekPage() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const formats = useFormats()
  const { day, memberId } = useTimesheet()
  const period = weekOf(day, workspace.weekStartsOn)
  const week = useQuery(weekQuery({ from: period.from, memberId }))
  const cells = useWeekCells({ from: period.from, memberId })
  const [isCopying, setCopying] = useState(false)
  const rows = allRows(week.data?.rows ?? [], cells.rows)
  const secondsByDay = secondsOfDays(rows, period.days, cells.edits)
  const total = [...secondsByDay.values()].reduce((sum, seconds) => sum + seconds, 0)
  // The strip of days is only there where a day is chosen by it.
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })

  return (
    <TimesheetFrame
      kind="week"
      period={period}
      views={<HoursViews />}
      title={
        <>
          {formats.dayText(period.from, { day: 'numeric', month: 'short' })}
          {' – '}
          {formats.dayText(period.to, { day: 'numeric', month: 'short', year: 'numeric' })}
          <span className="hb-period-week">
            {t('timesheets.week', { number: weekNumberOf(period) })}
          </span>
        </>
      }
      actions={
        <Button variant="default" leftSection={<CopyIcon />} onClick={() => setCopying(true)}>
          {t('timesheets.copyLastWeek')}
        </Button>
      }
      totals={
        <span>
          <span className="hb-dim">{t('timesheets.total')}</span>{' '}
          <strong>
            <DurationText seconds={total} />
          </strong>
        </span>
      }
    >
      {isPhone ? (
        <WeekStrip days={period.days} selected={day} secondsByDay={week.data && secondsByDay} />
      ) : null}
      {week.isPending ? (
        <SkeletonLines />
      ) : week.isError ? (
        <LoadFailed error={week.error} onRetry={() => void week.refetch()} />
      ) : (
        <WeekGrid
          key={`${memberId} ${period.from}`}
          days={period.days}
          selectedDay={day}
          rows={rows}
          cells={cells}
          secondsByDay={secondsByDay}
          memberId={memberId}
        />
      )}
      {isCopying ? (
        <CopyWeekDialog
          from={period.previous}
          to={period.from}
          memberId={memberId}
          onClose={() => setCopying(false)}
        />
      ) : null}
    </TimesheetFrame>
  )
}

function allRows(
  read: readonly WeekRow[],
  added: ReturnType<typeof useWeekCells>['rows'],
): readonly WeekRow[] {
  const known = new Set(read.map(rowKey))
  const more = added.filter((row) => !known.has(rowKey(row)))
  if (more.length === 0) return read
  return [
    ...read,
    ...more.map((row) => ({ ...row, isFavourite: false, isArchived: false, entries: [] })),
  ]
}

function secondsOfDays(
  rows: readonly WeekRow[],
  days: readonly string[],
  edits: ReturnType<typeof useWeekCells>['edits'],
): ReadonlyMap<string, number> {
  const seconds = new Map(days.map((day) => [day, 0]))
  const add = (day: string, more: number) => seconds.set(day, (seconds.get(day) ?? 0) + more)
  for (const row of rows) {
    for (const entry of row.entries) add(entry.workedOn, entry.seconds)
    if (edits.size === 0) continue
    for (const day of days) {
      const edit = edits.get(cellKey(row, day))
      const entries = row.entries.filter((entry) => entry.workedOn === day)
      if (edit) add(day, shownSeconds(entries, edit) - shownSeconds(entries, undefined))
    }
  }
  return seconds
}
