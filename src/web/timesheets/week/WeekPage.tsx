import { weekNumberOf, weekOf } from '#domain/periods.ts'
import { Button } from '@mantine/core'
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
  const total = rows.reduce((sum, row) => sum + secondsOfRow(row, period.days, cells.edits), 0)

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
      <div className="hb-week-phone">
        <WeekStrip
          days={period.days}
          selected={day}
          secondsByDay={
            week.data &&
            new Map(period.days.map((each) => [each, secondsOfDay(rows, each, cells.edits)]))
          }
        />
      </div>
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

function secondsOfDay(
  rows: readonly WeekRow[],
  day: string,
  edits: ReturnType<typeof useWeekCells>['edits'],
): number {
  return rows.reduce((sum, row) => sum + secondsOfRow(row, [day], edits), 0)
}

function secondsOfRow(
  row: WeekRow,
  days: readonly string[],
  edits: ReturnType<typeof useWeekCells>['edits'],
): number {
  return days.reduce((sum, day) => {
    const entries = row.entries.filter((entry) => entry.workedOn === day)
    return sum + shownSeconds(entries, edits.get(cellKey(row, day)))
  }, 0)
}
