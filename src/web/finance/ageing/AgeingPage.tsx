import { ageingBuckets } from '#domain/ageing.ts'
import { Button, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { FileInvoiceIcon } from '../../ui/icons.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { Money } from '../../ui/Values.tsx'
import { AgedInvoicesDrawer } from './AgedInvoicesDrawer.tsx'
import { type AgedClient, type Ageing, ageingQuery } from './ageing-queries.ts'
import '../finance.css'

const route = getRouteApi('/shell/finance/ageing')

/** What clients owe on own invoices on a day, by how long it is overdue: journals are not among Xero's receivables. */
export function AgeingPage() {
  const { t } = useTranslation()
  const { today } = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const on = search.on ?? today
  const [opened, setOpened] = useState<AgedClient | null>(null)
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(ageingQuery(on))
  const columns = useAgeingColumns(data, setOpened)
  return (
    <Page
      title={t('ageing.title')}
      description={t('ageing.description')}
      actions={
        <Button
          variant="default"
          component="a"
          href={`/api/v1/ageing/file?on=${on}`}
          download={`ageing-${on}.csv`}
        >
          {t('lists.downloadCsv')}
        </Button>
      }
    >
      <Toolbar>
        <DayInput
          label={t('ageing.on')}
          isLabelHidden
          value={on}
          onChange={(day) => void navigate({ search: day && day !== today ? { on: day } : {} })}
        />
      </Toolbar>
      <DataList
        label={t('ageing.title')}
        columns={columns}
        rows={data?.clients}
        rowKey={(row) => `${row.clientId} ${row.currency}`}
        isLoading={isPending}
        isStale={isPlaceholderData}
        error={error}
        onRetry={() => void refetch()}
        onOpen={setOpened}
        empty={{
          icon: FileInvoiceIcon,
          title: t('ageing.emptyTitle'),
          description: t('ageing.empty'),
        }}
      />
      {opened ? (
        <AgedInvoicesDrawer on={on} client={opened} onClose={() => setOpened(null)} />
      ) : null}
    </Page>
  )
}

function useAgeingColumns(
  ageing: Ageing | undefined,
  open: (client: AgedClient) => void,
): Column<AgedClient>[] {
  const { t } = useTranslation()
  const { settings } = useFormats()
  const totals = ageing?.totals ?? []
  // Of several currencies there is no sum; each row says its own.
  const [total] = totals.length === 1 ? totals : []
  const isForeign = (currency: string) => totals.length > 1 || currency !== settings.currency
  const amounts = [...ageingBuckets].map((bucket): Column<AgedClient> => ({
    key: bucket,
    header: t(`ageing.buckets.${bucket}`),
    align: 'end',
    width: 116,
    phone: 'labelled',
    cell: (row) => <Money minor={row.buckets[bucket]} currency={null} isDimmedWhenZero />,
    footer: total ? <Money minor={total.buckets[bucket]} currency={null} /> : null,
  }))
  return [
    {
      key: 'client',
      header: t('pickers.client'),
      isTruncated: true,
      phone: 'title',
      cell: (row) => (
        <UnstyledButton className="hb-cell-title" onClick={() => open(row)}>
          {row.clientName}
        </UnstyledButton>
      ),
      footer: total ? t('ageing.total') : null,
    },
    ...amounts,
    {
      key: 'due',
      header: t('ageing.due'),
      align: 'end',
      width: 124,
      phone: 'value',
      cell: (row) => (
        <strong>
          <Money minor={row.dueMinor} currency={isForeign(row.currency) ? row.currency : null} />
        </strong>
      ),
      footer: total ? <Money minor={total.dueMinor} currency={total.currency} /> : null,
    },
  ]
}
