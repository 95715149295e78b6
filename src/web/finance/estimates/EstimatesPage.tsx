import { estimateStates } from '#domain/estimate-state.ts'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { useCan } from '../../me.ts'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { given } from '../../search-params.ts'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { FilterTabs } from '../../ui/FilterTabs.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { FileInvoiceIcon, PlusIcon } from '../../ui/icons.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { DayText, Money } from '../../ui/Values.tsx'
import { useClientName } from '../client-name.ts'
import { type EstimatesSearch, type EstimateSummary, readEstimates } from './estimate-queries.ts'
import { EstimateBadge } from './EstimateBadge.tsx'
import { EstimateDrawer } from './EstimateDrawer.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/estimates')

/** What was offered to clients, and how it stands. */
export function EstimatesPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [isNew, setIsNew] = useState(false)
  const query = useListQuery<EstimateSummary>({
    queryKey: ['estimates', 'list', search],
    read: (cursor) => readEstimates(search, cursor),
  })
  const clientName = useClientName(search.clientId)
  const change = (changes: EstimatesSearch) =>
    void navigate({ search: given({ ...search, ...changes }), replace: true })
  const open = (estimateId: string) =>
    void navigate({ to: '/finance/estimates/$estimateId', params: { estimateId } })
  return (
    <Page
      title={t('estimates.title')}
      actions={
        can('invoices:write') ? (
          <Button leftSection={<PlusIcon />} onClick={() => setIsNew(true)}>
            {t('estimates.new')}
          </Button>
        ) : null
      }
    >
      <Toolbar>
        <SearchInput
          label={t('estimates.search')}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
        <ClientSelect
          className="hb-finance-filter"
          isLabelHidden
          isClearable
          placeholder={t('pickers.client')}
          value={search.clientId ?? null}
          valueLabel={clientName}
          onChange={(clientId) => change({ clientId: clientId ?? undefined })}
        />
        <FilterTabs
          label={t('estimates.state')}
          value={search.state ?? 'all'}
          onChange={(state) => change({ state: state === 'all' ? undefined : state })}
          tabs={[
            { value: 'all' as const, label: t('ui.all') },
            ...estimateStates.map((value) => ({ value, label: t(`estimates.states.${value}`) })),
          ]}
        />
      </Toolbar>
      <DataList
        {...query.list}
        label={t('estimates.title')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        onOpen={(row) => open(row.id)}
        empty={
          Object.keys(search).length > 0
            ? { title: t('estimates.nothingTitle'), description: t('estimates.nothing') }
            : {
                icon: FileInvoiceIcon,
                title: t('estimates.emptyTitle'),
                description: t('estimates.empty'),
              }
        }
      />
      {isNew ? (
        <EstimateDrawer onClose={() => setIsNew(false)} onDone={(estimate) => open(estimate.id)} />
      ) : null}
    </Page>
  )
}

function useColumns(): Column<EstimateSummary>[] {
  const { t } = useTranslation()
  const { settings } = useFormats()
  return [
    {
      key: 'number',
      header: t('estimates.number'),
      width: 130,
      cell: (row) => (
        <Link
          className="hb-cell-title hb-nowrap"
          to="/finance/estimates/$estimateId"
          params={{ estimateId: row.id }}
        >
          {row.number ?? t('estimates.draft')}
        </Link>
      ),
    },
    {
      key: 'title',
      header: t('estimates.subject'),
      isTruncated: true,
      cell: (row) => <ClippedText text={row.title} />,
    },
    {
      key: 'client',
      header: t('pickers.client'),
      width: '24%',
      isTruncated: true,
      cell: (row) => <ClippedText text={row.clientName} />,
    },
    {
      key: 'issuedOn',
      header: t('estimates.issuedOn'),
      width: 110,
      phone: 'hidden',
      cell: (row) => <DayText day={row.issuedOn} />,
    },
    {
      key: 'validUntil',
      header: t('estimates.validUntil'),
      width: 140,
      phone: 'labelled',
      cell: (row) => <DayText day={row.validUntil} />,
    },
    {
      key: 'total',
      header: t('estimates.total'),
      align: 'end',
      width: 120,
      phone: 'value',
      cell: ({ totalMinor, currency }) => (
        <Money minor={totalMinor} currency={currency === settings.currency ? null : currency} />
      ),
    },
    {
      key: 'state',
      header: t('estimates.state'),
      width: 130,
      cell: (row) => <EstimateBadge state={row.state} />,
    },
  ]
}
