import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { clientQuery } from '../administration/client-queries.ts'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { searchOfSort, sortOf } from '../lists/list-search.ts'
import { TagFilter } from '../lists/TagFilter.tsx'
import { useCan } from '../me.ts'
import { ClientSelect } from '../pickers/ClientSelect.tsx'
import { DataList } from '../ui/DataList.tsx'
import { PlusIcon, ProjectsIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
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
  const isFiltered = Boolean(filter.q ?? filter.clientId ?? filter.archived ?? filter.tagId)
  const bulk = useBulk({ list: 'projects', rows: query.rows, canWrite: can('projects:write') })
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
        sort={sortOf(filter)}
        onSort={(sort) =>
          void navigate({ search: { ...filter, ...searchOfSort(sort) }, replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
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
      {bulk.bar}
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
    <ListToolbar
      list="projects"
      find={t('projects.find')}
      shows={t('projects.shows')}
      search={search}
      filter={{ clientId: search.clientId, tagId: search.tagId }}
      onChange={change}
    >
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
      <TagFilter value={search.tagId} onChange={(tagId) => change({ tagId })} />
    </ListToolbar>
  )
}
