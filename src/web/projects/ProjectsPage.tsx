import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ArchiveFilter } from '../ui/ArchiveFilter.tsx'
import { clientQuery } from '../administration/client-queries.ts'
import { useListQuery } from '../list-query.ts'
import { useCan } from '../me.ts'
import { ClientSelect } from '../pickers/ClientSelect.tsx'
import { DataList } from '../ui/DataList.tsx'
import { PlusIcon, ProjectsIcon } from '../ui/icons.tsx'
import { Page, Toolbar } from '../ui/Page.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { useProjectColumns } from './project-columns.tsx'
import { readProjects } from './project-queries.ts'
import './projects.css'

const route = getRouteApi('/shell/projects')

export function ProjectsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const query = useListQuery({
    queryKey: ['projects', 'list', filter],
    read: (cursor) => readProjects(filter, cursor),
  })
  const isFiltered = Boolean(filter.q ?? filter.clientId ?? filter.archived)
  const add = can('projects:write') ? (
    <Button
      leftSection={<PlusIcon />}
      renderRoot={(props) => (
        <Link to="/projects/new" search={{ clientId: filter.clientId }} {...props} />
      )}
    >
      {t('projects.new')}
    </Button>
  ) : null

  return (
    <Page title={t('projects.title')} actions={add}>
      <ProjectFilters />
      <DataList
        {...query.list}
        label={t('projects.title')}
        columns={useProjectColumns(query.rows)}
        rowKey={(project) => project.id}
        rowTone={(project) => (project.archivedAt ? 'dim' : undefined)}
        onOpen={(project) =>
          void navigate({ to: '/projects/$projectId', params: { projectId: project.id } })
        }
        empty={
          isFiltered
            ? {
                icon: ProjectsIcon,
                title: t('projects.nothingTitle'),
                description: t('projects.nothing'),
                action: (
                  <Button variant="default" onClick={() => void navigate({ search: {} })}>
                    {t('projects.clearFilters')}
                  </Button>
                ),
              }
            : {
                icon: ProjectsIcon,
                title: t('projects.emptyTitle'),
                description: t('projects.empty'),
              }
        }
      />
    </Page>
  )
}

function ProjectFilters() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const client = useQuery({
    ...clientQuery(search.clientId ?? ''),
    enabled: search.clientId !== undefined,
  })
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  return (
    <Toolbar>
      <SearchInput
        label={t('projects.find')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <ClientSelect
        isLabelHidden
        isClearable
        className="hb-projects-client"
        label={t('projects.client')}
        placeholder={t('projects.allClients')}
        value={search.clientId ?? null}
        valueLabel={client.data?.name}
        onChange={(clientId) => change({ clientId: clientId ?? undefined })}
      />
      <ArchiveFilter
        label={t('projects.shows')}
        value={search.archived}
        onChange={(archived) => change({ archived })}
      />
    </Toolbar>
  )
}
