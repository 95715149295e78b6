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
import { PlusIcon, CarIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { Dash } from '../ui/Values.tsx'
import { CatalogueActions } from './CatalogueActions.tsx'
import { VehicleDrawer } from './VehicleDrawer.tsx'
import { NameCell } from './NameCell.tsx'

export type Vehicle = ItemOf<'/api/v1/vehicles'>

const route = getRouteApi('/shell/administration/vehicles')
const pageLimit = 100

export function VehiclesPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState<Vehicle | 'new' | null>(null)
  const query = useListQuery<Vehicle>({
    queryKey: ['vehicles', 'list', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/vehicles', {
          params: {
            query: given({ ...queryOf('vehicles', search, {}), cursor, limit: pageLimit }),
          },
        }),
      ),
  })
  const canWrite = can('projects:write')
  const bulk = useBulk({ list: 'vehicles', rows: query.rows, canWrite })
  const isFiltered = Boolean(search.q ?? search.archived)
  return (
    <Page
      title={t('vehicles.title')}
      description={t('vehicles.description')}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('vehicles.new')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="vehicles"
        find={t('vehicles.find')}
        shows={t('vehicles.shows')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...query.list}
        label={t('vehicles.title')}
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
          icon: CarIcon,
          title: t(isFiltered ? 'vehicles.nothingTitle' : 'vehicles.emptyTitle'),
          description: t(isFiltered ? 'vehicles.nothing' : 'vehicles.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <VehicleDrawer
          vehicle={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  )
}

function useColumns(onEdit: ((row: Vehicle) => void) | undefined): Column<Vehicle>[] {
  const { t } = useTranslation()
  const columns: Column<Vehicle>[] = [
    {
      key: 'name',
      sortKey: 'name',
      header: t('vehicles.name'),
      isTruncated: true,
      cell: (row) => <NameCell row={row} onEdit={onEdit && (() => onEdit(row))} />,
    },
    {
      key: 'plate',
      sortKey: 'licencePlate',
      header: t('vehicles.licencePlate'),
      width: 220,
      phone: 'value',
      cell: (row) => row.licencePlate ?? <Dash />,
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

function RowActions({ row, onEdit }: { row: Vehicle; onEdit: () => void }) {
  const params = { path: { vehicleId: row.id } }
  return (
    <CatalogueActions
      row={row}
      touches={['vehicles']}
      onEdit={onEdit}
      setArchived={(isArchived, headers) =>
        answered(
          api.PATCH('/api/v1/vehicles/{vehicleId}', { params, headers, body: { isArchived } }),
        )
      }
      remove={(headers) =>
        answered(api.DELETE('/api/v1/vehicles/{vehicleId}', { params, headers }))
      }
    />
  )
}
