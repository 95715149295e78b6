import { DayApprovalMark } from '../../approval/DayApprovalMark.tsx'
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { undoLast } from '../../undo.ts'
import { AddRow } from './AddRow.tsx'
import { CellBar } from './CellBar.tsx'
import { CellEntries } from './CellEntries.tsx'
import { useLeaving } from './use-leaving.ts'
import type { useWeekCells } from './use-week-cells.ts'
import {
  type CellEntry,
  cellKey,
  lockOf,
  rowKey,
  shownSeconds,
  type WeekRow,
} from './week-cells.ts'
import { WeekGridRow } from './WeekGridRow.tsx'

type WeekGridProps = {
  days: readonly string[]
  /** The day shown on a phone, where there is room for one. */
  selectedDay: string
  rows: readonly WeekRow[]
  cells: ReturnType<typeof useWeekCells>
  /** What each day shows, with what is typed. */
  secondsByDay: ReadonlyMap<string, number>
  memberId: string
}

type Place = { row: number; column: number }

const none: readonly CellEntry[] = []

/** The grid: text in cells, and one field that moves to where one is. */
export function WeekGrid(props: WeekGridProps) {
  const { days, selectedDay, rows, cells, secondsByDay, memberId } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const { today } = useMe()
  const [place, setPlace] = useState<Place>({
    row: 0,
    column: Math.max(0, days.indexOf(selectedDay)),
  })
  const [opened, setOpened] = useState<Place | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const entriesOf = useMemo(() => {
    const byCell = new Map<string, CellEntry[]>()
    for (const row of rows) {
      for (const entry of row.entries) {
        const key = cellKey(row, entry.workedOn)
        const there = byCell.get(key)
        if (there) there.push(entry)
        else byCell.set(key, [entry])
      }
    }
    return byCell
  }, [rows])
  const at = { row: Math.min(place.row, Math.max(0, rows.length - 1)), column: place.column }
  const row = rows[at.row]
  const day = days[at.column] ?? ''
  const key = row ? cellKey(row, day) : ''
  const entries = entriesOf.get(key) ?? none

  function goTo(next: Place): void {
    // At once: a key that is pressed before the field is in its new cell would reach nothing.
    flushSync(() => setPlace(next))
    field.current?.focus()
    field.current?.select()
  }

  function commit(): void {
    const input = field.current
    if (!row || !input || input.readOnly) return
    const before = cells.edits.get(key)?.text ?? textOf(entries)
    if (input.value.trim() === before.trim()) return
    cells.type(row, day, input.value)
  }

  useLeaving(commit, cells)

  function textOf(of: readonly CellEntry[]): string {
    const seconds = shownSeconds(of, undefined)
    return seconds === 0 ? '' : formats.duration(seconds)
  }

  function move(rowsDown: number, columnsRight: number): boolean {
    const next = { row: at.row + rowsDown, column: at.column + columnsRight }
    if (!rows[next.row] || !days[next.column]) return false
    commit()
    goTo(next)
    return true
  }

  /** To the next cell, through the end of the row; false where Tab leaves the grid. */
  function moveOn(step: 1 | -1): boolean {
    const column = at.column + step
    if (days[column]) return move(0, step)
    return move(step, step === 1 ? -(days.length - 1) : days.length - 1)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const input = event.currentTarget
    const isTyped = input.value !== (cells.edits.get(key)?.text ?? textOf(entries))
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length
    const atStart = input.selectionEnd === 0 || (isWhole && !isTyped)
    const atEnd = input.selectionStart === input.value.length || (isWhole && !isTyped)
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'z' && !isTyped && undoLast()) event.preventDefault()
      return
    }
    const isOpening =
      (event.key === 'Enter' && (event.altKey || lockOfHere() === 'several')) || event.key === 'F2'
    if (isOpening) {
      if (entries.length > 0) setOpened(at)
      event.preventDefault()
      return
    }
    if (event.altKey) return
    const moved =
      (event.key === 'Enter' && (move(event.shiftKey ? -1 : 1, 0) || (commit(), true))) ||
      (event.key === 'ArrowDown' && move(1, 0)) ||
      (event.key === 'ArrowUp' && move(-1, 0)) ||
      (event.key === 'ArrowLeft' && atStart && move(0, -1)) ||
      (event.key === 'ArrowRight' && atEnd && move(0, 1)) ||
      (event.key === 'Tab' && moveOn(event.shiftKey ? -1 : 1)) ||
      (event.key === 'Escape' && isTyped && takeBack(input))
    if (moved) event.preventDefault()
  }

  function takeBack(input: HTMLInputElement): boolean {
    input.value = textOf(entries)
    input.select()
    if (row) cells.forget(row, day)
    return true
  }

  function lockOfHere() {
    return row ? lockOf(row, entries) : null
  }

  function onMouseDown(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest('td[data-column]') : null
    const line = target?.closest('tr[data-row]')
    if (!target || !line || target.contains(field.current)) return
    event.preventDefault()
    commit()
    goTo({
      row: Number(line.getAttribute('data-row')),
      column: Number(target.getAttribute('data-column')),
    })
  }

  const openedRow = opened ? rows[opened.row] : undefined
  const totals = days.map((each) => secondsByDay.get(each) ?? 0)
  return (
    <>
      <div className="hb-week-grid-box">
        {/* Cells are moved through with the arrows, as in a sheet. */}
        <table
          ref={table}
          className="hb-week-grid"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          aria-label={t('timesheets.hoursList')}
          data-day={days.indexOf(selectedDay)}
          onMouseDown={onMouseDown}
          onDoubleClick={() => entries.length > 0 && setOpened(at)}
        >
          <thead>
            <tr>
              <th scope="col" className="hb-week-grid-name">
                {t('timesheets.project')}
              </th>
              {days.map((each, column) => (
                <th
                  key={each}
                  scope="col"
                  className="hb-week-grid-day"
                  data-at={column}
                  data-today={each === today || undefined}
                >
                  {formats.dayText(each, { weekday: 'short' })}{' '}
                  <span className="hb-num">{Number(each.slice(-2))}</span>{' '}
                  <DayApprovalMark
                    items={rows.flatMap(({ entries: all }) =>
                      all.filter(({ workedOn }) => workedOn === each),
                    )}
                  />
                </th>
              ))}
              <th scope="col" className="hb-week-grid-total">
                {t('timesheets.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each, index) => (
              <WeekGridRow
                key={rowKey(each)}
                row={each}
                index={index}
                days={days}
                edits={editsOf(cells.edits, each, days)}
                activeColumn={index === at.row ? at.column : null}
                field={field}
                formats={formats}
                today={today}
                onKeyDown={onKeyDown}
                onBlur={commit}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="hb-week-grid-name">
                {t('timesheets.total')}
              </th>
              {totals.map((seconds, column) => (
                <td key={days[column]} className="hb-num" data-at={column}>
                  {seconds > 0 ? formats.duration(seconds) : '–'}
                </td>
              ))}
              <td className="hb-num hb-week-grid-total">
                {formats.duration(totals.reduce((sum, each) => sum + each, 0))}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {row ? (
        <CellBar
          row={row}
          day={day}
          entries={entries}
          edit={cells.edits.get(key)}
          failures={[...cells.edits.values()].filter((each) => each.state === 'failed').length}
          onOpen={() => setOpened(at)}
          onMine={() => cells.retry(row, day)}
          onTheirs={() => {
            cells.forget(row, day)
            goTo(at)
          }}
          onRetryAll={cells.retryAll}
        />
      ) : null}
      <AddRow
        onAdd={(name) => {
          cells.addRow(name)
          const known = rows.findIndex((each) => rowKey(each) === rowKey(name))
          goTo({ row: known === -1 ? rows.length : known, column: at.column })
        }}
      />
      {opened && openedRow ? (
        <CellEntries
          row={openedRow}
          day={days[opened.column] ?? ''}
          memberId={memberId}
          onClose={() => {
            setOpened(null)
            goTo(at)
          }}
        />
      ) : null}
    </>
  )
}

// The same object while nothing of the row was typed, so that the row is not drawn again.
const noEdits: ReturnType<typeof useWeekCells>['edits'] = new Map()

function editsOf(
  edits: ReturnType<typeof useWeekCells>['edits'],
  row: WeekRow,
  days: readonly string[],
): ReturnType<typeof useWeekCells>['edits'] {
  return edits.size > 0 && days.some((day) => edits.has(cellKey(row, day))) ? edits : noEdits
}
