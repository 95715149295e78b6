import type { createFormats } from '#lib/formats.ts'
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
} from 'react'
import { itemLock } from '../../approval/item-lock.ts'
import i18next from 'i18next'
import { LockIcon, WarningIcon } from '../../ui/icons.tsx'
import type { useWeekCells } from './use-week-cells.ts'
import {
  type CellEntry,
  cellKey,
  type Edit,
  lockOf,
  shownSeconds,
  type WeekRow,
} from './week-cells.ts'

type WeekGridRowProps = {
  row: WeekRow
  index: number
  days: readonly string[]
  edits: ReturnType<typeof useWeekCells>['edits']
  /** The column that has the field, if the row has it. */
  activeColumn: number | null
  field: RefObject<HTMLInputElement | null>
  formats: ReturnType<typeof createFormats>
  today: string
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  onBlur: () => void
}

const none: readonly CellEntry[] = []

/** A project and its week. Drawn again only when its own numbers change, or the field comes or goes. */
export const WeekGridRow = memo(
  function WeekGridRow(props: WeekGridRowProps) {
    const { row, days, edits, formats, activeColumn } = props
    const byDay = Map.groupBy(row.entries, (entry) => entry.workedOn)
    const total = days.reduce(
      (sum, day) => sum + shownSeconds(byDay.get(day) ?? none, edits.get(cellKey(row, day))),
      0,
    )
    return (
      <tr data-row={props.index}>
        <th scope="row" className="hb-week-grid-name">
          <span className="hb-ellipsis hb-week-grid-project">
            {row.projectName}
            {row.taskName ? <span className="hb-dim"> · {row.taskName}</span> : null}
          </span>
          <span className="hb-ellipsis hb-dim hb-small">{row.clientName}</span>
        </th>
        {days.map((day, column) => {
          const entries = byDay.get(day) ?? none
          const edit = edits.get(cellKey(row, day))
          return column === activeColumn ? (
            <td
              key={day}
              data-column={column}
              data-at={column}
              data-today={day === props.today || undefined}
              data-active
            >
              <CellField {...props} day={day} entries={entries} edit={edit} />
            </td>
          ) : (
            <td
              key={day}
              data-column={column}
              data-at={column}
              data-today={day === props.today || undefined}
              data-lock={lockOf(row, entries) ?? undefined}
              data-state={edit?.state}
            >
              {cellText(entries, edit, formats)}
              {cellMark(entries, edit)}
            </td>
          )
        })}
        <td className="hb-num hb-week-grid-total">{total > 0 ? formats.duration(total) : ''}</td>
      </tr>
    )
  },
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.edits === after.edits &&
    before.days === after.days &&
    before.formats === after.formats &&
    // Its keys are those of where it is: the row with the field is always drawn.
    before.activeColumn === null &&
    after.activeColumn === null,
)

type CellProps = { day: string; entries: readonly CellEntry[]; edit: Edit | undefined }

function CellField(props: WeekGridRowProps & CellProps) {
  const { row, day, entries, edit, formats, field, onKeyDown, onBlur } = props
  const lock = lockOf(row, entries)
  const isWrong = edit !== undefined && edit.state !== 'saving'
  const text = cellText(entries, edit, formats)
  const shown = useRef(text)
  // A new number in the cell is shown, unless one is typing: that stays until it is left.
  useLayoutEffect(() => {
    const input = field.current
    if (input && (input.value === shown.current || input.value === edit?.text)) show(input, text)
    shown.current = text
  }, [text, edit?.text, field])
  const name = [
    row.projectName,
    row.taskName,
    formats.dayText(day, { weekday: 'long', day: 'numeric', month: 'long' }),
  ]
  return (
    <>
      <input
        ref={field}
        className="hb-week-grid-field"
        type="text"
        autoComplete="off"
        aria-label={name.filter(Boolean).join(', ')}
        aria-describedby="hb-cell-bar"
        aria-invalid={isWrong || undefined}
        readOnly={lock !== null}
        defaultValue={text}
        data-lock={lock ?? undefined}
        data-state={edit?.state}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {cellMark(entries, edit)}
    </>
  )
}

function show(input: HTMLInputElement, text: string): void {
  input.value = text
  if (document.activeElement === input) input.select()
}

// Not a component: there are hundreds, and most are nothing.
function cellMark(entries: readonly CellEntry[], edit: Edit | undefined): ReactNode {
  if (edit && edit.state !== 'saving') {
    return (
      <span className="hb-week-grid-mark" data-tone="danger">
        <WarningIcon size={12} />
      </span>
    )
  }
  if (entries.length > 1) {
    return (
      <span className="hb-week-grid-mark hb-num">
        <span aria-hidden>×{entries.length}</span>
        <span className="hb-sr">
          {i18next.t('timesheets.entriesInCell', { count: entries.length })}
        </span>
      </span>
    )
  }
  const [entry] = entries
  if (entry && itemLock(entry) !== undefined) {
    return (
      <span className="hb-week-grid-mark">
        <LockIcon size={12} />
      </span>
    )
  }
  return entry?.notes ? <span className="hb-week-grid-mark hb-week-grid-note" /> : null
}

function cellText(
  entries: readonly CellEntry[],
  edit: Edit | undefined,
  formats: ReturnType<typeof createFormats>,
): string {
  if (edit && (!edit.work || edit.state !== 'saving')) return edit.text
  const seconds = shownSeconds(entries, edit)
  return seconds === 0 ? '' : formats.duration(seconds)
}
