import { answered, api } from '#client/api.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DocumentBadge } from '../finance/DocumentBadge.tsx'
import { standingOf } from '../finance/document-words.ts'
import type { XeroDocument } from '../finance/types.ts'
import { useListQuery } from '../list-query.ts'
import { useCan } from '../me.ts'
import { ExternalLink } from '../ui/buttons.tsx'
import { DataList } from '../ui/DataList.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { FileInvoiceIcon } from '../ui/icons.tsx'
import { Section } from '../ui/Page.tsx'
import { DayText, Money } from '../ui/Values.tsx'

const pageSize = 25

/** The invoices of a client in Xero: how each stands there, and what is due. */
export function ClientDocuments({ clientId }: { clientId: string }) {
  const can = useCan()
  return can('xero:read') ? <Documents clientId={clientId} /> : null
}

function Documents({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useListQuery({
    queryKey: ['xero-exports', 'of-client', clientId],
    read: (cursor) => readDocuments(clientId, cursor),
  })
  const columns = useColumns()
  const due = query.first?.due ?? []
  const words = due.map(({ currency, minor }) =>
    t('xeroExports.dueOfClient', { due: formats.money(minor, currency) }),
  )
  return (
    <Section
      title={t('xeroExports.ofClient')}
      actions={words.length > 0 ? <span className="hb-num">{words.join(' · ')}</span> : null}
    >
      <DataList
        {...query.list}
        label={t('xeroExports.ofClient')}
        columns={columns}
        rowKey={(document) => document.id}
        empty={{
          icon: FileInvoiceIcon,
          title: t('xeroExports.ofClientNone'),
          description: t('xeroExports.ofClientEmpty'),
        }}
      />
    </Section>
  )
}

function useColumns(): Column<XeroDocument>[] {
  const { t } = useTranslation()
  const { settings } = useFormats()
  const foreign = (currency: string) => (currency === settings.currency ? null : currency)
  return [
    {
      key: 'number',
      header: t('xeroExports.number'),
      cell: (row) => <Way document={row} />,
      phone: 'title',
    },
    {
      key: 'issuedOn',
      header: t('xeroExports.issuedOn'),
      width: 104,
      cell: (row) => <DayText day={row.issuedOn} />,
    },
    {
      key: 'dueOn',
      header: t('xeroExports.dueOn'),
      width: 104,
      phone: 'hidden',
      cell: (row) => <DayText day={row.dueOn} />,
    },
    {
      key: 'state',
      header: t('xeroExports.state'),
      width: 148,
      cell: (row) => <DocumentBadge document={row} />,
    },
    {
      key: 'total',
      header: t('xeroExports.total'),
      align: 'end',
      width: 112,
      phone: 'value',
      cell: (row) => <Money minor={row.totalMinor} currency={foreign(row.currency)} />,
    },
    {
      key: 'due',
      header: t('xeroExports.due'),
      align: 'end',
      width: 112,
      phone: 'line',
      // What is paid in full or not at all needs no second amount.
      phoneCell: (row) => <PartDue document={row} />,
      cell: (row) => <Money minor={dueOf(row)} currency={foreign(row.currency)} isDimmedWhenZero />,
    },
    {
      key: 'xero',
      header: t('xeroExports.viewInXero'),
      isHeaderHidden: true,
      width: 132,
      phone: 'line',
      cell: (row) =>
        row.url ? <ExternalLink href={row.url}>{t('xeroExports.viewInXero')}</ExternalLink> : null,
    },
  ]
}

/** Its number, and the way to its export where it came with one. */
function Way({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const name = document.xeroNumber ?? t('xeroExports.noNumberYet')
  if (document.exportId === null) return <span className="hb-cell-title">{name}</span>
  return (
    <Link
      className="hb-cell-title hb-nowrap"
      to="/finance/xero-exports/$exportId"
      params={{ exportId: document.exportId }}
    >
      {name}
    </Link>
  )
}

function PartDue({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  if (standingOf(document) !== 'part_paid') return null
  const due = money(dueOf(document) ?? 0, document.currency)
  return <span className="hb-num">{t('xeroExports.dueOfClient', { due })}</span>
}

/** Only what is approved is due, and what is not read yet is due in full. */
function dueOf(document: XeroDocument): number | null {
  const standing = standingOf(document)
  if (standing === null || standing === 'draft' || standing === 'awaiting_approval') return null
  return document.xeroDueMinor ?? document.totalMinor
}

function readDocuments(clientId: string, cursor: string | undefined) {
  const query = { clientId, kind: 'invoice' as const, limit: pageSize }
  return answered(
    api.GET('/api/v1/xero/documents', {
      params: { query: { ...query, ...(cursor ? { cursor } : {}) } },
    }),
  )
}
