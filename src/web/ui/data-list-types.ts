import type { ReactNode } from 'react'
import type { EmptyStateProps } from './EmptyState.tsx'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right with tabular figures. */
  align?: 'start' | 'end'
  width?: number | string
  /** Keeps the header for screen readers only, such as above row actions. */
  isHeaderHidden?: boolean
  /** The value given to `onSort`; without it the column cannot be sorted. */
  sortKey?: string
  /** Cuts long text off with dots. */
  isTruncated?: boolean
  /**
   * The place on a phone, where a row becomes a card: `title` (first line), `value` (right of the title), `line`
   * (small text below; the default), `labelled` (below with its header), `action` (right edge), or `hidden`.
   */
  phone?: 'title' | 'value' | 'line' | 'labelled' | 'action' | 'hidden'
  /** What a phone shows instead, where the table needs other words or none. */
  phoneCell?: (row: Row) => ReactNode
  /** In the footer row, below this column. */
  footer?: ReactNode
}

export type Selection<Row> = {
  selected: ReadonlySet<string>
  onChange: (selected: Set<string>) => void
  /** What the checkbox is called: 'Select {name}'. */
  nameOf: (row: Row) => string
  isSelectable?: (row: Row) => boolean
}

export type Sort = { key: string; isDescending: boolean }

export type DataListProps<Row> = {
  /** What the list shows, for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  empty: EmptyStateProps
  isLoading?: boolean
  /** The rows belong to the question before; the new answer is on its way. */
  isStale?: boolean
  error?: Error | null
  onRetry?: () => void
  hasMore?: boolean
  isLoadingMore?: boolean
  onLoadMore?: () => void
  /** A click anywhere on a row, for the mouse; give the title cell a link or button too. */
  onOpen?: (row: Row) => void
  selection?: Selection<Row>
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Rows of one group must stand together; a heading is put above each. */
  groupOf?: (row: Row) => { key: string; heading: ReactNode }
  rowTone?: (row: Row) => 'dim' | 'accent' | undefined
}

/** The heading of a group, above its first row only. */
export function headingAbove<Row>(
  { rows, groupOf }: Pick<DataListProps<Row>, 'rows' | 'groupOf'>,
  index: number,
): ReactNode {
  const row = rows?.[index]
  if (!groupOf || row === undefined) return undefined
  const group = groupOf(row)
  const before = rows?.[index - 1]
  return before !== undefined && groupOf(before).key === group.key ? undefined : group.heading
}

/** Whether a click hit something with its own meaning, so that the row must not react. */
export function isOnControl(target: EventTarget): boolean {
  const isControl =
    target instanceof Element &&
    target.closest('a, button, input, label, select, textarea, [role="menuitem"]') !== null
  return isControl || Boolean(window.getSelection()?.toString())
}
