import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '../me.ts'
import { useHoursAfter } from '../offline/use-outbox.ts'
import { CopyIcon } from '../ui/icons.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { DurationText } from '../ui/Values.tsx'
import { weekNumberOf, weekOf } from '#domain/periods.ts'
import { CopyWeekDialog } from './CopyWeekDialog.tsx'
import { HoursViews } from './HoursViews.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { timeEntriesQuery, type TimeEntry } from './registrations.ts'
import { type TaskChoice, TaskFilter, taskOf } from './TaskFilter.tsx'
import { TimeEntryDrawer } from './TimeEntryDrawer.tsx'
import { TimeEntryList } from './TimeEntryList.tsx'
import { TimesheetFrame, useTimesheet } from './TimesheetFrame.tsx'
import { WeekStrip } from './WeekStrip.tsx'

export function HoursPage() {
  const { t } = useTranslation()
  const can = useCan()
  const { workspace } = useMe()
  const formats = useFormats()
  const navigate = useNavigate()
  const { day, memberId, isOwn } = useTimesheet()
  const week = weekOf(day, workspace.weekStartsOn)
  const span = { from: week.from, to: week.to, memberId }
  const entries = useQuery(timeEntriesQuery(span))
  const rows = useHoursAfter(entries.data, span)
  const [task, setTask] = useState<TaskChoice | null>(null)
  const shown = task ? rows?.filter((row) => taskOf(row) === task.value) : rows
  const [editing, setEditing] = useState<TimeEntry | null>(null)
  const [isCopying, setCopying] = useState(false)

  return (
    <TimesheetFrame
      kind="week"
      period={week}
      title={
        <>
          {formats.dayText(week.from, { day: 'numeric', month: 'short' })}
          {' – '}
          {formats.dayText(week.to, { day: 'numeric', month: 'short', year: 'numeric' })}
          <span className="hb-period-week">
            {t('timesheets.week', { number: weekNumberOf(week) })}
          </span>
        </>
      }
      views={<HoursViews />}
      actions={
        <Button variant="default" leftSection={<CopyIcon />} onClick={() => setCopying(true)}>
          {t('timesheets.copyLastWeek')}
        </Button>
      }
      totals={<WeekTotals entries={rows ?? []} />}
    >
      <WeekStrip days={week.days} selected={day} secondsByDay={secondsByDay(rows)} />
      <QuickAdd
        memberId={memberId}
        day={day}
        onDay={(on) =>
          void navigate({
            to: '.',
            search: (before) => ({ ...before, on }) as never,
            resetScroll: false,
          })
        }
      />
      {can('registrations:all') ? <TaskFilter rows={rows} task={task} onTask={setTask} /> : null}
      <TimeEntryList
        rows={shown}
        error={entries.error}
        onRetry={() => void entries.refetch()}
        isOwn={isOwn}
        isNarrowed={task !== null}
        onEdit={setEditing}
      />
      {editing ? (
        <TimeEntryDrawer key={editing.id} entry={editing} onClose={() => setEditing(null)} />
      ) : null}
      {isCopying ? (
        <CopyWeekDialog
          from={week.previous}
          to={week.from}
          memberId={memberId}
          onClose={() => setCopying(false)}
        />
      ) : null}
    </TimesheetFrame>
  )
}

function WeekTotals({ entries }: { entries: readonly TimeEntry[] }) {
  const { t } = useTranslation()
  const billable = entries.filter((entry) => entry.isBillable)
  return (
    <>
      <span>
        <span className="hb-dim">{t('timesheets.billable')}</span>{' '}
        <DurationText seconds={sumSeconds(billable)} />
      </span>
      <span>
        <span className="hb-dim">{t('timesheets.total')}</span>{' '}
        <strong>
          <DurationText seconds={sumSeconds(entries)} />
        </strong>
      </span>
    </>
  )
}

function sumSeconds(entries: readonly TimeEntry[]): number {
  return entries.reduce((total, entry) => total + entry.seconds, 0)
}

function secondsByDay(entries: readonly TimeEntry[] | undefined): Map<string, number> | undefined {
  if (!entries) return undefined
  const totals = new Map<string, number>()
  for (const { workedOn, seconds } of entries) {
    totals.set(workedOn, (totals.get(workedOn) ?? 0) + seconds)
  }
  return totals
}
