import { Skeleton } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import {
  headingAbove,
  isOnControl,
  type Column,
  type DataListProps,
  type Sort,
} from './data-list-types.ts'
import { SortAscendingIcon, SortDescendingIcon } from './icons.tsx'
import { SelectAll, useRowSelection } from './list-selection.tsx'

const skeletonKeys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

export function DataTable<Row>(props: DataListProps<Row>) {
  const { columns, rows, selection, rowKey, label } = props
  return (
    // Wide tables scroll inside their own box, which must then be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="hb-table-box" tabIndex={0} aria-label={label}>
      <table className="hb-table">
        <thead>
          <tr>
            {selection ? (
              <th scope="col" className="hb-select">
                <SelectAll rows={rows ?? []} rowKey={rowKey} selection={selection} />
              </th>
            ) : null}
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={column}
                sort={props.sort}
                onSort={props.onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows ? <Rows {...props} rows={rows} /> : null}
          {rows ? null : skeletonKeys.map((key) => <SkeletonRow key={key} {...props} />)}
        </tbody>
        {rows && columns.some((column) => column.footer !== undefined) ? (
          <tfoot>
            <tr>
              {selection ? <td aria-hidden /> : null}
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {column.footer}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  )
}

function Rows<Row>(props: DataListProps<Row> & { rows: readonly Row[] }) {
  const { columns, rows, rowKey, selection } = props
  const selectBox = useRowSelection(props)
  return rows.map((row, index) => {
    const key = rowKey(row)
    const heading = headingAbove(props, index)
    return (
      <Fragment key={key}>
        {heading === undefined ? null : (
          <tr className="hb-group">
            <th colSpan={columns.length + (selection ? 1 : 0)} scope="colgroup">
              {heading}
            </th>
          </tr>
        )}
        <tr
          data-selected={selection?.selected.has(key) || undefined}
          data-tone={props.rowTone?.(row)}
          data-opens={props.onOpen ? true : undefined}
          onClick={(event) => {
            if (!isOnControl(event.target)) props.onOpen?.(row)
          }}
        >
          {selectBox ? <td className="hb-select">{selectBox(row, index)}</td> : null}
          {columns.map((column) => (
            <td
              key={column.key}
              data-align={column.align}
              data-truncated={column.isTruncated || undefined}
            >
              {column.cell(row)}
            </td>
          ))}
        </tr>
      </Fragment>
    )
  })
}

type HeaderCellProps<Row> = {
  column: Column<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { sortKey, header } = column
  const direction =
    sortKey !== undefined && sort?.key === sortKey
      ? sort.isDescending
        ? 'descending'
        : 'ascending'
      : undefined
  return (
    <th
      scope="col"
      data-align={column.align}
      style={column.width === undefined ? undefined : { width: column.width }}
      aria-sort={direction}
    >
      {sortKey && onSort ? (
        <SortButton
          header={header}
          direction={direction}
          onClick={() => onSort({ key: sortKey, isDescending: direction === 'ascending' })}
        />
      ) : (
        <span className={column.isHeaderHidden ? 'hb-sr' : undefined}>{header}</span>
      )}
    </th>
  )
}

type SortButtonProps = {
  header: string
  direction: 'ascending' | 'descending' | undefined
  onClick: () => void
}

function SortButton({ header, direction, onClick }: SortButtonProps) {
  const { t } = useTranslation()
  const Arrow = direction === 'descending' ? SortDescendingIcon : SortAscendingIcon
  return (
    <button
      type="button"
      className="hb-sort"
      title={t('ui.sortBy', { column: header })}
      data-idle={direction === undefined || undefined}
      onClick={onClick}
    >
      {header}
      <Arrow size={13} />
    </button>
  )
}

function SkeletonRow<Row>({ columns, selection }: DataListProps<Row>) {
  return (
    <tr>
      {selection ? <td aria-hidden className="hb-select" /> : null}
      {columns.map((column, index) => (
        <td key={column.key} data-align={column.align}>
          {column.isHeaderHidden ? null : (
            <Skeleton
              height={10}
              width={column.align === 'end' ? 48 : index === 0 ? '60%' : '40%'}
            />
          )}
        </td>
      ))}
    </tr>
  )
}
