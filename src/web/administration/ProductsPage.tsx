import { answered, api, type ItemOf } from '#client/api.ts'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { VatRateSelect, vatRatesQuery } from '../pickers/VatRateSelect.tsx'
import { XeroItemSelect } from '../pickers/XeroItemSelect.tsx'
import { XeroNotice } from '../shell/XeroNotice.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { isDecimal, isGiven } from '../ui/form.ts'
import { PackageIcon } from '../ui/icons.tsx'
import { Dash, Quantity } from '../ui/Values.tsx'
import type { Catalogue, DrawerProps } from './catalogue.ts'
import { CatalogueDrawer } from './CatalogueDrawer.tsx'
import { CataloguePage } from './CataloguePage.tsx'

type Product = ItemOf<'/api/v1/products'>
type ProductInput = Pick<Product, 'name' | 'unitPrice' | 'vatRateId' | 'xeroItemCode'>

const at = (productId: string) => ({ params: { path: { productId } } })

const products: Catalogue<Product, ProductInput, 'products'> = {
  noun: 'products',
  list: 'products',
  permission: 'projects:write',
  icon: PackageIcon,
  read: (query) => answered(api.GET('/api/v1/products', { params: { query } })),
  create: (input, headers) =>
    answered(api.POST('/api/v1/products', { headers, body: { items: [input] } })),
  update: (id, body, headers) =>
    answered(api.PATCH('/api/v1/products/{productId}', { ...at(id), headers, body })),
  remove: (id, headers) =>
    answered(api.DELETE('/api/v1/products/{productId}', { ...at(id), headers })),
}

export function ProductsPage() {
  return (
    <CataloguePage
      catalogue={products}
      notice={<XeroNotice />}
      nameWidth="38%"
      useColumns={useColumns}
      drawer={ProductDrawer}
    />
  )
}

function useColumns(): Column<Product>[] {
  const { t } = useTranslation()
  const vatRates = useQuery(vatRatesQuery)
  const vatName = (vatRateId: string | null) =>
    vatRates.data?.items.find((rate) => rate.id === vatRateId)?.name
  return [
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
}

function ProductDrawer(props: DrawerProps<Product>) {
  const { t } = useTranslation()
  const { row } = props
  const { workspace } = useMe()
  const form = useForm({
    initialValues: {
      name: row?.name ?? '',
      unitPrice: row?.unitPrice ?? '',
      vatRateId: row?.vatRateId ?? null,
      xeroItemCode: row?.xeroItemCode ?? null,
    },
    validate: {
      name: isGiven(t('products.nameMissing')),
      unitPrice: (value: string) => {
        if (value === '') return t('products.priceMissing')
        return isDecimal(value) ? null : t('products.notANumber', { example: '12.50' })
      },
    },
  })
  return (
    <CatalogueDrawer {...props} catalogue={products} form={form} inputOf={(values) => values}>
      <DecimalInput
        isRequired
        label={t('products.unitPrice')}
        decimals={2}
        unit={workspace.currency}
        {...form.getInputProps('unitPrice')}
      />
      <VatRateSelect
        value={form.values.vatRateId}
        error={form.errors['vatRateId']}
        onChange={(vatRateId) => form.setFieldValue('vatRateId', vatRateId)}
      />
      <XeroItemSelect
        label={t('products.item')}
        value={form.values.xeroItemCode}
        error={form.errors['xeroItemCode']}
        onChange={(code) => form.setFieldValue('xeroItemCode', code)}
      />
    </CatalogueDrawer>
  )
}
