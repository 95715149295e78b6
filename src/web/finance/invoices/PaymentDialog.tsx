import { answered, api } from '#client/api.ts'
import { minorFromDecimal, minorToDecimal } from '#domain/money.ts'
import { paymentMethods, type PaymentMethod } from '#domain/payments.ts'
import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { DecimalInput } from '../../ui/DecimalInput.tsx'
import { FormModal } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import type { Invoice } from '../types.ts'

type Values = { paidOn: string; amountMinor: string; method: PaymentMethod; reference: string }

/** Writes down what the client paid, or what was refunded where more was paid than is asked for by now. */
export function PaymentDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { today } = useMe()
  const { dueMinor, currency } = invoice
  const isRefund = dueMinor < 0
  const mostMinor = Math.abs(dueMinor)
  const form = useForm<Values>({
    initialValues: {
      paidOn: today,
      amountMinor: minorToDecimal(mostMinor),
      method: 'bank_transfer',
      reference: '',
    },
    validate: {
      paidOn: (day) => (day > today ? t('invoices.payments.dayToCome') : null),
      amountMinor: (amount) => {
        const minor = minorFromDecimal(amount)
        if (minor === undefined || minor <= 0) return t('invoices.payments.amountWrong')
        const most = formats.money(mostMinor, currency)
        return minor > mostMinor ? t('invoices.payments.tooMuch', { most }) : null
      },
    },
  })
  const add = useWrite<Values, Invoice>({
    send: ({ amountMinor, ...values }, headers) => {
      const minor = minorFromDecimal(amountMinor) ?? 0
      return answered(
        api.POST('/api/v1/invoices/{invoiceId}/payments', {
          params: { path: { invoiceId: invoice.id } },
          body: { ...values, amountMinor: isRefund ? 0 - minor : minor },
          headers,
        }),
      )
    },
    touches: [['invoices'], ['ageing']],
    onRefused: (refusal) => showRefusal(form, refusal),
    onDone: (paid) => {
      onClose()
      toast(
        paid.dueMinor === 0
          ? t('invoices.payments.paidInFull')
          : t('invoices.payments.added', { left: formats.money(paid.dueMinor, currency) }),
      )
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t(isRefund ? 'invoices.payments.refundTitle' : 'invoices.payments.addTitle', {
        number: invoice.number ?? '',
      })}
      submitLabel={t(isRefund ? 'invoices.payments.addRefund' : 'invoices.payments.add')}
      isBusy={add.isPending}
      refusal={add.error}
      fields={['paidOn', 'amountMinor', 'method', 'reference']}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
    >
      <div className="hb-fields-row">
        <DecimalInput
          label={t('invoices.amount')}
          isRequired
          decimals={2}
          unit={currency}
          {...form.getInputProps('amountMinor')}
        />
        <DayInput
          label={t('invoices.payments.paidOn')}
          isRequired
          value={form.values.paidOn}
          onChange={(day) => form.setFieldValue('paidOn', day ?? form.values.paidOn)}
          error={form.errors['paidOn']}
        />
      </div>
      <Select
        label={t('invoices.payments.method')}
        allowDeselect={false}
        data={paymentMethods.map((value) => ({
          value,
          label: t(`invoices.payments.methods.${value}`),
        }))}
        {...form.getInputProps('method')}
      />
      <TextInput
        label={t('invoices.reference')}
        placeholder={t('invoices.payments.referenceExample')}
        maxLength={255}
        {...form.getInputProps('reference')}
      />
    </FormModal>
  )
}
