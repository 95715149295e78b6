import { answered, api, type ItemOf } from '#client/api.ts'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { queryOf, searchOfSort, sortOf } from '../lists/list-search.ts'
import { useCan } from '../me.ts'
import { given } from '../search-params.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { PlusIcon, TagIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'

import { CatalogueActions } from './CatalogueActions.tsx'
import { TagDrawer } from './TagDrawer.tsx'
import { NameCell } from './NameCell.tsx'

export type Tag = ItemOf<'/api/v1/tags'>

const route = getRouteApi('/shell/administration/tags')
const pageLimit = 100

export function TagsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState<Tag | 'new' | null>(null)
  const query = useListQuery<Tag>({
    queryKey: ['tags', 'list', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/tags', {
          params: {
            query: given({ ...queryOf('tags', search, {}), cursor, limit: pageLimit }),
          },
        }),
      ),
  })
  const canWrite = can('projects:write')
  const bulk = useBulk({ list: 'tags', rows: query.rows, canWrite })
  const isFiltered = Boolean(search.q ?? search.archived)
  return (
    <Page
      title={t('tags.title')}
      description={t('tags.description')}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('tags.new')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="tags"
        find={t('tags.find')}
        shows={t('tags.shows')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...query.list}
        label={t('tags.title')}
        columns={useColumns(canWrite ? setEditing : undefined)}
        sort={sortOf(search)}
        onSort={(sort) =>
          void navigate({ search: given({ ...search, ...searchOfSort(sort) }), replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.archivedAt ? 'dim' : undefined)}
        {...(canWrite ? { onOpen: setEditing } : {})}
        empty={{
          icon: TagIcon,
          title: t(isFiltered ? 'tags.nothingTitle' : 'tags.emptyTitle'),
          description: t(isFiltered ? 'tags.nothing' : 'tags.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <TagDrawer tag={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      ) : null}
    </Page>
  )
}

function useColumns(onEdit: ((row: Tag) => void) | undefined): Column<Tag>[] {
  const { t } = useTranslation()
  const columns: Column<Tag>[] = [
    {
      key: 'name',
      sortKey: 'name',
      header: t('tags.name'),
      isTruncated: true,
      cell: (row) => <NameCell row={row} onEdit={onEdit && (() => onEdit(row))} />,
    },
  ]
  if (!onEdit) return columns
  return [
    ...columns,
    {
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      align: 'end',
      width: 44,
      phone: 'action',
      cell: (row) => <RowActions row={row} onEdit={() => onEdit(row)} />,
    },
  ]
}

function RowActions({ row, onEdit }: { row: Tag; onEdit: () => void }) {
  const params = { path: { tagId: row.id } }
  return (
    <CatalogueActions
      row={row}
      touches={['tags']}
      onEdit={onEdit}
      setArchived={(isArchived, headers) =>
        answered(api.PATCH('/api/v1/tags/{tagId}', { params, headers, body: { isArchived } }))
      }
      remove={(headers) => answered(api.DELETE('/api/v1/tags/{tagId}', { params, headers }))}
    />
  )
}
