import { DayApprovalMark } from '../../approval/DayApprovalMark.tsx'
import { answered, api } from '#client/api.ts'
import { addDays } from '#domain/work-day.ts'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemLock } from '../../approval/item-lock.ts'
import { useMe } from '../../me.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { LockIcon } from '../../ui/icons.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { offerUndo } from '../../undo.ts'
import { useWrite } from '../../write.ts'
import { useUndoHours } from '../undo-writes.ts'
import { registrationKeys } from '../registration-writes.ts'
import type { TimeEntry } from '../registrations.ts'

type MonthGridProps = {
  days: readonly string[]
  month: { from: string; to: string }
  entries: readonly TimeEntry[]
  onOpen: (entry: TimeEntry) => void
  onAdd: (days: readonly string[]) => void
}

const daysPerWeek = 7
const shownEntries = 4
const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -daysPerWeek,
  ArrowDown: daysPerWeek,
}

/** The days with their hours. What the mouse does by dragging, the keyboard does with Alt or Shift and the arrows. */
export function MonthGrid({ days, month, entries, onOpen, onAdd }: MonthGridProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { today } = useMe()
  const move = useMove()
  const grid = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState<{ from: string; to: string } | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const byDay = Map.groupBy(entries, (entry) => entry.workedOn)
  const chosen = range ? daysBetweenBoth(days, range) : []

  function focusDay(day: string): void {
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"] .hb-month-number`)?.focus()
  }

  function onDayKey(event: KeyboardEvent, day: string): void {
    const step = steps[event.key]
    if (event.key === 'Escape') setRange(null)
    if (step === undefined || event.altKey) return
    event.preventDefault()
    const next = addDays(event.shiftKey && range ? range.to : day, step)
    if (!days.includes(next)) return
    setRange(event.shiftKey ? { from: range?.from ?? day, to: next } : null)
    focusDay(next)
  }

  function onEntryKey(event: KeyboardEvent, entry: TimeEntry): void {
    const step = steps[event.key]
    if (step === undefined || !event.altKey || itemLock(entry) !== undefined) return
    event.preventDefault()
    move(entry, addDays(entry.workedOn, step))
  }

  function finish(): void {
    if (chosen.length > 0) onAdd(chosen)
    setRange(null)
  }

  return (
    <div className="hb-month" ref={grid}>
      <div className="hb-month-names" aria-hidden>
        {days.slice(0, daysPerWeek).map((day) => (
          <span key={day}>{formats.dayText(day, { weekday: 'short' })}</span>
        ))}
      </div>
      <p id="hb-month-hint" className="hb-sr">
        {t('timesheets.monthHint')}
      </p>
      <ul className="hb-month-days" aria-label={t('timesheets.viewMonth')}>
        {days.map((day) => {
          const ofDay = byDay.get(day) ?? []
          const seconds = ofDay.reduce((sum, entry) => sum + entry.seconds, 0)
          return (
            // The mouse drags over days; the button inside does the same by keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={day}
              className="hb-month-day"
              data-day={day}
              data-other={day < month.from || day > month.to || undefined}
              data-today={day === today || undefined}
              data-chosen={chosen.includes(day) || undefined}
              data-over={over === day || undefined}
              onPointerDown={(event) => {
                const isFree = !(event.target instanceof Element && event.target.closest('button'))
                if (isFree && event.pointerType === 'mouse') setRange({ from: day, to: day })
              }}
              onPointerEnter={(event) => {
                if (range && event.buttons === 1) setRange({ ...range, to: day })
              }}
              onPointerUp={(event) => {
                if (range && event.pointerType === 'mouse') finish()
              }}
              onDragOver={(event) => {
                event.preventDefault()
                setOver(day)
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => {
                event.preventDefault()
                setOver(null)
                const id = event.dataTransfer.getData('text/plain')
                const entry = entries.find((each) => each.id === id)
                if (entry && entry.workedOn !== day) move(entry, day)
              }}
            >
              <span className="hb-month-head">
                <button
                  type="button"
                  className="hb-month-number hb-num"
                  aria-label={t('timesheets.addOnDay', {
                    day: formats.dayText(day, { weekday: 'long', day: 'numeric', month: 'long' }),
                  })}
                  aria-describedby="hb-month-hint"
                  onKeyDown={(event) => onDayKey(event, day)}
                  onClick={() => {
                    onAdd(chosen.length > 1 ? chosen : [day])
                    setRange(null)
                  }}
                >
                  {Number(day.slice(-2))}
                </button>
                <DayApprovalMark items={ofDay} />
                {seconds > 0 ? (
                  <span className="hb-num hb-month-total">{formats.duration(seconds)}</span>
                ) : null}
              </span>
              {ofDay.slice(0, shownEntries).map((entry) => (
                <button
                  key={entry.id}
                  type="button"
                  className="hb-month-entry"
                  draggable={itemLock(entry) === undefined}
                  disabled={itemLock(entry) !== undefined}
                  title={[entry.clientName, entry.notes].filter(Boolean).join(' – ')}
                  aria-describedby="hb-month-hint"
                  onDragStart={(event) => event.dataTransfer.setData('text/plain', entry.id)}
                  onKeyDown={(event) => onEntryKey(event, entry)}
                  onClick={() => onOpen(entry)}
                >
                  {itemLock(entry) === undefined ? null : <LockIcon size={11} />}
                  <span className="hb-ellipsis">{entry.projectName}</span>
                  <span className="hb-num">{formats.duration(entry.seconds)}</span>
                </button>
              ))}
              {ofDay.length > shownEntries ? (
                <span className="hb-dim hb-small">
                  {t('timesheets.more', { count: ofDay.length - shownEntries })}
                </span>
              ) : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function daysBetweenBoth(days: readonly string[], range: { from: string; to: string }): string[] {
  const [first, last] = range.from <= range.to ? [range.from, range.to] : [range.to, range.from]
  return days.filter((day) => day >= first && day <= last)
}

/** Moves an entry to another day, and offers to take that back. */
function useMove() {
  const { t } = useTranslation()
  const formats = useFormats()
  const undo = useUndoHours()
  const write = useWrite({
    send: ({ entry, day }: { entry: TimeEntry; day: string }, headers) =>
      answered(
        api.PATCH('/api/v1/time-entries/{timeEntryId}', {
          params: { path: { timeEntryId: entry.id } },
          body: { workedOn: day, expectedUpdatedAt: entry.updatedAt },
          headers,
        }),
      ),
    touches: registrationKeys,
    onDone: (moved, { entry, day }) =>
      offerUndo(
        t('timesheets.movedTo', {
          day: formats.dayText(day, { weekday: 'short', day: 'numeric', month: 'short' }),
        }),
        undo.changed([entry], [moved]),
      ),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (entry: TimeEntry, day: string) => write.mutate({ entry, day })
}
