import { answered, api } from '#client/api.ts'
import { addDays } from '#domain/work-day.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormDrawer } from '../../ui/dialogs.tsx'
import { isGiven, showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { withoutZeros } from '../invoices/draft-lines.ts'
import { type DraftLine, isPrice, isQuantity, typedLine } from '../invoices/invoice-draft.ts'
import { emptyLine, InvoiceLinesEditor, withoutErrorsOf } from '../invoices/InvoiceLinesEditor.tsx'
import type { Estimate } from './estimate-queries.ts'

type Values = {
  clientId: string | null
  title: string
  issuedOn: string
  validUntil: string
  notes: string
  lines: DraftLine[]
}

type EstimateDrawerProps = {
  /** The draft to change; none for a new one. */
  estimate?: Estimate
  onClose: () => void
  onDone: (estimate: Estimate) => void
}

const usualDays = 30

/** An estimate being typed: a new one, or a draft. */
export function EstimateDrawer({ estimate, onClose, onDone }: EstimateDrawerProps) {
  const { t } = useTranslation()
  const { today, workspace } = useMe()
  const [clientName, setClientName] = useState(estimate?.clientName ?? '')
  const form = useForm<Values>({
    initialValues: valuesOf(estimate, today),
    validate: {
      title: isGiven(t('estimates.subjectMissing')),
      clientId: (value) => (value ? null : t('invoices.clientMissing')),
      validUntil: (value, { issuedOn }) =>
        value < issuedOn ? t('estimates.endsBeforeStart') : null,
      lines: {
        description: (value) => (value.trim() ? null : t('invoices.descriptionMissing')),
        quantity: (value) => (isQuantity(value) ? null : t('invoices.quantityWrong')),
        unitPrice: (value) => (isPrice(value) ? null : t('invoices.priceWrong')),
      },
    },
  })
  const save = useWrite<Values, Estimate>({
    send: (values, headers) => send(bodyOf(values), headers),
    touches: [['estimates']],
    onRefused: (refusal) => showRefusal(form, refusal),
    onDone: (saved) => {
      toast(t(estimate ? 'estimates.saved' : 'estimates.created'))
      onDone(saved)
    },
  })
  const { values } = form
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(estimate ? 'estimates.edit' : 'estimates.new')}
      size={880}
      submitLabel={t(estimate ? 'ui.save' : 'estimates.create')}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(values)}
      onSubmit={form.onSubmit((each) => save.mutate(each))}
    >
      <TextInput
        label={t('estimates.subject')}
        required
        maxLength={255}
        {...form.getInputProps('title')}
      />
      <div className="hb-fields-row">
        <ClientSelect
          isRequired
          value={values.clientId}
          valueLabel={clientName}
          onChange={(clientId, option) => {
            setClientName(option?.label ?? '')
            form.setFieldValue('clientId', clientId)
          }}
          error={form.errors['clientId']}
        />
        <DayInput
          label={t('estimates.issuedOn')}
          isRequired
          value={values.issuedOn}
          onChange={(day) => form.setFieldValue('issuedOn', day ?? values.issuedOn)}
          error={form.errors['issuedOn']}
        />
        <DayInput
          label={t('estimates.validUntil')}
          isRequired
          value={values.validUntil}
          onChange={(day) => form.setFieldValue('validUntil', day ?? values.validUntil)}
          error={form.errors['validUntil']}
        />
      </div>
      <InvoiceLinesEditor
        hasDiscounts={false}
        lines={values.lines}
        errors={form.errors}
        currency={estimate?.currency ?? workspace.currency}
        onChange={(lines, edited) => {
          form.setFieldValue('lines', lines)
          form.setErrors(withoutErrorsOf(form.errors, edited))
        }}
      />
      <Textarea
        label={t('estimates.notes')}
        description={t('estimates.notesHint')}
        autosize
        minRows={2}
        maxLength={4000}
        {...form.getInputProps('notes')}
      />
    </FormDrawer>
  )

  async function send(
    body: ReturnType<typeof bodyOf>,
    headers: { 'Idempotency-Key': string },
  ): Promise<Estimate> {
    if (!estimate) return await answered(api.POST('/api/v1/estimates', { body, headers }))
    const params = { path: { estimateId: estimate.id } }
    return await answered(api.PATCH('/api/v1/estimates/{estimateId}', { params, body, headers }))
  }
}

function valuesOf(estimate: Estimate | undefined, today: string): Values {
  return {
    clientId: estimate?.clientId ?? null,
    title: estimate?.title ?? '',
    issuedOn: estimate?.issuedOn ?? today,
    validUntil: estimate?.validUntil ?? addDays(today, usualDays),
    notes: estimate?.notes ?? '',
    lines: estimate?.lines.map(draftOf) ?? [emptyLine()],
  }
}

/** As the API takes it. */
function bodyOf({ clientId, lines, ...values }: Values) {
  return { ...values, clientId: clientId ?? '', lines: lines.map(typedLine) }
}

function draftOf({ id, description, vatRateId, ...line }: Estimate['lines'][number]): DraftLine {
  const { quantity, unitPrice } = line
  const numbers = {
    quantity: withoutZeros(quantity),
    unitPrice: withoutZeros(unitPrice),
    discount: '',
  }
  return { key: id, description, vatRateId, ...numbers }
}
