import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import { DataList } from '../../ui/DataList.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { ExportIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/Page.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { MomentText, Money } from '../../ui/Values.tsx'
import { exportTones, isClosed } from '../document-words.ts'
import type { XeroExport } from '../types.ts'
import { readExports } from './export-queries.ts'
import { useExportTabs } from './export-tabs.ts'

/** Everything that was exported to Xero, the newest first. */
export function XeroExportsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const query = useListQuery({
    queryKey: ['xero-exports'],
    read: readExports,
    isUnderWay: ({ state }) => state === 'sending',
  })
  return (
    <Page title={t('xeroExports.title')} tabs={useExportTabs()} notice={<XeroNotice />}>
      <DataList
        {...query.list}
        label={t('xeroExports.title')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        onOpen={(row) =>
          void navigate({ to: '/finance/xero-exports/$exportId', params: { exportId: row.id } })
        }
        empty={{
          icon: ExportIcon,
          title: t('xeroExports.emptyTitle'),
          description: t('xeroExports.empty'),
          action: (
            <>
              <Button variant="default" component={Link} to="/finance/uninvoiced">
                {t('xeroExports.toUninvoiced')}
              </Button>
              <Button variant="default" component={Link} to="/reports/hours">
                {t('xeroExports.toReports')}
              </Button>
            </>
          ),
        }}
      />
    </Page>
  )
}

function useColumns(): Column<XeroExport>[] {
  const { t } = useTranslation()
  const { settings } = useFormats()
  // Said only where it is not the workspace's.
  const foreignCurrencyOf = ({ documents }: XeroExport) =>
    documents.find(({ currency }) => currency !== settings.currency)?.currency ?? null
  return [
    {
      key: 'createdAt',
      header: t('xeroExports.exportedAt'),
      width: 180,
      cell: (row) => (
        <Link
          className="hb-cell-title"
          to="/finance/xero-exports/$exportId"
          params={{ exportId: row.id }}
        >
          <MomentText at={row.createdAt} />
        </Link>
      ),
    },
    {
      key: 'clients',
      header: t('xeroExports.clients'),
      width: '40%',
      isTruncated: true,
      cell: (row) => <ClientNames row={row} />,
    },
    {
      key: 'by',
      header: t('xeroExports.by'),
      width: '20%',
      isTruncated: true,
      cell: (row) => <ClippedText className="hb-dim" text={row.requestedByName} />,
    },
    {
      key: 'documents',
      header: t('xeroExports.invoices'),
      align: 'end',
      phone: 'hidden',
      cell: (row) => liveDocuments(row).length,
    },
    {
      key: 'total',
      header: t('xeroExports.total'),
      align: 'end',
      width: 120,
      phone: 'value',
      cell: (row) => <Money minor={totalOf(row)} currency={foreignCurrencyOf(row)} />,
    },
    {
      key: 'state',
      header: t('xeroExports.state'),
      width: 140,
      cell: (row) => (
        <StatusBadge tone={exportTones[row.state]} isLive={row.state === 'sending'}>
          {t(`xeroExports.exportStates.${row.state}`)}
        </StatusBadge>
      ),
    },
  ]
}

function ClientNames({ row }: { row: XeroExport }) {
  const { t } = useTranslation()
  const names = [...new Set(row.documents.map((document) => document.clientName))]
  const [first = ''] = names
  if (names.length <= 2) return <ClippedText text={names.join(', ')} />
  return (
    <span className="hb-clipped" title={names.join(', ')}>
      {t('xeroExports.andMore', { name: first, count: names.length - 1 })}
    </span>
  )
}

/** Those that count in Xero, or may still come there. */
export function liveDocuments({ documents }: XeroExport) {
  return documents.filter((document) => !isClosed(document))
}

export function totalOf(row: XeroExport): number {
  return liveDocuments(row).reduce((total, document) => total + document.totalMinor, 0)
}
