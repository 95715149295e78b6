import { Button, Select } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useCan } from '../me.ts'
import { AdministrationFilter } from '../pickers/AdministrationFilter.tsx'
import { oneOf } from '../search-params.ts'
import { DataList } from '../ui/DataList.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { PlusIcon, UsersIcon } from '../ui/icons.tsx'
import { Page, Toolbar } from '../ui/Page.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Dash } from '../ui/Values.tsx'
import { ArchiveFilter } from '../ui/ArchiveFilter.tsx'
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
  const isFiltered = Boolean(filter.q ?? filter.archived ?? filter.source ?? filter.administration)
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
    <Toolbar>
      <SearchInput
        label={t('clients.find')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
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
      <ArchiveFilter
        label={t('clients.shows')}
        value={search.archived}
        onChange={(archived) => change({ archived })}
      />
      <AdministrationFilter
        value={search.administration}
        onChange={(administration) => change({ administration })}
      />
    </Toolbar>
  )
}

function useColumns(): Column<Client>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'number',
      header: t('clients.number'),
      width: 128,
      phone: 'line',
      cell: (client) => client.number ?? <Dash />,
    },
    {
      key: 'name',
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
      header: t('clients.email'),
      isTruncated: true,
      phone: 'line',
      cell: (client) =>
        client.email ? <span title={client.email}>{client.email}</span> : <Dash />,
    },
    {
      key: 'city',
      header: t('clients.city'),
      width: '16%',
      isTruncated: true,
      phone: 'hidden',
      cell: (client) => client.invoiceAddress.city || <Dash />,
    },
    {
      key: 'source',
      header: t('clients.source'),
      width: 120,
      phone: 'value',
      cell: (client) => <ClientSource client={client} />,
    },
  ]
}
