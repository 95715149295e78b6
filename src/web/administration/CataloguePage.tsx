import type { List } from '#domain/lists.ts'
import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import {
  type ListSearch,
  listSearchFrom,
  queryOf,
  searchOfSort,
  sortOf,
} from '../lists/list-search.ts'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { useCan } from '../me.ts'
import { given, textOf } from '../search-params.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { PlusIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { type Catalogue, type CatalogueRow, type DrawerProps, pathOf } from './catalogue.ts'
import { CatalogueActions } from './CatalogueActions.tsx'
import { NameCell } from './NameCell.tsx'

type CataloguePageProps<Row extends CatalogueRow, Of extends List> = {
  catalogue: Catalogue<Row, never, Of>
  /** What stands beside the name, of these rows. */
  useColumns?: (rows: readonly Row[] | undefined) => Column<Row>[]
  nameWidth?: string
  /** Behind the name, such as what is the default. */
  mark?: (row: Row) => ReactNode
  notice?: ReactNode
  drawer: (props: DrawerProps<Row>) => ReactNode
}

const pageLimit = 100

/** The page of a catalogue: its list with all that lists can do, and the form of one row beside it. */
export function CataloguePage<Row extends CatalogueRow, Of extends List>(
  props: CataloguePageProps<Row, Of>,
) {
  const { catalogue, notice, drawer: Drawer } = props
  const { noun, list, permission, icon } = catalogue
  const { t } = useTranslation()
  const { search, edit, onSearch } = useCatalogueSearch(list)
  const [chosen, setChosen] = useState<Row | 'new' | null>(null)
  const query = useListQuery<Row>({
    queryKey: [pathOf(list), 'list', search],
    read: (cursor) =>
      catalogue.read({ ...given({ ...queryOf(list, search, {}), cursor }), limit: pageLimit }),
  })
  const beside = (props.useColumns ?? useNoColumns)(query.rows)
  const canWrite = useCan()(permission)
  const bulk = useBulk({ list, rows: query.rows, canWrite })
  const onEdit = canWrite ? setChosen : undefined
  // A link may lead to the very row.
  const linked = canWrite ? query.rows?.find((row) => row.id === edit) : undefined
  const editing = chosen ?? linked ?? null
  const columns = useColumnsBetween(props, onEdit, beside)
  const isFiltered = Boolean(search.q ?? search.archived)
  return (
    <Page
      title={t(`${noun}.title`)}
      description={t(`${noun}.description`)}
      notice={notice}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setChosen('new')}>
            {t(`${noun}.new`)}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list={list}
        find={t(`${noun}.find`)}
        shows={t(`${noun}.shows`)}
        search={search}
        onChange={onSearch}
      />
      <DataList
        {...query.list}
        label={t(`${noun}.title`)}
        columns={columns}
        sort={sortOf(search)}
        onSort={(sort) => onSearch(searchOfSort(sort))}
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.archivedAt ? 'dim' : undefined)}
        {...(onEdit ? { onOpen: onEdit } : {})}
        empty={{
          icon,
          title: t(isFiltered ? `${noun}.nothingTitle` : `${noun}.emptyTitle`),
          description: t(isFiltered ? `${noun}.nothing` : `${noun}.empty`),
        }}
      />
      {bulk.bar}
      {editing ? (
        <Drawer
          row={editing === 'new' ? undefined : editing}
          onClose={() => {
            setChosen(null)
            if (edit !== undefined) onSearch({})
          }}
        />
      ) : null}
    </Page>
  )
}

/** How the list is looked at, from the address; what changes goes there. */
function useCatalogueSearch(list: List) {
  const address: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const search = listSearchFrom(list, address)
  const onSearch = (changes: Partial<ListSearch>) =>
    void navigate({ to: '.', search: given({ ...search, ...changes }), replace: true })
  return { search, edit: textOf(address['edit']), onSearch }
}

function useNoColumns() {
  return []
}

/** The name first, the menu of the row last. */
function useColumnsBetween<Row extends CatalogueRow, Of extends List>(
  { catalogue, nameWidth, mark }: CataloguePageProps<Row, Of>,
  onEdit: ((row: Row) => void) | undefined,
  columns: readonly Column<Row>[],
): Column<Row>[] {
  const { t } = useTranslation()
  const name: Column<Row> = {
    key: 'name',
    sortKey: 'name',
    header: t(`${catalogue.noun}.name`),
    ...(nameWidth === undefined ? {} : { width: nameWidth }),
    isTruncated: true,
    cell: (row) => (
      <NameCell row={row} onEdit={onEdit && (() => onEdit(row))}>
        {mark?.(row)}
      </NameCell>
    ),
  }
  if (!onEdit) return [name, ...columns]
  const actions: Column<Row> = {
    key: 'actions',
    header: t('ui.actions'),
    isHeaderHidden: true,
    align: 'end',
    width: 44,
    phone: 'action',
    cell: (row) => <CatalogueActions catalogue={catalogue} row={row} onEdit={() => onEdit(row)} />,
  }
  return [name, ...columns, actions]
}
