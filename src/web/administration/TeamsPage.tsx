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
import { PlusIcon, UsersIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { Dash } from '../ui/Values.tsx'
import { CatalogueActions } from './CatalogueActions.tsx'
import { TeamDrawer } from './TeamDrawer.tsx'
import { NameCell } from './NameCell.tsx'

export type Team = ItemOf<'/api/v1/teams'>

const route = getRouteApi('/shell/administration/teams')
const pageLimit = 100

export function TeamsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const query = useListQuery<Team>({
    queryKey: ['teams', 'list', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/teams', {
          params: {
            query: given({ ...queryOf('teams', search, {}), cursor, limit: pageLimit }),
          },
        }),
      ),
  })
  const canWrite = can('members:write')
  const bulk = useBulk({ list: 'teams', rows: query.rows, canWrite })
  const isFiltered = Boolean(search.q ?? search.archived)
  return (
    <Page
      title={t('teams.title')}
      description={t('teams.description')}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('teams.new')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="teams"
        find={t('teams.find')}
        shows={t('teams.shows')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...query.list}
        label={t('teams.title')}
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
          icon: UsersIcon,
          title: t(isFiltered ? 'teams.nothingTitle' : 'teams.emptyTitle'),
          description: t(isFiltered ? 'teams.nothing' : 'teams.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <TeamDrawer
          team={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  )
}

function useColumns(onEdit: ((row: Team) => void) | undefined): Column<Team>[] {
  const { t } = useTranslation()
  const columns: Column<Team>[] = [
    {
      key: 'name',
      sortKey: 'name',
      header: t('teams.name'),
      isTruncated: true,
      cell: (row) => <NameCell row={row} onEdit={onEdit && (() => onEdit(row))} />,
    },
    {
      key: 'manager',
      sortKey: 'manager',
      header: t('teams.manager'),
      width: '24%',
      phone: 'line',
      cell: (row) => row.managerName ?? <Dash />,
    },
    {
      key: 'members',
      header: t('teams.members'),
      isTruncated: true,
      phone: 'line',
      cell: (row) => {
        const names = row.members.map((member) => member.name).join(', ')
        return names ? <span title={names}>{names}</span> : <Dash />
      },
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

function RowActions({ row, onEdit }: { row: Team; onEdit: () => void }) {
  const params = { path: { teamId: row.id } }
  return (
    <CatalogueActions
      row={row}
      touches={['teams']}
      onEdit={onEdit}
      setArchived={(isArchived, headers) =>
        answered(api.PATCH('/api/v1/teams/{teamId}', { params, headers, body: { isArchived } }))
      }
      remove={(headers) => answered(api.DELETE('/api/v1/teams/{teamId}', { params, headers }))}
    />
  )
}
