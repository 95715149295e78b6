import { invoiceStates } from '#domain/invoice-state.ts'
import { dueFilters } from '#domain/payments.ts'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { useCan } from '../../me.ts'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ActionsMenu, ReasonButton } from '../../ui/buttons.tsx'
import { DataList } from '../../ui/DataList.tsx'
import { FilterTabs } from '../../ui/FilterTabs.tsx'
import { FileInvoiceIcon, JournalIcon, PlusIcon, TableIcon } from '../../ui/icons.tsx'
import { SelectionBar } from '../../ui/list-selection.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { Money } from '../../ui/Values.tsx'
import { useClientName } from '../client-name.ts'
import { isUnderWay } from '../document-words.ts'
import type { InvoiceSummary } from '../types.ts'
import { InvoiceSums } from './InvoiceSums.tsx'
import { useInvoiceColumns } from './invoice-columns.tsx'
import { readInvoices } from './invoice-queries.ts'
import type { InvoicesSearch } from './invoices-search.ts'
import { useSalesTarget, useSalesTransactionsReason } from './sales-transactions.ts'
import { SalesTransactionsDialog } from './SalesTransactionsDialog.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/invoices')

/** Own invoices: found, filtered, and turned into sales transactions in Xero. */
export function InvoicesPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [selected, setSelected] = useState<ReadonlyMap<string, InvoiceSummary>>(new Map())
  const [isPosting, setIsPosting] = useState(false)
  const query = useListQuery({
    queryKey: ['invoices', 'list', search],
    read: (cursor) => readInvoices(search, cursor),
    isUnderWay: ({ salesTransaction }) => salesTransaction !== null && isUnderWay(salesTransaction),
  })
  const rows = query.rows ?? []
  // What is selected stays as it was seen, but rows in sight are the fresher ones.
  const chosen = [...selected.values()].map((each) => rows.find(({ id }) => id === each.id) ?? each)
  const salesTarget = useSalesTarget(chosen)
  const postingReason = useSalesTransactionsReason(chosen)
  const clientName = useClientName(search.clientId)
  const columns = useInvoiceColumns(search.due === 'overdue')
  const isFiltered = Object.keys(search).length > 0

  function change(changes: { [Key in keyof InvoicesSearch]: InvoicesSearch[Key] | undefined }) {
    void navigate({
      search: (before) => ({ ...before, ...changes }) as InvoicesSearch,
      replace: true,
    })
  }

  function select(ids: ReadonlySet<string>): void {
    const known = new Map([...selected, ...rows.map((row) => [row.id, row] as const)])
    setSelected(new Map([...known].filter(([id]) => ids.has(id))))
  }

  return (
    <Page
      title={t('invoices.title')}
      notice={<XeroNotice />}
      actions={
        can('invoices:write') ? (
          <>
            <ActionsMenu
              items={[
                {
                  label: t(`invoices.createSalesTransaction.${salesTarget}`),
                  icon: JournalIcon,
                  onClick: () => setIsPosting(true),
                  disabledReason: postingReason,
                },
                'divider',
                {
                  label: t('invoices.numbers.title'),
                  icon: TableIcon,
                  onClick: () => void navigate({ to: '/finance/invoices/numbers' }),
                },
              ]}
            />
            <Button leftSection={<PlusIcon />} component={Link} to="/finance/invoices/new">
              {t('invoices.new')}
            </Button>
          </>
        ) : null
      }
    >
      <Toolbar>
        <SearchInput
          label={t('invoices.search')}
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
          label={t('invoices.state')}
          value={search.state ?? 'all'}
          onChange={(state) => change({ state: state === 'all' ? undefined : state })}
          tabs={[
            { value: 'all' as const, label: t('ui.all') },
            ...invoiceStates.map((value) => ({ value, label: t(`invoices.states.${value}`) })),
          ]}
        />
        <FilterTabs
          label={t('invoices.dueFilter')}
          value={search.due ?? 'all'}
          onChange={(due) => change({ due: due === 'all' ? undefined : due })}
          tabs={[
            { value: 'all' as const, label: t('ui.all') },
            ...dueFilters.map((value) => ({ value, label: t(`invoices.dueFilters.${value}`) })),
          ]}
        />
        <InvoiceSums sums={query.first?.sums ?? []} />
      </Toolbar>
      <DataList
        {...query.list}
        label={t('invoices.title')}
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={(row) =>
          void navigate({ to: '/finance/invoices/$invoiceId', params: { invoiceId: row.id } })
        }
        empty={
          isFiltered
            ? { title: t('invoices.noneMatch'), description: t('invoices.noneMatchWhatToDo') }
            : {
                icon: FileInvoiceIcon,
                title: t('invoices.emptyTitle'),
                description: t('invoices.empty'),
                action: (
                  <Button variant="default" component={Link} to="/finance/uninvoiced">
                    {t('xeroExports.toUninvoiced')}
                  </Button>
                ),
              }
        }
        {...(can('invoices:write')
          ? {
              selection: {
                selected: new Set(selected.keys()),
                onChange: select,
                nameOf: (row: InvoiceSummary) =>
                  row.number ?? `${t('invoices.draft')} ${row.clientName}`,
              },
            }
          : {})}
      />
      <SelectionBar
        count={selected.size}
        onClear={() => setSelected(new Map())}
        actions={
          <ReasonButton disabledReason={postingReason} onClick={() => setIsPosting(true)}>
            {t(`invoices.createSalesTransaction.${salesTarget}`)}
          </ReasonButton>
        }
      >
        <Money
          minor={chosen.reduce((total, each) => total + each.totalMinor, 0)}
          currency={chosen[0]?.currency ?? null}
        />
      </SelectionBar>
      {isPosting ? (
        <SalesTransactionsDialog
          invoices={chosen}
          onClose={() => setIsPosting(false)}
          onDone={() => setSelected(new Map())}
        />
      ) : null}
    </Page>
  )
}
