import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/FormatProvider.tsx'
import { SearchSelect, type SearchOption, type SearchSelectProps } from '../ui/SearchSelect.tsx'

type ProductOption = SearchOption & { unitPrice: string; vatRateId: string | null }

type ProductSelectProps = Omit<
  SearchSelectProps<ProductOption>,
  'queryKey' | 'search' | 'label'
> & { label?: string }

/** Finds a product by its name. The option brings its price and VAT rate. */
export function ProductSelect({ label, ...props }: ProductSelectProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SearchSelect
      {...props}
      label={label ?? t('pickers.product')}
      placeholder={props.placeholder ?? t('pickers.noProduct')}
      queryKey={['products']}
      isClearable
      search={async (q) => {
        const page = await answered(
          api.GET('/api/v1/products', { params: { query: { q, limit: 50 } } }),
        )
        return page.items.map((product) => ({
          value: product.id,
          label: product.name,
          description: formats.quantity(product.unitPrice, 2),
          unitPrice: product.unitPrice,
          vatRateId: product.vatRateId,
        }))
      }}
    />
  )
}
