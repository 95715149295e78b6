import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useCan } from '../me.ts'
import { DataList } from '../ui/DataList.tsx'
import { PlusIcon } from '../ui/icons.tsx'
import { Section } from '../ui/Page.tsx'
import { useProjectColumns } from './project-columns.tsx'
import { readProjects, type Project } from './project-queries.ts'

/** The projects below a main project; nothing where there are none and none can be added. */
export function SubProjects({ project }: { project: Project }) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const filter = { parentId: project.id, archived: 'all' as const }
  const query = useListQuery({
    queryKey: ['projects', 'list', filter],
    read: (cursor) => readProjects(filter, cursor),
    isEnabled: project.subProjectCount > 0,
  })
  const hidden = new Set(['client', 'period'])
  const columns = useProjectColumns(query.rows).filter((column) => !hidden.has(column.key))
  if (project.subProjectCount === 0 && !can('projects:write')) return null
  return (
    <Section
      title={t('projects.subProjects')}
      actions={
        can('projects:write') && !project.archivedAt ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<PlusIcon size={14} />}
            renderRoot={(props) => (
              <Link
                to="/projects/new"
                search={{ clientId: project.clientId, parentId: project.id }}
                {...props}
              />
            )}
          >
            {t('projects.newSubProject')}
          </Button>
        ) : null
      }
    >
      {project.subProjectCount > 0 ? (
        <DataList
          {...query.list}
          label={t('projects.subProjects')}
          columns={columns}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.archivedAt ? 'dim' : undefined)}
          onOpen={({ id: projectId }) =>
            void navigate({ to: '/projects/$projectId', params: { projectId } })
          }
          empty={{ title: t('projects.nothingTitle') }}
        />
      ) : (
        <p className="hb-dim hb-projects-text">{t('projects.noSubProjects')}</p>
      )}
    </Section>
  )
}
