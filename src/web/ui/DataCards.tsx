import { Skeleton } from '@mantine/core'
import { Fragment } from 'react'
import { CardsSort } from './CardsSort.tsx'
import { headingAbove, isOnControl, type Column, type DataListProps } from './data-list-types.ts'
import { SelectAll, useRowSelection } from './list-selection.tsx'

/** The rows of a list on a phone. */
export function DataCards<Row>(props: DataListProps<Row>) {
  const { columns, rows, rowKey, selection, label } = props
  const selectBox = useRowSelection(props)
  if (!rows) return <SkeletonCards />
  const totals = columns.filter(({ footer }) => footer !== undefined && typeof footer !== 'string')
  return (
    <>
      {selection || props.onSort ? (
        <div className="hb-cards-select">
          {selection ? (
            <SelectAll rows={rows} rowKey={rowKey} selection={selection} hasLabel />
          ) : null}
          {props.onSort ? (
            <CardsSort columns={columns} sort={props.sort} onSort={props.onSort} />
          ) : null}
        </div>
      ) : null}
      <ul className="hb-cards" aria-label={label}>
        {rows.map((row, index) => {
          const heading = headingAbove(props, index)
          return (
            <Fragment key={rowKey(row)}>
              {heading === undefined ? null : <li className="hb-cards-group">{heading}</li>}
              <li
                className="hb-card"
                data-selected={selection?.selected.has(rowKey(row)) || undefined}
                data-tone={props.rowTone?.(row)}
              >
                {selectBox ? <div className="hb-card-select">{selectBox(row, index)}</div> : null}
                <Card row={row} {...props} />
              </li>
            </Fragment>
          )
        })}
      </ul>
      {totals.length > 0 ? (
        <dl className="hb-cards-totals">
          {totals.map((column) => (
            <div key={column.key}>
              <dt>{column.header}</dt>
              <dd>{column.footer}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  )
}

function Card<Row>({ row, columns, onOpen }: DataListProps<Row> & { row: Row }) {
  const at = (place: NonNullable<Column<Row>['phone']>) =>
    columns.filter((column, index) => placeOf(column, index) === place)
  const cells = (place: NonNullable<Column<Row>['phone']>) =>
    at(place).map((column) => (
      <span key={column.key}>{(column.phoneCell ?? column.cell)(row)}</span>
    ))
  return (
    <>
      {/* The title inside is a link or button for the keyboard; the click on the rest is a convenience. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        className="hb-card-body"
        onClick={(event) => {
          if (!isOnControl(event.target)) onOpen?.(row)
        }}
      >
        <div className="hb-card-first">
          <span className="hb-card-title">{cells('title')}</span>
          <span className="hb-card-value">{cells('value')}</span>
        </div>
        <div className="hb-card-lines">{cells('line')}</div>
        {at('labelled').map((column) => (
          <div key={column.key} className="hb-card-labelled">
            <span className="hb-dim">{column.header}</span>
            <span>{column.cell(row)}</span>
          </div>
        ))}
      </div>
      <div className="hb-card-action">{cells('action')}</div>
    </>
  )
}

function placeOf<Row>(column: Column<Row>, index: number): NonNullable<Column<Row>['phone']> {
  return column.phone ?? (index === 0 ? 'title' : 'line')
}

function SkeletonCards() {
  return (
    <div className="hb-cards">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <div key={key} className="hb-card">
          <div className="hb-card-body">
            <Skeleton height={12} width="55%" mb={10} />
            <Skeleton height={10} width="35%" />
          </div>
        </div>
      ))}
    </div>
  )
}
