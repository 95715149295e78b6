import { Drawer } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Dash, DayText, Money } from '../../ui/Values.tsx'
import { type AgedClient, type AgedInvoice, agedInvoicesList } from './ageing-queries.ts'

type AgedInvoicesDrawerProps = { on: string; client: AgedClient; onClose: () => void }

/** The invoices behind the amounts of a client. */
export function AgedInvoicesDrawer({ on, client, onClose }: AgedInvoicesDrawerProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { clientId, clientName, currency } = client
  const { list } = useListQuery(agedInvoicesList({ on, clientId, currency }))
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('ageing.ofClient', { client: clientName, day: formats.day(on) })}
      size={720}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <DataList
        label={t('ageing.ofClient', { client: clientName, day: formats.day(on) })}
        columns={useColumns(client)}
        {...list}
        rowKey={(row) => row.id}
        empty={{ title: t('ageing.emptyTitle') }}
      />
    </Drawer>
  )
}

function useColumns(client: AgedClient): Column<AgedInvoice>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'number',
      header: t('invoices.number'),
      phone: 'title',
      cell: (row) => (
        <Link
          className="hb-cell-title"
          to="/finance/invoices/$invoiceId"
          params={{ invoiceId: row.id }}
        >
          {row.number}
        </Link>
      ),
      footer: t('ageing.total'),
    },
    {
      key: 'dueOn',
      header: t('invoices.dueOn'),
      width: 108,
      cell: (row) => <DayText day={row.dueOn} />,
    },
    {
      key: 'late',
      header: t('ageing.late'),
      align: 'end',
      width: 96,
      phone: 'labelled',
      cell: (row) => <span className="hb-num">{row.overdueDays}</span>,
    },
    {
      key: 'reminder',
      header: t('reminders.last'),
      width: 116,
      phone: 'labelled',
      cell: ({ lastReminder: last }) =>
        last ? (
          <span className="hb-nowrap">
            {last.step} · <DayText day={last.plannedOn} />
          </span>
        ) : (
          <Dash />
        ),
    },
    {
      key: 'total',
      header: t('invoices.total'),
      align: 'end',
      width: 116,
      phone: 'hidden',
      cell: (row) => <Money minor={row.totalMinor} currency={null} />,
    },
    {
      key: 'due',
      header: t('ageing.due'),
      align: 'end',
      width: 116,
      phone: 'value',
      cell: (row) => <Money minor={row.dueMinor} currency={null} />,
      footer: <Money minor={client.dueMinor} currency={client.currency} />,
    },
  ]
}
