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
import { placedLine, type DraftLine } from './invoice-draft.ts'
import { draftLines } from './draft-lines.ts'
import { InvoiceLanguage } from './InvoiceLanguage.tsx'
import { InvoicePrices } from './InvoicePrices.tsx'
import { lineRules } from './line-rules.ts'
import { InvoiceLinesEditor, withoutErrorsOf } from './InvoiceLinesEditor.tsx'

type Values = Pick<
  Invoice,
  'issuedOn' | 'dueOn' | 'reference' | 'language' | 'pricesIncludeVat'
> & {
  lines: DraftLine[]
}

const fields = ['issuedOn', 'dueOn', 'reference', 'language', 'pricesIncludeVat', 'lines']

type EditInvoiceDrawerProps = { invoice: Invoice; onClose: () => void }

/** Dates, reference and lines of a draft. Of lines that bill what was registered only the place changes. */
export function EditInvoiceDrawer({ invoice, onClose }: EditInvoiceDrawerProps) {
  const { t } = useTranslation()
  const { issuedOn, dueOn, reference, language, pricesIncludeVat } = invoice
  const isCredit = invoice.creditsId !== null
  const lines = isCredit ? [] : draftLines(invoice.lines)
  const hasRegisteredLines = lines.some((line) => line.registered)
  const form = useForm<Values>({
    initialValues: { issuedOn, dueOn, reference, language, pricesIncludeVat, lines },
    validate: {
      dueOn: (value, values) => (value < values.issuedOn ? t('invoices.dueBeforeIssued') : null),
      lines: lineRules(t),
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
      size={960}
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
        <InvoiceLanguage
          value={form.values.language}
          onChange={(chosen) => form.setFieldValue('language', chosen)}
        />
        {isCredit || hasRegisteredLines ? null : (
          <InvoicePrices
            pricesIncludeVat={form.values.pricesIncludeVat}
            onChange={(chosen) => form.setFieldValue('pricesIncludeVat', chosen)}
            error={form.errors['pricesIncludeVat']}
          />
        )}
      </div>
      {isCredit ? <div className="hb-dim hb-small">{t('invoices.creditLinesStay')}</div> : null}
      {hasRegisteredLines && !isCredit ? (
        <div className="hb-dim hb-small">{t('invoices.registeredLinesStay')}</div>
      ) : null}
      {form.values.pricesIncludeVat === pricesIncludeVat ? null : (
        <div className="hb-dim hb-small">{t('invoices.figuresStay')}</div>
      )}
      {isCredit ? null : (
        <InvoiceLinesEditor
          lines={form.values.lines}
          errors={form.errors}
          currency={invoice.currency}
          pricesIncludeVat={form.values.pricesIncludeVat}
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
