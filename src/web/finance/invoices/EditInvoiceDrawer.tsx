import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormDrawer } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import type { Invoice } from '../types.ts'
import { isPrice, isQuantity, placedLine, type DraftLine } from './invoice-draft.ts'
import { InvoiceLinesEditor, withoutErrorsOf } from './InvoiceLinesEditor.tsx'

type Values = { issuedOn: string; dueOn: string; reference: string; lines: DraftLine[] }

const fields = ['issuedOn', 'dueOn', 'reference', 'lines']

type EditInvoiceDrawerProps = { invoice: Invoice; onClose: () => void }

/** Dates, reference and lines of a draft. Of lines that bill what was registered only the place changes. */
export function EditInvoiceDrawer({ invoice, onClose }: EditInvoiceDrawerProps) {
  const { t } = useTranslation()
  const { issuedOn, dueOn, reference } = invoice
  const isCredit = invoice.creditsId !== null
  const lines = isCredit ? [] : invoice.lines.map(draftOf)
  const hasRegisteredLines = lines.some((line) => line.registered)
  const form = useForm<Values>({
    initialValues: { issuedOn, dueOn, reference, lines },
    validate: {
      dueOn: (value, values) => (value < values.issuedOn ? t('invoices.dueBeforeIssued') : null),
      lines: {
        description: (value) => (value.trim() ? null : t('invoices.descriptionMissing')),
        quantity: (value, values, path) =>
          isQuantity(value) || isRegistered(values, path) ? null : t('invoices.quantityWrong'),
        unitPrice: (value, values, path) =>
          isPrice(value) || isRegistered(values, path) ? null : t('invoices.priceWrong'),
      },
    },
  })
  const update = useWrite<Values, Invoice>({
    send: ({ lines, ...values }, headers) =>
      answered(
        api.PATCH('/api/v1/invoices/{invoiceId}', {
          params: { path: { invoiceId: invoice.id } },
          body: isCredit ? values : { ...values, lines: lines.map(placedLine) },
          headers,
        }),
      ),
    touches: [['invoices']],
    onRefused: (refusal) => showRefusal(form, refusal),
    onDone: () => {
      onClose()
      toast(t('invoices.savedToast'))
    },
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t('invoices.edit')}
      size={880}
      isBusy={update.isPending}
      refusal={update.error}
      fields={fields}
      onSubmit={form.onSubmit((values) => update.mutate(values))}
    >
      <div className="hb-fields-row">
        <DayInput
          label={t('invoices.issuedOn')}
          isRequired
          value={form.values.issuedOn}
          onChange={(day) => form.setFieldValue('issuedOn', day ?? form.values.issuedOn)}
          error={form.errors['issuedOn']}
        />
        <DayInput
          label={t('invoices.dueOn')}
          isRequired
          value={form.values.dueOn}
          onChange={(day) => form.setFieldValue('dueOn', day ?? form.values.dueOn)}
          error={form.errors['dueOn']}
        />
        <TextInput
          label={t('invoices.reference')}
          placeholder={t('ui.optional')}
          maxLength={255}
          {...form.getInputProps('reference')}
        />
      </div>
      {isCredit ? <div className="hb-dim hb-small">{t('invoices.creditLinesStay')}</div> : null}
      {hasRegisteredLines && !isCredit ? (
        <div className="hb-dim hb-small">{t('invoices.registeredLinesStay')}</div>
      ) : null}
      {isCredit ? null : (
        <InvoiceLinesEditor
          lines={form.values.lines}
          errors={form.errors}
          currency={invoice.currency}
          minimum={hasRegisteredLines ? 0 : 1}
          onChange={(lines, edited) => {
            form.setFieldValue('lines', lines)
            form.setErrors(withoutErrorsOf(form.errors, edited))
          }}
        />
      )}
    </FormDrawer>
  )
}

function isRegistered({ lines }: Values, path: string): boolean {
  return lines[Number(path.split('.')[1])]?.registered !== undefined
}

function draftOf({ id, description, ...line }: Invoice['lines'][number]): DraftLine {
  const { netMinor, taxMinor, vatPercentage } = line
  return {
    key: id,
    description,
    quantity: withoutZeros(line.quantity),
    unitPrice: withoutZeros(line.unitPrice),
    vatRateId: line.vatRateId,
    ...(line.itemCount > 0 ? { registered: { netMinor, taxMinor, vatPercentage } } : {}),
  }
}

/** '95.0000' is typed as '95'. */
export function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
