import { answered, api, type ItemOf } from '#client/api.ts'
import { auditSubjects } from '#domain/audit.ts'
import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { given, oneOf } from '../../search-params.ts'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { HistoryIcon } from '../../ui/icons.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { MomentText } from '../../ui/Values.tsx'
import type { AuditLogSearch } from './audit-log-search.ts'
import { AuditChanges } from './AuditChanges.tsx'
import { AuditSubjectName } from './AuditSubjectName.tsx'
import './audit-log.css'

type AuditEntry = ItemOf<'/api/v1/audit-log'>

const route = getRouteApi('/shell/settings/audit-log')
const pageLimit = 100
// The others say how something is since then, without what it was before.
const withBefore: ReadonlySet<AuditEntry['action']> = new Set(['changed', 'deleted', 'retried'])

/** Who changed what and when, newest first. */
export function AuditLogPage() {
  const { t } = useTranslation()
  const filter = route.useSearch()
  const query = useListQuery<AuditEntry>({
    queryKey: ['audit-log', filter],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/audit-log', {
          params: { query: queryOf(filter, { cursor, limit: pageLimit }) },
        }),
      ),
  })
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <Page
      title={t('auditLog.title')}
      description={t('auditLog.description')}
      actions={
        <Button variant="default" component="a" href={fileOf(filter)} download="audit-log.csv">
          {t('auditLog.downloadCsv')}
        </Button>
      }
    >
      <LogFilters />
      <DataList
        {...query.list}
        label={t('auditLog.title')}
        columns={useColumns()}
        rowKey={(entry) => entry.id}
        empty={{
          icon: HistoryIcon,
          title: t(isFiltered ? 'auditLog.nothingTitle' : 'auditLog.emptyTitle'),
          description: t(isFiltered ? 'auditLog.nothingText' : 'auditLog.empty'),
        }}
      />
    </Page>
  )
}

function LogFilters() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  // The search field keeps what is typed; showing all makes it anew.
  const [resets, setResets] = useState(0)
  const members = useQuery({
    queryKey: ['members', 'all'],
    queryFn: () => answered(api.GET('/api/v1/members', { params: { query: { limit: 200 } } })),
  })
  const change = (changes: Partial<AuditLogSearch>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  const isFiltered = Object.values(search).some((value) => value !== undefined)
  return (
    <Toolbar>
      <SearchInput
        key={resets}
        label={t('auditLog.search')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <Select
        className="hb-audit-filter"
        aria-label={t('auditLog.who')}
        searchable
        value={search.memberId ?? 'anybody'}
        onChange={(value) =>
          change({ memberId: value === 'anybody' ? undefined : (value ?? undefined) })
        }
        nothingFoundMessage={t('ui.nothingFound')}
        data={[
          { value: 'anybody', label: t('auditLog.anybody') },
          ...(members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: 'hourbook', label: t('auditLog.hourbook') },
        ]}
      />
      <Select
        className="hb-audit-filter"
        aria-label={t('auditLog.what')}
        searchable
        value={search.subject ?? 'anything'}
        onChange={(value) => change({ subject: oneOf(value, auditSubjects) })}
        nothingFoundMessage={t('ui.nothingFound')}
        data={[
          { value: 'anything', label: t('auditLog.anything') },
          ...auditSubjects.map((value) => ({ value, label: t(`auditLog.subjects.${value}`) })),
        ]}
      />
      <div className="hb-log-days">
        <DayInput
          label={t('auditLog.from')}
          isLabelHidden
          isClearable
          placeholder={t('auditLog.from')}
          value={search.from ?? null}
          onChange={(from) => change({ from: from ?? undefined })}
        />
        <DayInput
          label={t('auditLog.to')}
          isLabelHidden
          isClearable
          placeholder={t('auditLog.to')}
          value={search.to ?? null}
          onChange={(to) => change({ to: to ?? undefined })}
        />
      </div>
      {isFiltered ? (
        <button
          type="button"
          className="hb-link-button"
          onClick={() => {
            setResets(resets + 1)
            void navigate({ search: {}, replace: true })
          }}
        >
          {t('auditLog.showAll')}
        </button>
      ) : null}
    </Toolbar>
  )
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'when',
      header: t('auditLog.when'),
      width: 144,
      phone: 'line',
      cell: (entry) => <MomentText at={entry.happenedAt} />,
    },
    {
      key: 'who',
      header: t('auditLog.who'),
      width: '17%',
      phone: 'line',
      cell: (entry) => <Who entry={entry} />,
    },
    {
      key: 'what',
      header: t('auditLog.what'),
      width: '33%',
      phone: 'title',
      cell: (entry) => <What entry={entry} />,
    },
    {
      key: 'changes',
      header: t('auditLog.changes'),
      phone: 'line',
      cell: (entry) => (
        <AuditChanges changes={entry.changes} isNew={!withBefore.has(entry.action)} />
      ),
    },
  ]
}

function Who({ entry: { memberName, tokenName } }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  return (
    <>
      {memberName ?? <span className="hb-dim">{t('auditLog.hourbook')}</span>}
      {tokenName === null ? null : (
        <div className="hb-cell-sub">{t('auditLog.byToken', { name: tokenName })}</div>
      )}
    </>
  )
}

function What({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const { action, subject } = entry
  return (
    <>
      <AuditSubjectName entry={entry} />
      <div className="hb-cell-sub hb-audit-done">
        {t(`auditLog.subjects.${subject}`)} · {t(`auditLog.actions.${action}`)}
      </div>
    </>
  )
}

function queryOf(
  { subject, ...rest }: AuditLogSearch,
  page: { cursor?: string | undefined; limit: number },
) {
  return given({ ...rest, ...page, subject: subject && [subject] })
}

function fileOf(filter: AuditLogSearch): string {
  return `/api/v1/audit-log/export?${new URLSearchParams(Object.entries(given(filter)))}`
}
