import { useIsApproved } from '../approval/use-is-approved.ts'
import { answered, api } from '#client/api.ts'
import { isApprovalStatus, isXeroStatus, reportStatuses } from '#domain/report-status.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { SearchMultiSelect } from '../ui/SearchMultiSelect.tsx'
import { listOf, textOfList, type ReportSearch, type ReportTab } from './report-search.ts'

type Changes = { [Key in keyof ReportSearch]: ReportSearch[Key] | undefined }
type FilterProps = { search: ReportSearch; onChange: (changes: Changes) => void }

/** Whose work, and what for: any of several each. */
export function ReportNameFilters({ tab, search, onChange }: FilterProps & { tab: ReportTab }) {
  const { t } = useTranslation()
  const can = useCan()
  const labelOf = useNames(search)
  const clientIds = listOf(search.clientId) ?? []
  const common = { className: 'hb-reports-filter', labelOf }
  return (
    <>
      <SearchMultiSelect
        {...common}
        label={t('pickers.client')}
        values={clientIds}
        onChange={(ids) => onChange({ clientId: textOfList(ids), projectId: undefined })}
        queryKey={['clients']}
        search={findClients}
      />
      <SearchMultiSelect
        {...common}
        label={t('pickers.project')}
        values={listOf(search.projectId) ?? []}
        onChange={(ids) => onChange({ projectId: textOfList(ids) })}
        queryKey={['projects', clientIds.length === 1 ? clientIds[0] : 'any']}
        search={(q) => findProjects(q, clientIds)}
      />
      {can('registrations:all') ? (
        <SearchMultiSelect
          {...common}
          label={t('pickers.person')}
          values={listOf(search.memberId) ?? []}
          onChange={(ids) => onChange({ memberId: textOfList(ids) })}
          queryKey={['members']}
          search={findMembers}
        />
      ) : null}
      {tab === 'hours' ? (
        <SearchMultiSelect
          {...common}
          label={t('pickers.task')}
          values={listOf(search.taskId) ?? []}
          onChange={(ids) => onChange({ taskId: textOfList(ids) })}
          queryKey={['tasks']}
          search={findTasks}
        />
      ) : null}
    </>
  )
}

/** What became of the work, and how its document stands in Xero for those who see that. */
export function ReportStatusFilter({ search, onChange }: FilterProps) {
  const { t } = useTranslation()
  const can = useCan()
  const isApproved = useIsApproved()
  const options = reportStatuses
    .filter((value) => !isXeroStatus(value) || can('xero:read'))
    .filter((value) => !isApprovalStatus(value) || isApproved)
    .map((value) => ({
      value,
      label: t(`reports.statuses.${value}`),
      description: isXeroStatus(value)
        ? t('reports.inXero')
        : isApprovalStatus(value)
          ? t('reports.approval')
          : undefined,
    }))
  return (
    <SearchMultiSelect
      className="hb-reports-filter"
      label={t('reports.status')}
      values={listOf(search.status) ?? []}
      labelOf={(value) => options.find((each) => each.value === value)?.label}
      onChange={(statuses) => onChange({ status: textOfList(statuses) })}
      queryKey={['billing-statuses', isApproved]}
      search={async (q) => await Promise.resolve(options.filter(({ label }) => has(label, q)))}
    />
  )
}

async function findClients(q: string) {
  const query = { q, limit: 50, withTotal: 'false' as const }
  const { items } = await answered(api.GET('/api/v1/clients', { params: { query } }))
  return items.map(({ id, name, number }) => ({
    value: id,
    label: name,
    description: number ?? undefined,
  }))
}

async function findProjects(q: string, clientIds: readonly string[]) {
  const [clientId] = clientIds
  const narrowed = clientId && clientIds.length === 1 ? { clientId } : {}
  const query = { q, limit: 50, withTotal: 'false' as const, ...narrowed }
  const { items } = await answered(api.GET('/api/v1/projects', { params: { query } }))
  return items.map(({ id, name, clientName }) => ({
    value: id,
    label: name,
    description: clientName,
  }))
}

async function findMembers(q: string) {
  const { items } = await answered(api.GET('/api/v1/members', { params: { query: mostNames } }))
  return items
    .filter(({ name }) => has(name, q))
    .map(({ id, name }) => ({ value: id, label: name }))
}

async function findTasks(q: string) {
  const query = { q, limit: 50 }
  const { items } = await answered(api.GET('/api/v1/tasks', { params: { query } }))
  return items.map(({ id, name }) => ({ value: id, label: name }))
}

function has(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.toLowerCase())
}

const mostNames = { limit: 200 }

/** The words of what an address names only by its id. */
function useNames(search: ReportSearch): (id: string) => string | undefined {
  const clients = useQueries({
    queries: (listOf(search.clientId) ?? []).map((clientId) => ({
      queryKey: ['clients', clientId],
      queryFn: async () =>
        await answered(api.GET('/api/v1/clients/{clientId}', { params: { path: { clientId } } })),
    })),
  })
  const projects = useQueries({
    queries: (listOf(search.projectId) ?? []).map((projectId) => ({
      queryKey: ['projects', projectId],
      queryFn: async () =>
        await answered(
          api.GET('/api/v1/projects/{projectId}', { params: { path: { projectId } } }),
        ),
    })),
  })
  const tasks = useQuery({
    queryKey: ['tasks', 'all'],
    queryFn: async () => await answered(api.GET('/api/v1/tasks', { params: { query: mostNames } })),
    enabled: search.taskId !== undefined,
  })
  const members = useQuery({
    queryKey: ['members', 'all'],
    queryFn: async () =>
      await answered(api.GET('/api/v1/members', { params: { query: mostNames } })),
    enabled: search.memberId !== undefined,
  })
  const named = [
    ...clients.flatMap(({ data }) => data ?? []),
    ...projects.flatMap(({ data }) => data ?? []),
    ...(tasks.data?.items ?? []),
    ...(members.data?.items ?? []),
  ]
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return (id) => names.get(id)
}
