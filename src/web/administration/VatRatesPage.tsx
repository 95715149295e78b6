import { answered, api, type ItemOf } from '#client/api.ts'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { queryOf, searchOfSort, sortOf } from '../lists/list-search.ts'
import { useCan, useMe } from '../me.ts'
import { given } from '../search-params.ts'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { PercentageIcon, PlusIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Quantity } from '../ui/Values.tsx'
import { CatalogueActions } from './CatalogueActions.tsx'
import { VatRateDrawer } from './VatRateDrawer.tsx'
import './administration.css'

export type VatRate = ItemOf<'/api/v1/vat-rates'>

const route = getRouteApi('/shell/administration/vat-rates')
const pageLimit = 100

export function VatRatesPage() {
  const { t } = useTranslation()
  const can = useCan()
  const { edit, ...search } = route.useSearch()
  const navigate = route.useNavigate()
  const [chosen, setEditing] = useState<VatRate | 'new' | null>(null)
  const vatRates = useListQuery<VatRate>({
    queryKey: ['vat-rates', 'list', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/vat-rates', {
          params: {
            query: given({ ...queryOf('vat_rates', search, {}), cursor, limit: pageLimit }),
          },
        }),
      ),
  })
  const canWrite = can('settings:write')
  const bulk = useBulk({ list: 'vat_rates', rows: vatRates.rows, canWrite, canDelete: false })
  const isFiltered = Boolean(search.q ?? search.archived)
  // A link may lead to the very rate.
  const linked = canWrite ? vatRates.rows?.find((rate) => rate.id === edit) : undefined
  const editing = chosen ?? linked ?? null
  return (
    <Page
      title={t('vatRates.title')}
      description={t('vatRates.description')}
      notice={<XeroNotice />}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('vatRates.new')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="vat_rates"
        find={t('vatRates.find')}
        shows={t('vatRates.shows')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...vatRates.list}
        label={t('vatRates.title')}
        columns={useColumns(canWrite ? setEditing : undefined)}
        sort={sortOf(search)}
        onSort={(sort) =>
          void navigate({ search: given({ ...search, ...searchOfSort(sort) }), replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(rate) => rate.id}
        rowTone={(rate) => (rate.archivedAt ? 'dim' : undefined)}
        {...(canWrite ? { onOpen: setEditing } : {})}
        empty={{
          icon: PercentageIcon,
          title: t(isFiltered ? 'vatRates.nothingTitle' : 'vatRates.emptyTitle'),
          description: t(isFiltered ? 'vatRates.nothing' : 'vatRates.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <VatRateDrawer
          vatRate={editing === 'new' ? undefined : editing}
          onClose={() => {
            setEditing(null)
            if (edit) void navigate({ search: given(search), replace: true })
          }}
        />
      ) : null}
    </Page>
  )
}

function useColumns(onEdit: ((rate: VatRate) => void) | undefined): Column<VatRate>[] {
  const { t } = useTranslation()
  const columns: Column<VatRate>[] = [
    {
      key: 'name',
      sortKey: 'name',
      header: t('vatRates.name'),
      width: '38%',
      isTruncated: true,
      cell: (rate) => (
        <>
          {onEdit ? (
            <button
              type="button"
              className="hb-cell-title"
              title={rate.name}
              onClick={() => onEdit(rate)}
            >
              {rate.name}
            </button>
          ) : (
            <span className="hb-cell-title">{rate.name}</span>
          )}{' '}
          {rate.isDefault ? <StatusBadge tone="info">{t('vatRates.default')}</StatusBadge> : null}
          {rate.archivedAt ? <StatusBadge>{t('catalogue.archived')}</StatusBadge> : null}
        </>
      ),
    },
    {
      key: 'tax-type',
      header: t('vatRates.taxType'),
      cell: (rate) => <TaxTypes rate={rate} />,
    },
    {
      key: 'percentage',
      sortKey: 'percentage',
      header: t('vatRates.percentage'),
      align: 'end',
      width: 140,
      phone: 'value',
      cell: (rate) => <Quantity value={rate.percentage} unit="%" />,
    },
  ]
  if (!onEdit) return columns
  return [
    ...columns,
    {
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      align: 'end',
      width: 44,
      phone: 'action',
      cell: (rate) => <VatRateActions rate={rate} onEdit={() => onEdit(rate)} />,
    },
  ]
}

/** The tax rate in Xero; of each administration where there are several, and they differ. */
function TaxTypes({ rate }: { rate: VatRate }) {
  const { t } = useTranslation()
  const { administrations } = useMe().xero
  const chosen = administrations.map(({ connectionId, name }) => ({
    connectionId,
    name,
    taxType: rate.xeroTaxTypes.find((each) => each.connectionId === connectionId)?.taxType,
  }))
  const [first] = chosen
  const auto = <span className="hb-dim">{t('vatRates.taxTypeAuto')}</span>
  if (chosen.every((each) => each.taxType === first?.taxType)) return first?.taxType ?? auto
  return (
    <ul className="hb-tax-types">
      {chosen.map(({ connectionId, name, taxType }) => (
        <li key={connectionId}>
          {taxType ?? auto} <span className="hb-dim">· {name}</span>
        </li>
      ))}
    </ul>
  )
}

function VatRateActions({ rate, onEdit }: { rate: VatRate; onEdit: () => void }) {
  return (
    <CatalogueActions
      row={rate}
      touches={['vat-rates']}
      onEdit={onEdit}
      setArchived={(isArchived, headers) =>
        answered(
          api.PATCH('/api/v1/vat-rates/{vatRateId}', {
            params: { path: { vatRateId: rate.id } },
            headers,
            body: { isArchived },
          }),
        )
      }
    />
  )
}
