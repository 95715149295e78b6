import { answered, api } from '#client/api.ts'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BudgetSection, BudgetWarning } from '../budgets/BudgetSection.tsx'
import { EstimateOfProject } from '../finance/estimates/EstimateOrigin.tsx'
import { ProjectWriteOffs } from '../finance/write-offs/ProjectWriteOffs.tsx'
import { UseLinks } from '../lists/UseLinks.tsx'
import { useCan } from '../me.ts'
import { ActionsMenu } from '../ui/buttons.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { LoadFailed } from '../ui/EmptyState.tsx'
import { showRefusal } from '../ui/form.ts'
import { ArchiveIcon, ClockIcon, TrashIcon } from '../ui/icons.tsx'
import { Facts, Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { toast, toastUndo } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import {
  changeProject,
  projectInput,
  projectQuery,
  projectValues,
  type Project,
} from './project-queries.ts'
import { ProjectFields, useProjectForm } from './ProjectForm.tsx'
import { SubProjects } from './SubProjects.tsx'
import { SubscriptionSection } from './SubscriptionSection.tsx'

const route = getRouteApi('/shell/projects/$projectId')

export function ProjectPage() {
  const { t } = useTranslation()
  const can = useCan()
  const { projectId } = route.useParams()
  const query = useQuery(projectQuery(projectId))
  const project = query.data
  const parent = { label: t('projects.title'), to: '/projects' }
  if (query.error) {
    return (
      <Page title={t('projects.title')} parent={parent}>
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  return (
    <Page
      title={project?.name ?? t('projects.title')}
      isLoading={!project}
      parent={parent}
      width="narrow"
      status={project?.archivedAt ? <StatusBadge>{t('projects.archived')}</StatusBadge> : null}
      description={
        project ? (
          <>
            <Link to="/administration/clients/$clientId" params={{ clientId: project.clientId }}>
              {project.clientName}
            </Link>
            {project.parentId ? (
              <>
                {' · '}
                <Link to="/projects/$projectId" params={{ projectId: project.parentId }}>
                  {project.parentName}
                </Link>
              </>
            ) : null}
            {can('invoices:read') ? <EstimateOfProject projectId={project.id} /> : null}
          </>
        ) : null
      }
      actions={project && can('projects:write') ? <ProjectActions project={project} /> : null}
    >
      {project ? null : <Skeleton height={320} />}
      {project && can('rates:read') ? <BudgetWarning projectId={project.id} /> : null}
      {project && can('projects:write') ? <EditProject key={project.id} project={project} /> : null}
      {project && !can('projects:write') ? <ProjectFacts project={project} /> : null}
      {project && can('rates:read') ? <BudgetSection project={project} /> : null}
      {project?.subscription && can('rates:read') ? (
        <SubscriptionSection project={project} />
      ) : null}
      {project && project.parentId === null ? <SubProjects project={project} /> : null}
      {project && can('work:write_off') ? <ProjectWriteOffs projectId={project.id} /> : null}
    </Page>
  )
}

function EditProject({ project }: { project: Project }) {
  const { t } = useTranslation()
  const form = useProjectForm(project)
  const save = useWrite({
    send: (input: ReturnType<typeof projectInput>, headers) =>
      changeProject(project.id, input, headers),
    touches: [['projects'], ['uninvoiced'], ['subscriptions'], ['time-entries']],
    onDone: (saved) => {
      // Parts that are new have got their ids.
      form.setInitialValues(projectValues(saved, noStart))
      form.reset()
      toast(t('projects.saved', { name: saved.name }))
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <form
      noValidate
      className="hb-projects-form"
      onSubmit={form.onSubmit((values) => save.mutate(projectInput(values)))}
    >
      <ProjectFields form={form} project={project} />
      <RefusalNote refusal={save.error} fields={Object.keys(form.values)} />
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('projects.save')}
        </Button>
      </div>
    </form>
  )
}

const noStart = { clientId: null, parentId: null }

function ProjectFacts({ project }: { project: Project }) {
  const { t } = useTranslation()
  return (
    <Facts
      facts={[
        { label: t('projects.client'), value: project.clientName },
        ...(project.code ? [{ label: t('projects.code'), value: project.code }] : []),
        { label: t('projects.method'), value: t(`projects.methods.${project.invoiceMethod}`) },
      ]}
    />
  )
}

function ProjectActions({ project }: { project: Project }) {
  const { t } = useTranslation()
  const navigate = route.useNavigate()
  const [isDeleting, setIsDeleting] = useState(false)
  const setArchived = useWrite({
    send: (isArchived: boolean, headers) => changeProject(project.id, { isArchived }, headers),
    touches: [['projects']],
    onDone: (_, isArchived) =>
      toastUndo(
        t(isArchived ? 'projects.archivedDone' : 'projects.restoredDone', { name: project.name }),
        () => setArchived.mutateAsync(!isArchived),
      ),
  })
  return (
    <>
      <ActionsMenu
        items={[
          {
            label: t('projects.showHours'),
            icon: ClockIcon,
            onClick: () =>
              void navigate({
                to: '/reports/$tab',
                params: { tab: 'hours' },
                search: { projectId: project.id },
              }),
          },
          'divider',
          {
            label: t(project.archivedAt ? 'projects.restore' : 'projects.archive'),
            icon: ArchiveIcon,
            onClick: () => setArchived.mutate(!project.archivedAt),
          },
          {
            label: t('projects.delete'),
            icon: TrashIcon,
            isDanger: true,
            onClick: () => setIsDeleting(true),
          },
        ]}
      />
      <DeleteProject
        project={project}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        onArchive={() => {
          setIsDeleting(false)
          setArchived.mutate(true)
        }}
      />
    </>
  )
}

type DeleteProjectProps = {
  project: Project
  isOpen: boolean
  onClose: () => void
  onArchive: () => void
}

function DeleteProject({ project, isOpen, onClose, onArchive }: DeleteProjectProps) {
  const { t } = useTranslation()
  const navigate = route.useNavigate()
  const remove = useWrite({
    send: (projectId: string, headers) =>
      answered(
        api.DELETE('/api/v1/projects/{projectId}', { params: { path: { projectId } }, headers }),
      ),
    touches: [['projects', 'list']],
    onDone: async () => {
      toast(t('projects.deleted', { name: project.name }))
      await navigate({ to: '/projects' })
    },
  })
  const uses = remove.error?.problem.uses
  const isInUse = uses !== undefined
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => {
        remove.reset()
        onClose()
      }}
      title={t('projects.deleteTitle', { name: project.name })}
      confirmLabel={t(isInUse ? 'projects.archiveInstead' : 'projects.delete')}
      isDanger={!isInUse}
      isBusy={remove.isPending}
      refusal={remove.error}
      refusalDetail={
        uses && <UseLinks list="projects" id={project.id} name={project.name} uses={uses} />
      }
      onConfirm={() => (isInUse ? onArchive() : remove.mutate(project.id))}
    >
      {isInUse ? null : t('projects.deleteText')}
    </ConfirmDialog>
  )
}
