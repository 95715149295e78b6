import { answered, api, type ItemOf } from '#client/api.ts'
import { Button, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { AdministrationFilter } from '../../pickers/AdministrationFilter.tsx'
import { useSeveralAdministrations } from '../../administrations.ts'
import { given, oneOf } from '../../search-params.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { HistoryIcon } from '../../ui/icons.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import { toastCause } from '../../ui/toast.tsx'
import { Dash, Quantity } from '../../ui/Values.tsx'
import { CallDocuments } from './CallDocuments.tsx'
import { ReportCall } from './ReportProblem.tsx'
import { NotRetried, type Problems, RetryMatching } from './RetryMatching.tsx'
import { filterOf, outcomes, purposes, type Outcome } from './sync-log-search.ts'
import './sync-log.css'

type SyncLogEntry = ItemOf<'/api/v1/sync-log'>

const route = getRouteApi('/shell/settings/sync-log')
const pageLimit = 100

const outcomeTones: Record<Outcome, StatusTone> = {
  ok: 'success',
  rejected: 'danger',
  busy: 'warning',
  unauthorised: 'danger',
  unknown: 'warning',
}

/** Every call to Xero, newest first. */
export function SyncLogPage() {
  const { t } = useTranslation()
  const filter = filterOf(route.useSearch())
  const query = useListQuery<SyncLogEntry>({
    queryKey: ['sync-log', filter],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/sync-log', {
          params: { query: given({ ...filter, cursor, limit: pageLimit }) },
        }),
      ),
  })
  const [problems, setProblems] = useState<Problems>([])
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <Page
      title={t('syncLog.title')}
      description={t('syncLog.description')}
      notice={<XeroNotice />}
      actions={<RetryMatching filter={filter} onProblems={setProblems} />}
    >
      <NotRetried problems={problems} />
      <LogFilters />
      <DataList
        {...query.list}
        label={t('syncLog.title')}
        columns={useColumns()}
        rowKey={(entry) => entry.id}
        empty={{
          icon: HistoryIcon,
          title: t(isFiltered ? 'syncLog.nothingTitle' : 'syncLog.emptyTitle'),
          description: t(isFiltered ? 'syncLog.nothing' : 'syncLog.empty'),
        }}
      />
    </Page>
  )
}

function LogFilters() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...changes }, replace: true })
  return (
    <Toolbar>
      <Select
        w={184}
        aria-label={t('syncLog.filterPurpose')}
        value={search.purpose ?? 'any'}
        onChange={(value) => change({ purpose: oneOf(value, purposes) })}
        data={[
          { value: 'any', label: t('syncLog.anyPurpose') },
          ...purposes.map((value) => ({ value, label: t(`syncLog.purposes.${value}`) })),
        ]}
      />
      <Select
        w={160}
        aria-label={t('syncLog.filterOutcome')}
        value={search.outcome ?? 'any'}
        onChange={(value) => change({ outcome: oneOf(value, outcomes) })}
        data={[
          { value: 'any', label: t('syncLog.anyOutcome') },
          ...outcomes.map((value) => ({ value, label: t(`syncLog.outcomes.${value}`) })),
        ]}
      />
      <AdministrationFilter
        value={search.administration}
        onChange={(administration) => change({ administration })}
      />
      <div className="hb-log-days">
        <DayInput
          label={t('syncLog.from')}
          isLabelHidden
          isClearable
          placeholder={t('syncLog.from')}
          value={search.from ?? null}
          onChange={(from) => change({ from: from ?? undefined })}
        />
        <DayInput
          label={t('syncLog.to')}
          isLabelHidden
          isClearable
          placeholder={t('syncLog.to')}
          value={search.to ?? null}
          onChange={(to) => change({ to: to ?? undefined })}
        />
      </div>
      {search.subjectId || search.documentId ? (
        <>
          <span className="hb-dim hb-small">{t('syncLog.onlySubject')}</span>
          <Button
            size="xs"
            variant="default"
            onClick={() => change({ subjectId: undefined, documentId: undefined })}
          >
            {t('syncLog.showAll')}
          </Button>
        </>
      ) : null}
    </Toolbar>
  )
}

