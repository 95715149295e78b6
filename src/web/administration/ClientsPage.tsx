import { Button, Select } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { searchOfSort, sortOf } from '../lists/list-search.ts'
import { TagFilter } from '../lists/TagFilter.tsx'
import { useCan } from '../me.ts'
import { AdministrationFilter } from '../pickers/AdministrationFilter.tsx'
import { oneOf } from '../search-params.ts'
import { DataList } from '../ui/DataList.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { PlusIcon, UsersIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Dash } from '../ui/Values.tsx'
import { readClients, type Client } from './client-queries.ts'
import { ClientDrawer } from './ClientDrawer.tsx'
import { ClientSource } from './ClientSource.tsx'

const route = getRouteApi('/shell/administration/clients')

export function ClientsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const { new: isNew, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useListQuery({
    queryKey: ['clients', 'list', filter],
    read: (cursor) => readClients(filter, cursor),
  })
  const isFiltered = Boolean(
    filter.q ?? filter.archived ?? filter.source ?? filter.tagId ?? filter.administration,
  )
  const bulk = useBulk({ list: 'clients', rows: query.rows, canWrite: can('clients:write') })
  const open = (client: Client) =>
    void navigate({ to: '/administration/clients/$clientId', params: { clientId: client.id } })

  return (
    <Page
      title={t('clients.title')}
      actions={
        <>
          {can('xero:import') ? (
            <Button variant="default" component={Link} to="/settings/import">
              {t('clients.importFromXero')}
            </Button>
          ) : null}
          {can('clients:write') ? (
            <Button
              leftSection={<PlusIcon />}
              onClick={() => void navigate({ search: { ...filter, new: true } })}
            >
              {t('clients.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <ClientFilters />
      <DataList
        {...query.list}
        label={t('clients.title')}
        columns={useColumns()}
        sort={sortOf(filter)}
        onSort={(sort) =>
          void navigate({ search: { ...filter, ...searchOfSort(sort) }, replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(client) => client.id}
        rowTone={(client) => (client.archivedAt ? 'dim' : undefined)}
        onOpen={open}
        empty={
          isFiltered
            ? {
                icon: UsersIcon,
                title: t('clients.nothingTitle'),
                description: t('clients.nothing'),
                action: (
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    {t('clients.clearFilters')}
                  </Button>
                ),
              }
            : { icon: UsersIcon, title: t('clients.emptyTitle'), description: t('clients.empty') }
        }
      />
      {bulk.bar}
      {isNew ? (
        <ClientDrawer
          onClose={() => void navigate({ search: filter, replace: true })}
          onSaved={open}
        />
      ) : null}
    </Page>
  )
}

function ClientFilters() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  const sources = ['hourbook', 'xero', 'file'] as const
  return (
    <ListToolbar
      list="clients"
      find={t('clients.find')}
      shows={t('clients.shows')}
      search={search}
      filter={{ source: search.source, tagId: search.tagId }}
      onChange={change}
    >
      <Select
        w={140}
        aria-label={t('clients.source')}
        value={search.source ?? 'any'}
        onChange={(value) => change({ source: oneOf(value, sources) })}
        data={[
          { value: 'any', label: t('clients.allSources') },
          ...sources.map((value) => ({ value, label: t(`clients.sources.${value}`) })),
        ]}
      />
      <TagFilter value={search.tagId} onChange={(tagId) => change({ tagId })} />
      <AdministrationFilter
        value={search.administration}
        onChange={(administration) => change({ administration })}
      />
    </ListToolbar>
  )
}

function useColumns(): Column<Client>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'number',
      sortKey: 'number',
      header: t('clients.number'),
      width: 128,
      phone: 'line',
      cell: (client) => client.number ?? <Dash />,
    },
    {
      key: 'name',
      sortKey: 'name',
      header: t('clients.name'),
      width: '32%',
      isTruncated: true,
      phone: 'title',
      cell: (client) => (
        <>
          <Link
            to="/administration/clients/$clientId"
            params={{ clientId: client.id }}
            className="hb-cell-title"
            title={client.name}
          >
            {client.name}
          </Link>{' '}
          {client.archivedAt ? <StatusBadge>{t('clients.archived')}</StatusBadge> : null}
        </>
      ),
    },
    {
      key: 'email',
      sortKey: 'email',
      header: t('clients.email'),
      isTruncated: true,
      phone: 'line',
      cell: (client) =>
        client.email ? <span title={client.email}>{client.email}</span> : <Dash />,
    },
    {
      key: 'city',
      sortKey: 'city',
      header: t('clients.city'),
      width: '16%',
      isTruncated: true,
      phone: 'hidden',
      cell: (client) => client.invoiceAddress.city || <Dash />,
    },
    {
      key: 'source',
      sortKey: 'source',
      header: t('clients.source'),
      width: 120,
      phone: 'value',
      cell: (client) => <ClientSource client={client} />,
    },
  ]
}
