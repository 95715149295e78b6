import { Checkbox } from '@mantine/core'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataListProps, Selection } from './data-list-types.ts'
import './dialogs.css'

type SelectBoxProps = {
  name: string
  isSelected: boolean
  isSelectable: boolean
  /** `isRange` when Shift was held: everything since the last one follows. */
  onToggle: (isRange: boolean) => void
}

function SelectBox({ name, isSelected, isSelectable, onToggle }: SelectBoxProps) {
  const { t } = useTranslation()
  const isRange = useRef(false)
  return (
    <Checkbox
      aria-label={t('ui.select', { name })}
      checked={isSelected}
      disabled={!isSelectable}
      onClick={(event) => {
        isRange.current = event.shiftKey
      }}
      onChange={() => onToggle(isRange.current)}
    />
  )
}

/** The checkbox of a row by its index, with ranges by Shift. */
export function useRowSelection<Row>({ rows = [], rowKey, selection }: DataListProps<Row>) {
  const lastIndex = useRef<number>(null)
  if (!selection) return undefined
  const isSelectable = (row: Row) => selection.isSelectable?.(row) ?? true

  function toggle(index: number, isRange: boolean): void {
    const row = rows[index]
    if (row === undefined || !selection) return
    const isOn = !selection.selected.has(rowKey(row))
    const from = isRange && lastIndex.current !== null ? lastIndex.current : index
    const range = rows.slice(Math.min(from, index), Math.max(from, index) + 1)
    const next = new Set(selection.selected)
    for (const each of range.filter(isSelectable)) {
      if (isOn) next.add(rowKey(each))
      else next.delete(rowKey(each))
    }
    lastIndex.current = index
    selection.onChange(next)
  }

  return (row: Row, index: number) => (
    <SelectBox
      name={selection.nameOf(row)}
      isSelected={selection.selected.has(rowKey(row))}
      isSelectable={isSelectable(row)}
      onToggle={(isRange) => toggle(index, isRange)}
    />
  )
}

type SelectAllProps<Row> = {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selection: Selection<Row>
  /** Shows its words, where no column header stands above the rows. */
  hasLabel?: boolean
}

export function SelectAll<Row>({ rows, rowKey, selection, hasLabel }: SelectAllProps<Row>) {
  const { t } = useTranslation()
  const keys = rows.filter((row) => selection.isSelectable?.(row) ?? true).map(rowKey)
  const count = keys.filter((key) => selection.selected.has(key)).length
  const isAll = keys.length > 0 && count === keys.length
  return (
    <Checkbox
      {...(hasLabel ? { label: t('ui.selectAll') } : { 'aria-label': t('ui.selectAll') })}
      checked={isAll}
      indeterminate={count > 0 && !isAll}
      disabled={keys.length === 0}
      onChange={() => {
        const next = new Set(selection.selected)
        for (const key of keys) {
          if (isAll) next.delete(key)
          else next.add(key)
        }
        selection.onChange(next)
      }}
    />
  )
}

type SelectionBarProps = {
  count: number
  onClear: () => void
  /** Totals of the selection, and 'all N that match'. */
  children?: ReactNode
  actions?: ReactNode
}

/** What is selected, with totals and actions; stays in sight at the foot of the page. */
export function SelectionBar({ count, onClear, children, actions }: SelectionBarProps) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <section
      className="hb-selection-bar"
      aria-live="polite"
      aria-label={t('ui.selected', { count })}
    >
      <strong className="hb-num">{t('ui.selected', { count })}</strong>
      {children}
      <span className="hb-dialog-space" />
      <button type="button" className="hb-link-button" onClick={onClear}>
        {t('ui.clearSelection')}
      </button>
      {actions}
    </section>
  )
}
