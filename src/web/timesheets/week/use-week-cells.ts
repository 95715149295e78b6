import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { keepUndo, offerUndo } from '../../undo.ts'
import { useUndoHours } from '../undo-writes.ts'
import { workedTimeFrom } from '../worked-time.ts'
import {
  type CellEntry,
  cellKey,
  type Edit,
  rowKey,
  type RowName,
  sendCells,
  type Week,
  weekQuery,
  wordsOf,
} from './week-cells.ts'

type Kept = { edits: ReadonlyMap<string, Edit>; rows: readonly RowName[] }

const nothing: Kept = { edits: new Map(), rows: [] }
const gatherMs = 120

// Outside React: what is not saved yet stays when one looks at another page and comes back. Each week sends by itself.
const kept = new Map<string, Kept>()
const queues = new Map<string, Map<string, { row: RowName; day: string }>>()
const sending = new Set<string>()
const listeners = new Set<() => void>()

function keep(weekKey: string, change: (before: Kept) => Kept): void {
  kept.set(weekKey, change(kept.get(weekKey) ?? nothing))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function queueOf(weekKey: string): Map<string, { row: RowName; day: string }> {
  const queue = queues.get(weekKey) ?? new Map<string, { row: RowName; day: string }>()
  queues.set(weekKey, queue)
  return queue
}

/** What is typed into the cells of a week: shown at once, written in one request, kept until it is. */
export function useWeekCells({ from, memberId }: { from: string; memberId: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const undo = useUndoHours()
  const weekKey = `${memberId} ${from}`
  const { queryKey } = weekQuery({ from, memberId })
  const { edits, rows } = useSyncExternalStore(subscribe, () => kept.get(weekKey) ?? nothing)
  const queue = queueOf(weekKey)

  function setEdit(key: string, edit: Edit | null): void {
    keep(weekKey, (before) => {
      const edits = new Map(before.edits)
      if (edit) edits.set(key, edit)
      else edits.delete(key)
      return { ...before, edits }
    })
  }

  function entriesOf(row: RowName, day: string): readonly CellEntry[] {
    const week = queryClient.getQueryData<Week>(queryKey)
    const found = week?.rows.find((each) => rowKey(each) === rowKey(row))
    return found?.entries.filter((entry) => entry.workedOn === day) ?? []
  }

  function setEntries(row: RowName, day: string, entries: CellEntry[]): void {
    queryClient.setQueryData<Week>(queryKey, (week) => {
      if (!week) return week
      const isThere = week.rows.some((each) => rowKey(each) === rowKey(row))
      const rows = isThere
        ? week.rows
        : [...week.rows, { ...row, isFavourite: false, isArchived: false, entries: [] }]
      return {
        ...week,
        rows: rows.map((each) =>
          rowKey(each) === rowKey(row)
            ? { ...each, entries: [...each.entries.filter((e) => e.workedOn !== day), ...entries] }
            : each,
        ),
      }
    })
  }

  async function flush(): Promise<void> {
    if (sending.has(weekKey) || queue.size === 0) return
    sending.add(weekKey)
    const now = kept.get(weekKey) ?? nothing
    const cells = [...queue].flatMap(([key, { row, day }]) => {
      const edit = now.edits.get(key)
      return edit?.work ? [{ key, row, day, edit, seen: entriesOf(row, day) }] : []
    })
    queue.clear()
    try {
      const saved = cells.length > 0 ? await sendCells(memberId, cells) : []
      for (const [index, cell] of cells.entries()) {
        const answer = saved[index]
        if (answer) settle(cell, answer)
      }
      // Totals elsewhere, such as in reports, are read again when they are looked at.
      void queryClient.invalidateQueries({ queryKey: ['time-entries'], refetchType: 'none' })
      void queryClient.invalidateQueries({ queryKey: ['reports'], refetchType: 'none' })
    } catch (cause) {
      const message = wordsOf(cause) ?? t('timesheets.notSaved')
      for (const { key, edit } of cells) {
        if (isLatest(key, edit)) setEdit(key, { ...edit, state: 'failed', message })
      }
    }
    sending.delete(weekKey)
    if (queue.size > 0) void flush()
  }

  const isLatest = (key: string, edit: Edit) => kept.get(weekKey)?.edits.get(key) === edit

  function settle(
    { key, row, day, edit, seen }: Parameters<typeof sendCells>[1][number],
    answer: Awaited<ReturnType<typeof sendCells>>[number],
  ): void {
    setEntries(row, day, answer.entries)
    const { outcome, problem, entries } = answer
    if (outcome === 'changed_elsewhere' || outcome === 'refused') {
      if (isLatest(key, edit)) {
        setEdit(key, { ...edit, state: outcome, message: problem?.message ?? null })
      }
      return
    }
    if (isLatest(key, edit)) setEdit(key, null)
    if (outcome === 'removed') offerUndo(t('timesheets.hoursDeleted'), undo.removed(seen))
    if (outcome === 'saved') {
      keepUndo(seen.length === 0 ? undo.made(entries) : undo.changed(seen, entries))
    }
  }

  /** Takes what was typed into a cell. */
  function type(row: RowName, day: string, text: string): void {
    const key = cellKey(row, day)
    const isEmptied = text.trim() === ''
    const typed = isEmptied ? { work: { seconds: 0 } } : workedTimeFrom(text)
    if ('words' in typed) {
      setEdit(key, { text, work: null, state: 'not_understood', message: t(typed.words) })
      return
    }
    setEdit(key, { text, work: typed.work, state: 'saving', message: null })
    queue.set(key, { row, day })
    setTimeout(() => void flush(), gatherMs)
  }

  /** Writes again what was typed, over what is there by now. */
  function retry(row: RowName, day: string): void {
    const edit = edits.get(cellKey(row, day))
    if (edit) type(row, day, edit.text)
  }

  const retryFailed = useRef(() => {})
  retryFailed.current = () => {
    for (const [key, edit] of edits) {
      const [projectId = '', taskId = '', day = ''] = key.split(' ')
      if (edit.state !== 'failed') continue
      const week = queryClient.getQueryData<Week>(queryKey)
      const named = [...(week?.rows ?? []), ...rows]
      const row = named.find((each) => rowKey(each) === `${projectId} ${taskId}`)
      if (row) type(row, day, edit.text)
    }
  }
  useEffect(() => {
    const again = () => retryFailed.current()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [])

  return {
    edits,
    /** Rows that the person added and that have no hours yet. */
    rows,
    type,
    retry,
    retryAll: () => retryFailed.current(),
    /** Sends what waits, now. */
    flush: () => void flush(),
    hasUnsaved: () => (kept.get(weekKey)?.edits.size ?? 0) > 0,
    forget: useCallback(
      (row: RowName, day: string) =>
        keep(weekKey, (before) => {
          const edits = new Map(before.edits)
          edits.delete(cellKey(row, day))
          return { ...before, edits }
        }),
      [weekKey],
    ),
    addRow: (row: RowName) =>
      keep(weekKey, (before) => ({
        ...before,
        rows: [...before.rows.filter((each) => rowKey(each) !== rowKey(row)), row],
      })),
  }
}
