import { answered, api } from '#client/api.ts'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { UseLinks } from '../lists/UseLinks.tsx'
import { useCan } from '../me.ts'
import { readProjects } from '../projects/project-queries.ts'
import { useProjectColumns } from '../projects/project-columns.tsx'
import { ActionsMenu } from '../ui/buttons.tsx'
import { DataList } from '../ui/DataList.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { LoadFailed } from '../ui/EmptyState.tsx'
import {
  ArchiveIcon,
  EditIcon,
  FileInvoiceIcon,
  PlusIcon,
  ProjectsIcon,
  TrashIcon,
} from '../ui/icons.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { toast, toastUndo } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { changeClient, clientQuery, type Client } from './client-queries.ts'
import { ClientDetails } from './ClientDetails.tsx'
import { ClientDocuments } from './ClientDocuments.tsx'
import { ClientDrawer } from './ClientDrawer.tsx'
import { ClientSource } from './ClientSource.tsx'
import { ContactNote } from './ContactNote.tsx'
import './administration.css'

const route = getRouteApi('/shell/administration/clients/$clientId')

export function ClientPage() {
  const { t } = useTranslation()
  const { clientId } = route.useParams()
  const query = useQuery(clientQuery(clientId))
  const client = query.data
  const parent = { label: t('clients.title'), to: '/administration/clients' }
  if (query.error) {
    return (
      <Page title={t('clients.title')} parent={parent}>
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  return (
    <Page
      title={client?.name ?? t('clients.title')}
      isLoading={!client}
      parent={parent}
      status={client ? <ClientStatus client={client} /> : null}
      actions={client ? <ClientActions client={client} /> : null}
    >
      {client?.xero ? <ContactNote xero={client.xero} /> : null}
      <div className="hb-administration-detail">
        <div className="hb-administration-lists">
          <ClientProjects clientId={clientId} />
          <ClientDocuments clientId={clientId} />
        </div>
        {client ? <ClientDetails client={client} /> : <Skeleton height={240} />}
      </div>
    </Page>
  )
}

function ClientStatus({ client }: { client: Client }) {
  const { t } = useTranslation()
  return (
    <>
      {client.archivedAt ? <StatusBadge>{t('clients.archived')}</StatusBadge> : null}
      <ClientSource client={client} />
    </>
  )
}

function ClientActions({ client }: { client: Client }) {
  const { t } = useTranslation()
  const can = useCan()
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null)
  const setArchived = useWrite({
    send: (isArchived: boolean, headers) => changeClient(client.id, { isArchived }, headers),
    touches: [['clients'], ['projects']],
    onDone: (_, isArchived) =>
      toastUndo(
        t(isArchived ? 'clients.archivedDone' : 'clients.restoredDone', { name: client.name }),
        () => setArchived.mutateAsync(!isArchived),
      ),
  })
  if (!can('clients:write')) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<EditIcon size={14} />}
        onClick={() => setDialog('edit')}
      >
        {t('clients.edit')}
      </Button>
      <ActionsMenu
        items={[
          ...(client.xero?.url
            ? [
                {
                  label: t('clients.viewInXero'),
                  icon: FileInvoiceIcon,
                  href: client.xero.url,
                },
                'divider' as const,
              ]
            : []),
          {
            label: t(client.archivedAt ? 'clients.restore' : 'clients.archive'),
            icon: ArchiveIcon,
            onClick: () => setArchived.mutate(!client.archivedAt),
          },
          {
            label: t('clients.delete'),
            icon: TrashIcon,
            isDanger: true,
            onClick: () => setDialog('delete'),
          },
        ]}
      />
      {dialog === 'edit' ? <ClientDrawer client={client} onClose={() => setDialog(null)} /> : null}
      <DeleteClient
        client={client}
        isOpen={dialog === 'delete'}
        onClose={() => setDialog(null)}
        onArchive={() => {
          setDialog(null)
          setArchived.mutate(true)
        }}
      />
    </>
  )
}

type DeleteClientProps = {
  client: Client
  isOpen: boolean
  onClose: () => void
  onArchive: () => void
}

function DeleteClient({ client, isOpen, onClose, onArchive }: DeleteClientProps) {
  const { t } = useTranslation()
  const navigate = route.useNavigate()
  const remove = useWrite({
    send: (clientId: string, headers) =>
      answered(
        api.DELETE('/api/v1/clients/{clientId}', { params: { path: { clientId } }, headers }),
      ),
    onDone: async () => {
      toast(t('clients.deleted', { name: client.name }))
      await navigate({ to: '/administration/clients' })
    },
    touches: [['clients', 'list']],
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
      title={t('clients.deleteTitle', { name: client.name })}
      confirmLabel={t(isInUse ? 'clients.archiveInstead' : 'clients.delete')}
      isDanger={!isInUse}
      isBusy={remove.isPending}
      refusal={remove.error}
      refusalDetail={
        uses && <UseLinks list="clients" id={client.id} name={client.name} uses={uses} />
      }
      onConfirm={() => (isInUse ? onArchive() : remove.mutate(client.id))}
    >
      {isInUse ? null : t('clients.deleteText')}
    </ConfirmDialog>
  )
}

function ClientProjects({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = route.useNavigate()
  const query = useListQuery({
    queryKey: ['projects', 'of-client', clientId],
    read: (cursor) => readProjects({ clientId, archived: 'all' }, cursor),
  })
  const columns = useProjectColumns(query.rows).filter((column) => column.key !== 'client')
  let add: ReactNode = null
  if (can('projects:write')) {
    add = (
      <Button
        variant="default"
        size="xs"
        leftSection={<PlusIcon size={14} />}
        renderRoot={(props) => <Link to="/projects/new" search={{ clientId }} {...props} />}
      >
        {t('clients.newProject')}
      </Button>
    )
  }
  return (
    <Section title={t('clients.projects')} actions={query.rows?.length ? add : null}>
      <DataList
        {...query.list}
        label={t('clients.projects')}
        columns={columns}
        rowKey={(project) => project.id}
        rowTone={(project) => (project.archivedAt ? 'dim' : undefined)}
        onOpen={(project) =>
          void navigate({ to: '/projects/$projectId', params: { projectId: project.id } })
        }
        empty={{
          icon: ProjectsIcon,
          title: t('clients.noProjectsTitle'),
          description: t('clients.noProjects'),
          action: add,
        }}
      />
    </Section>
  )
}
