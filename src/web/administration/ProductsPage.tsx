import { answered, api, type ItemOf } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useBulk } from '../lists/bulk.tsx'
import { ListToolbar } from '../lists/ListToolbar.tsx'
import { queryOf, searchOfSort, sortOf } from '../lists/list-search.ts'
import { useCan } from '../me.ts'
import { vatRatesQuery } from '../pickers/VatRateSelect.tsx'
import { given } from '../search-params.ts'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { PackageIcon, PlusIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Dash, Quantity } from '../ui/Values.tsx'
import { CatalogueActions } from './CatalogueActions.tsx'
import { ProductDrawer } from './ProductDrawer.tsx'

export type Product = ItemOf<'/api/v1/products'>

const route = getRouteApi('/shell/administration/products')
const pageLimit = 100

export function ProductsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [editing, setEditing] = useState<Product | 'new' | null>(null)
  const products = useListQuery<Product>({
    queryKey: ['products', 'list', search],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/products', {
          params: {
            query: given({ ...queryOf('products', search, {}), cursor, limit: pageLimit }),
          },
        }),
      ),
  })
  const canWrite = can('projects:write')
  const bulk = useBulk({ list: 'products', rows: products.rows, canWrite })
  const isFiltered = Boolean(search.q ?? search.archived)
  return (
    <Page
      title={t('products.title')}
      description={t('products.description')}
      notice={<XeroNotice />}
      actions={
        canWrite ? (
          <Button leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
            {t('products.new')}
          </Button>
        ) : null
      }
    >
      <ListToolbar
        list="products"
        find={t('products.find')}
        shows={t('products.shows')}
        search={search}
        onChange={(changes) =>
          void navigate({ search: given({ ...search, ...changes }), replace: true })
        }
      />
      <DataList
        {...products.list}
        label={t('products.title')}
        columns={useColumns(canWrite ? setEditing : undefined)}
        sort={sortOf(search)}
        onSort={(sort) =>
          void navigate({ search: given({ ...search, ...searchOfSort(sort) }), replace: true })
        }
        {...(bulk.selection ? { selection: bulk.selection } : {})}
        rowKey={(product) => product.id}
        rowTone={(product) => (product.archivedAt ? 'dim' : undefined)}
        {...(canWrite ? { onOpen: setEditing } : {})}
        empty={{
          icon: PackageIcon,
          title: t(isFiltered ? 'products.nothingTitle' : 'products.emptyTitle'),
          description: t(isFiltered ? 'products.nothing' : 'products.empty'),
        }}
      />
      {bulk.bar}
      {editing ? (
        <ProductDrawer
          product={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  )
}

function useColumns(onEdit: ((product: Product) => void) | undefined): Column<Product>[] {
  const { t } = useTranslation()
  const vatRates = useQuery(vatRatesQuery)
  const vatName = (vatRateId: string | null) =>
    vatRates.data?.items.find((rate) => rate.id === vatRateId)?.name
  const columns: Column<Product>[] = [
    {
      key: 'name',
      header: t('products.name'),
      sortKey: 'name',
      width: '38%',
      isTruncated: true,
      cell: (product) => (
        <>
          {onEdit ? (
            <button
              type="button"
              className="hb-cell-title"
              title={product.name}
              onClick={() => onEdit(product)}
            >
              {product.name}
            </button>
          ) : (
            <span className="hb-cell-title">{product.name}</span>
          )}{' '}
          {product.archivedAt ? <StatusBadge>{t('catalogue.archived')}</StatusBadge> : null}
        </>
      ),
    },
    {
      key: 'vat',
      header: t('products.vatRate'),
      width: 160,
      isTruncated: true,
      cell: (product) =>
        vatName(product.vatRateId) ?? <span className="hb-dim">{t('products.defaultVat')}</span>,
    },
    {
      key: 'item',
      header: t('products.item'),
      sortKey: 'xeroItemCode',
      isTruncated: true,
      phone: 'hidden',
      cell: (product) => product.xeroItemCode ?? <Dash />,
    },
    {
      key: 'price',
      header: t('products.unitPrice'),
      sortKey: 'unitPrice',
      align: 'end',
      width: 140,
      phone: 'value',
      cell: (product) => <Quantity value={product.unitPrice} decimals={2} />,
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
      cell: (product) => <ProductActions product={product} onEdit={() => onEdit(product)} />,
    },
  ]
}

function ProductActions({ product, onEdit }: { product: Product; onEdit: () => void }) {
  const params = { path: { productId: product.id } }
  return (
    <CatalogueActions
      row={product}
      touches={['products']}
      onEdit={onEdit}
      setArchived={(isArchived, headers) =>
        answered(
          api.PATCH('/api/v1/products/{productId}', { params, headers, body: { isArchived } }),
        )
      }
      remove={(headers) =>
        answered(api.DELETE('/api/v1/products/{productId}', { params, headers }))
      }
    />
  )
}
