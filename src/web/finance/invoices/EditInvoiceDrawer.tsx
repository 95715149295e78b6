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
import { isPrice, isQuantity, typedLine, type DraftLine } from './invoice-draft.ts'
import { InvoiceLinesEditor, withoutErrorsOf } from './InvoiceLinesEditor.tsx'

type Values = { issuedOn: string; dueOn: string; reference: string; lines: DraftLine[] }

const fields = ['issuedOn', 'dueOn', 'reference', 'lines']

type EditInvoiceDrawerProps = { invoice: Invoice; onClose: () => void }

/** Dates, reference and typed lines of a draft. Lines that bill what was registered stay as they are. */
export function EditInvoiceDrawer({ invoice, onClose }: EditInvoiceDrawerProps) {
  const { t } = useTranslation()
  const { issuedOn, dueOn, reference } = invoice
  const isCredit = invoice.creditsId !== null
  const typed = isCredit ? [] : invoice.lines.filter((line) => line.itemCount === 0)
  const hasRegisteredLines = typed.length < invoice.lines.length
  const form = useForm<Values>({
    initialValues: { issuedOn, dueOn, reference, lines: typed.map(draftOf) },
    validate: {
      dueOn: (value, values) => (value < values.issuedOn ? t('invoices.dueBeforeIssued') : null),
      lines: {
        description: (value) => (value.trim() ? null : t('invoices.descriptionMissing')),
        quantity: (value) => (isQuantity(value) ? null : t('invoices.quantityWrong')),
        unitPrice: (value) => (isPrice(value) ? null : t('invoices.priceWrong')),
      },
    },
  })
  const update = useWrite<Values, Invoice>({
    send: ({ lines, ...values }, headers) =>
      answered(
        api.PATCH('/api/v1/invoices/{invoiceId}', {
          params: { path: { invoiceId: invoice.id } },
          body: isCredit ? values : { ...values, lines: lines.map(typedLine) },
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
          hasTotals={!hasRegisteredLines}
          onChange={(lines, edited) => {
            form.setFieldValue('lines', lines)
            form.setErrors(withoutErrorsOf(form.errors, edited))
          }}
        />
      )}
    </FormDrawer>
  )
}

function draftOf({ id, description, ...line }: Invoice['lines'][number]): DraftLine {
  return {
    key: id,
    description,
    quantity: withoutZeros(line.quantity),
    unitPrice: withoutZeros(line.unitPrice),
    vatRateId: line.vatRateId,
  }
}

/** '95.0000' is typed as '95'. */
function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