function useColumns(): Column<SyncLogEntry>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'time',
      header: t('syncLog.time'),
      width: 150,
      phone: 'line',
      cell: (entry) => <CallTime at={entry.startedAt} />,
    },
    {
      key: 'purpose',
      header: t('syncLog.purpose'),
      width: 168,
      phone: 'title',
      cell: (entry) => (
        <>
          <Purpose entry={entry} />
          <CalledAdministration name={entry.administrationName} />
        </>
      ),
    },
    {
      key: 'outcome',
      header: t('syncLog.outcome'),
      width: 136,
      phone: 'value',
      cell: (entry) => <CallOutcome entry={entry} />,
    },
    {
      key: 'call',
      header: t('syncLog.call'),
      isTruncated: true,
      phone: 'line',
      cell: (entry) => <Call entry={entry} />,
    },
    {
      key: 'documents',
      header: t('syncLog.documents'),
      width: 150,
      phone: 'line',
      cell: (entry) => <CallDocuments documents={entry.documents} />,
    },
    {
      key: 'attempt',
      header: t('syncLog.attempt'),
      align: 'end',
      width: 68,
      phone: 'hidden',
      cell: (entry) => entry.attempt,
    },
    {
      key: 'duration',
      header: t('syncLog.duration'),
      align: 'end',
      width: 92,
      phone: 'hidden',
      cell: (entry) => t('syncLog.milliseconds', { count: entry.durationMs }),
    },
    {
      key: 'calls-left',
      header: t('syncLog.callsLeft'),
      align: 'end',
      width: 88,
      phone: 'hidden',
      cell: (entry) =>
        entry.dayCallsRemaining === null ? (
          <Dash />
        ) : (
          <Quantity value={String(entry.dayCallsRemaining)} />
        ),
    },
    {
      key: 'correlation',
      header: t('syncLog.correlation'),
      width: 96,
      isTruncated: true,
      phone: 'hidden',
      cell: (entry) =>
        entry.correlationId ? (
          <code className="hb-log-code" title={entry.correlationId}>
            {entry.correlationId}
          </code>
        ) : (
          <Dash />
        ),
    },
  ]
}

function CallTime({ at }: { at: string }) {
  const formats = useFormats()
  return (
    <time className="hb-num" dateTime={at}>
      {formats.moment(at, 'seconds')}
    </time>
  )
}

/** Said where there are several. */
function CalledAdministration({ name }: { name: string | null }) {
  const several = useSeveralAdministrations()
  if (several.length === 0 || name === null) return null
  return (
    <div className="hb-cell-sub hb-ellipsis" title={name}>
      {name}
    </div>
  )
}

function Purpose({ entry }: { entry: SyncLogEntry }) {
  const { t } = useTranslation()
  const known = oneOf(entry.purpose, purposes)
  const words = known ? t(`syncLog.purposes.${known}`) : entry.purpose
  if (entry.subjectKind === 'contact_import' && entry.subjectId) {
    return (
      <Link
        to="/settings/import/$importId"
        params={{ importId: entry.subjectId }}
        className="hb-log-link"
      >
        {words}
      </Link>
    )
  }
  if (entry.subjectKind === 'xero_export' && entry.subjectId) {
    return (
      <Link
        to="/finance/xero-exports/$exportId"
        params={{ exportId: entry.subjectId }}
        className="hb-log-link"
      >
        {words}
      </Link>
    )
  }
  if (entry.subjectKind === 'xero_document' && entry.subjectId) {
    return <DocumentLink documentId={entry.subjectId}>{words}</DocumentLink>
  }
  return words
}

/** Leads to where the document is shown: the export it came with, or the invoice whose sales transaction it is. */
function DocumentLink({ documentId, children }: { documentId: string; children: ReactNode }) {
  const queryClient = useQueryClient()
  const navigate = route.useNavigate()

  async function open(): Promise<void> {
    try {
      const { exportId, invoiceId } = await queryClient.fetchQuery({
        queryKey: ['xero', 'documents', documentId],
        queryFn: () =>
          answered(
            api.GET('/api/v1/xero/documents/{documentId}', { params: { path: { documentId } } }),
          ),
      })
      if (exportId) await navigate({ to: '/finance/xero-exports/$exportId', params: { exportId } })
      else if (invoiceId)
        await navigate({ to: '/finance/invoices/$invoiceId', params: { invoiceId } })
    } catch (error) {
      toastCause(error)
    }
  }

  return (
    <button type="button" className="hb-link-button hb-log-link" onClick={() => void open()}>
      {children}
    </button>
  )
}

function CallOutcome({ entry }: { entry: SyncLogEntry }) {
  const { t } = useTranslation()
  return (
    <span className="hb-log-outcome">
      <StatusBadge tone={outcomeTones[entry.outcome]}>
        {t(`syncLog.outcomes.${entry.outcome}`)}
      </StatusBadge>
      <span className="hb-dim hb-num">{entry.status ?? t('syncLog.noAnswer')}</span>
      {entry.outcome === 'rejected' || entry.outcome === 'unknown' ? (
        <ReportCall entry={entry} />
      ) : null}
    </span>
  )
}

function Call({ entry }: { entry: SyncLogEntry }) {
  const call = `${entry.method} ${entry.path}`
  return (
    <>
      <code className="hb-log-code" title={call}>
        {call.replace('/api.xro/2.0/', '')}
      </code>
      {entry.detail ? (
        <div className="hb-cell-sub hb-ellipsis hb-log-detail" title={entry.detail}>
          {entry.detail}
        </div>
      ) : null}
    </>
  )
}
