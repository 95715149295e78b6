import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../../list-query.ts'
import { useCan } from '../../me.ts'
import { given } from '../../search-params.ts'
import { ClippedText } from '../../ui/ClippedText.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { DataList } from '../../ui/DataList.tsx'
import { FileInvoiceIcon, PlusIcon } from '../../ui/icons.tsx'
import { Page, Toolbar } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Dash, DayText } from '../../ui/Values.tsx'
import { readRecurring, type RecurringSearch, type RecurringSummary } from './recurring-queries.ts'
import { NewRecurringDrawer, RecurringDrawer } from './RecurringDrawer.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/recurring')

/** Own invoices that come back by themselves. */
export function RecurringPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [isNew, setIsNew] = useState(false)
  const { q, sort, isDescending } = search
  const query = useListQuery<RecurringSummary>({
    queryKey: ['recurring-invoices', 'list', { q, sort, isDescending }],
    read: (cursor) => readRecurring(search, cursor),
  })
  const change = (changes: RecurringSearch) =>
    void navigate({ search: given({ ...search, ...changes }), replace: true })
  const open = (row: RecurringSummary) => change({ open: row.id })
  return (
    <Page
      title={t('recurring.title')}
      description={t('recurring.description')}
      actions={
        can('invoices:write') ? (
          <Button leftSection={<PlusIcon />} onClick={() => setIsNew(true)}>
            {t('recurring.new')}
          </Button>
        ) : null
      }
    >
      <Toolbar>
        <SearchInput
          label={t('recurring.search')}
          value={q ?? ''}
          onChange={(text) => change({ q: text || undefined })}
        />
      </Toolbar>
      <DataList
        {...query.list}
        label={t('recurring.title')}
        columns={useColumns(open)}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.state === 'ended' ? 'dim' : undefined)}
        onOpen={open}
        sort={{ key: sort ?? 'name', isDescending: isDescending ?? false }}
        onSort={({ key, isDescending: isDown }) =>
          change({
            sort: key === 'name' ? undefined : (key as RecurringSearch['sort']),
            isDescending: isDown ? true : undefined,
          })
        }
        empty={
          q === undefined
            ? {
                icon: FileInvoiceIcon,
                title: t('recurring.emptyTitle'),
                description: t('recurring.empty'),
              }
            : { title: t('recurring.nothingTitle'), description: t('recurring.nothing') }
        }
      />
      {isNew ? <NewRecurringDrawer onClose={() => setIsNew(false)} /> : null}
      {search.open === undefined ? null : (
        <RecurringDrawer
          key={search.open}
          recurringInvoiceId={search.open}
          onClose={() => change({ open: undefined })}
        />
      )}
    </Page>
  )
}

function useColumns(open: (row: RecurringSummary) => void): Column<RecurringSummary>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      sortKey: 'name',
      header: t('recurring.name'),
      isTruncated: true,
      phone: 'title',
      cell: (row) => (
        <button
          type="button"
          className="hb-link-button hb-cell-title hb-ellipsis"
          onClick={() => open(row)}
        >
          {row.name}
        </button>
      ),
    },
    {
      key: 'client',
      sortKey: 'client',
      header: t('pickers.client'),
      width: '26%',
      isTruncated: true,
      cell: (row) => <ClippedText text={row.clientName} />,
    },
    {
      key: 'interval',
      sortKey: 'interval',
      header: t('recurring.interval'),
      width: 120,
      cell: (row) => t(`recurring.intervals.${row.interval}`),
    },
    {
      key: 'nextOn',
      sortKey: 'nextOn',
      header: t('recurring.next'),
      width: 116,
      phone: 'labelled',
      cell: (row) =>
        row.state === 'active' && row.nextOn ? <DayText day={row.nextOn} /> : <Dash />,
    },
    {
      key: 'made',
      header: t('recurring.madeCount'),
      align: 'end',
      width: 90,
      phone: 'labelled',
      cell: (row) => <span className="hb-num">{row.madeCount}</span>,
    },
    {
      key: 'state',
      header: t('invoices.state'),
      width: 130,
      phone: 'value',
      cell: (row) => <RecurringBadge recurring={row} />,
    },
  ]
}

const tones = { active: 'success', paused: 'warning', ended: 'neutral' } as const

function RecurringBadge({ recurring: { state, problem } }: { recurring: RecurringSummary }) {
  const { t } = useTranslation()
  if (problem) return <StatusBadge tone="danger">{t('recurring.failed')}</StatusBadge>
  return <StatusBadge tone={tones[state]}>{t(`recurring.states.${state}`)}</StatusBadge>
}
