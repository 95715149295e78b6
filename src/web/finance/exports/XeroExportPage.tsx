import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useCallCost } from '../../ui/call-cost.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Facts, Page } from '../../ui/Page.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { useCan } from '../../me.ts'
import { RefreshIcon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { Money } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { exportTones, isUnderWay } from '../document-words.ts'
import type { XeroExport } from '../types.ts'
import { exportQuery } from './export-queries.ts'
import { SharedProblem, sharedProblems } from './SharedProblems.tsx'
import { XeroDocumentFold } from './XeroDocumentFold.tsx'
import { liveDocuments, totalOf } from './XeroExportsPage.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/xero-exports/$exportId')

/** What became of one export, document by document, while it is sent and ever after. */
export function XeroExportPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { exportId } = route.useParams()
  const { data, error, refetch } = useQuery(exportQuery(exportId))
  return (
    <Page
      title={
        data
          ? t('xeroExports.exportOf', { moment: formats.moment(data.createdAt) })
          : t('xeroExports.title')
      }
      parent={{ label: t('xeroExports.title'), to: '/finance/xero-exports' }}
      notice={<XeroNotice />}
      isLoading={!data && !error}
      status={data ? <ExportBadge state={data.state} /> : null}
      actions={data ? <RefreshButton row={data} /> : null}
    >
      {data ? <ExportDocuments row={data} /> : null}
      {!data && error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines /> : null}
    </Page>
  )
}

const idsPerCall = 40

/** Reads all documents of the export from Xero now; a quarter of an hour later it would be known anyway. */
function RefreshButton({ row }: { row: XeroExport }) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const can = useCan()
  const refresh = useWrite<void, unknown>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/exports/{exportId}/refresh', {
          params: { path: { exportId: row.id } },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => toast(t('xeroExports.refreshed')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  if (!can('xero:export') || row.documents.every((each) => each.xeroId === null)) return null
  return (
    <Button
      variant="default"
      leftSection={<RefreshIcon />}
      loading={refresh.isPending}
      title={callCost(Math.ceil(row.documents.length / idsPerCall))}
      onClick={() => refresh.mutate()}
    >
      {t('xeroExports.refresh')}
    </Button>
  )
}

function ExportBadge({ state }: Pick<XeroExport, 'state'>) {
  const { t } = useTranslation()
  return (
    <StatusBadge tone={exportTones[state]} isLive={state === 'sending'}>
      {t(`xeroExports.exportStates.${state}`)}
    </StatusBadge>
  )
}

const openAtFirst = 1

function ExportDocuments({ row }: { row: XeroExport }) {
  const { t } = useTranslation()
  const { documents } = row
  const [first] = documents
  const shared = sharedProblems(documents)
  const settled = documents.filter((document) => !isUnderWay(document)).length
  return (
    <>
      {settled < documents.length ? (
        <div className="hb-finance-progress" aria-live="polite">
          <ProgressBar
            label={t('xeroExports.progress')}
            value={settled}
            total={documents.length > 1 ? documents.length : null}
          >
            {t('xeroExports.progressOf', { settled, total: documents.length })}
          </ProgressBar>
          <p className="hb-dim hb-small">{t('xeroExports.progressNote')}</p>
        </div>
      ) : null}
      <Facts
        facts={[
          { label: t('xeroExports.invoices'), value: liveDocuments(row).length },
          {
            label: t('xeroExports.total'),
            value: <Money minor={totalOf(row)} currency={first?.currency ?? null} />,
          },
          {
            label: t('xeroExports.sentAs'),
            value: first ? t(`xeroExports.statuses.${first.targetStatus}`) : '–',
          },
          { label: t('xeroExports.by'), value: row.requestedByName },
        ]}
      />
      {[...shared].map(([code, group]) => (
        <SharedProblem key={code} documents={group} />
      ))}
      <section aria-label={t('xeroExports.documentsLabel')} className="hb-finance-documents">
        {documents.map((document) => (
          <XeroDocumentFold
            key={document.id}
            document={document}
            isOpenAtFirst={documents.length <= openAtFirst}
            isProblemSaid={
              document.state === 'rejected' && shared.has(document.problem?.code ?? '')
            }
          />
        ))}
      </section>
    </>
  )
}
