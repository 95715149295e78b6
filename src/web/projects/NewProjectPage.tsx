import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clientQuery } from '../administration/client-queries.ts'
import { useCan } from '../me.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { showRefusal } from '../ui/form.ts'
import { LockIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { projectInput, projectQuery } from './project-queries.ts'
import { ProjectFields, useProjectForm } from './ProjectForm.tsx'

const route = getRouteApi('/shell/projects/new')

export function NewProjectPage() {
  const { t } = useTranslation()
  const can = useCan()
  return (
    <Page
      title={t('projects.new')}
      width="narrow"
      parent={{ label: t('projects.title'), to: '/projects' }}
    >
      {can('projects:write') ? (
        <NewProjectForm />
      ) : (
        <EmptyState
          icon={LockIcon}
          title={t('shell.notAllowedTitle')}
          description={t('shell.notAllowed')}
        />
      )}
    </Page>
  )
}

function NewProjectForm() {
  const { t } = useTranslation()
  const { clientId, parentId } = route.useSearch()
  const navigate = route.useNavigate()
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== undefined })
  const main = useQuery({ ...projectQuery(parentId ?? ''), enabled: parentId !== undefined })
  const form = useProjectForm(undefined, {
    clientId: clientId ?? null,
    parentId: parentId ?? null,
  })
  const create = useWrite({
    send: async (input: ReturnType<typeof projectInput>, headers) => {
      const body = { items: [input] }
      const { items } = await answered(api.POST('/api/v1/projects', { body, headers }))
      return items[0]
    },
    touches: [['projects'], ['uninvoiced']],
    onDone: (project) => {
      if (!project) return
      toast(t('projects.created', { name: project.name }))
      void navigate({ to: '/projects/$projectId', params: { projectId: project.id } })
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <form
      noValidate
      className="hb-projects-form"
      onSubmit={form.onSubmit((values) => create.mutate(projectInput(values)))}
    >
      <ProjectFields
        form={form}
        project={{ clientName: client.data?.name ?? '', parentName: main.data?.name ?? null }}
      />
      <RefusalNote refusal={create.error} fields={Object.keys(form.values)} />
      <div className="hb-page-actions">
        <Button type="submit" loading={create.isPending}>
          {t('projects.create')}
        </Button>
        <Button variant="default" component={Link} to="/projects">
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
