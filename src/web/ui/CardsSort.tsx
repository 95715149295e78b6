import { ActionIcon, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Column, Sort } from './data-list-types.ts'
import { SortAscendingIcon, SortDescendingIcon } from './icons.tsx'

type CardsSortProps<Row> = {
  columns: readonly Column<Row>[]
  sort: Sort | undefined
  onSort: (sort: Sort) => void
}

/** The order of cards, which have no headers to press. */
export function CardsSort<Row>({ columns, sort, onSort }: CardsSortProps<Row>) {
  const { t } = useTranslation()
  const choices = columns.flatMap(({ sortKey, header }) =>
    sortKey === undefined ? [] : [{ value: sortKey, label: header }],
  )
  const [first] = choices
  if (!first) return null
  const isDescending = sort?.isDescending ?? false
  const Arrow = isDescending ? SortDescendingIcon : SortAscendingIcon
  return (
    <span className="hb-cards-sort">
      <NativeSelect
        aria-label={t('ui.sort')}
        data={choices}
        value={sort?.key ?? first.value}
        onChange={(event) => onSort({ key: event.currentTarget.value, isDescending })}
      />
      <ActionIcon
        variant="default"
        aria-label={t(isDescending ? 'ui.sortAscending' : 'ui.sortDescending')}
        onClick={() => onSort({ key: sort?.key ?? first.value, isDescending: !isDescending })}
      >
        <Arrow size={16} />
      </ActionIcon>
    </span>
  )
}
