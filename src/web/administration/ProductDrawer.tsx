import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { VatRateSelect } from '../pickers/VatRateSelect.tsx'
import { XeroItemSelect } from '../pickers/XeroItemSelect.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Product } from './ProductsPage.tsx'

type ProductDrawerProps = { product: Product | undefined; onClose: () => void }

export function ProductDrawer({ product, onClose }: ProductDrawerProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const form = useForm({
    initialValues: {
      name: product?.name ?? '',
      unitPrice: product?.unitPrice ?? '',
      vatRateId: product?.vatRateId ?? null,
      xeroItemCode: product?.xeroItemCode ?? null,
    },
    validate: {
      name: (value: string) => (value.trim() ? null : t('products.nameMissing')),
      unitPrice: (value: string) => {
        if (value === '') return t('products.priceMissing')
        return isDecimal(value) ? null : t('products.notANumber', { example: '12.50' })
      },
    },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const input = { ...values, name: values.name.trim() }
      await (product
        ? answered(
            api.PATCH('/api/v1/products/{productId}', {
              params: { path: { productId: product.id } },
              headers,
              body: input,
            }),
          )
        : answered(api.POST('/api/v1/products', { headers, body: { items: [input] } })))
    },
    touches: [['products']],
    onDone: (_, { name }) => {
      toast(t(product ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(product ? 'products.edit' : 'products.new')}
      submitLabel={t(product ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput
        data-autofocus
        required
        label={t('products.name')}
        {...form.getInputProps('name')}
      />
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
    </FormDrawer>
  )
}
