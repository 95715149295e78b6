import { answered, api } from '#client/api.ts'
import {
  comingPeriods,
  periodPlaceholders,
  recurringIntervals,
  recurringOutcomes,
} from '#domain/recurring-invoices.ts'
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan, useMe } from '../../me.ts'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { ProductSelect } from '../../pickers/ProductSelect.tsx'
import { PlaceholderList } from '../../settings/PlaceholderList.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { ConfirmDialog, FormDrawer } from '../../ui/dialogs.tsx'
import { isGiven, showRefusal } from '../../ui/form.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { isPrice, isQuantity } from '../invoices/invoice-draft.ts'
import { emptyLine, InvoiceLinesEditor, withoutErrorsOf } from '../invoices/InvoiceLinesEditor.tsx'
import { RecurringHistory } from './RecurringHistory.tsx'
import { bodyOf, type RecurringBody, type RecurringValues, valuesOf } from './recurring-values.ts'
import { type RecurringInvoice, recurringKeys, recurringQuery } from './recurring-queries.ts'

export function NewRecurringDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <RecurringForm
      title={t('recurring.new')}
      submitLabel={t('recurring.create')}
      send={(body, headers) => answered(api.POST('/api/v1/recurring-invoices', { body, headers }))}
      onClose={onClose}
    />
  )
}

type DrawerProps = { recurringInvoiceId: string; onClose: () => void }

/** A recurring invoice: what it says, when it comes, and what it made. */
export function RecurringDrawer({ recurringInvoiceId, onClose }: DrawerProps) {
  const { t } = useTranslation()
  const { data, error } = useQuery(recurringQuery(recurringInvoiceId))
  if (data) {
    return (
      <RecurringForm
        key={`${data.state} ${data.madeCount}`}
        recurring={data}
        title={data.name}
        submitLabel={t('ui.save')}
        send={(body, headers) =>
          answered(
            api.PATCH('/api/v1/recurring-invoices/{recurringInvoiceId}', {
              params: { path: { recurringInvoiceId } },
              body,
              headers,
            }),
          )
        }
        onClose={onClose}
      />
    )
  }
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t('recurring.one')}
      size={880}
      isBusy={!error}
      refusal={error}
      onSubmit={(event) => event.preventDefault()}
    >
      {null}
    </FormDrawer>
  )
}

type FormProps = {
  recurring?: RecurringInvoice
  title: string
  submitLabel: string
  send: (body: RecurringBody, headers: { 'Idempotency-Key': string }) => Promise<RecurringInvoice>
  onClose: () => void
}

const shownAhead = 4

function RecurringForm({ recurring, title, submitLabel, send, onClose }: FormProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const mayWrite = useCan()('invoices:write')
  const { today, workspace } = useMe()
  const [clientName, setClientName] = useState(recurring?.clientName ?? '')
  const form = useForm<RecurringValues>({
    initialValues: valuesOf(recurring, today),
    validate: {
      name: isGiven(t('recurring.nameMissing')),
      clientId: (value) => (value ? null : t('invoices.clientMissing')),
      times: (value) => (/^([1-9]\d{0,2})?$/.test(value) ? null : t('recurring.timesInvalid')),
      paymentTermDays: (value) =>
        /^\d{0,3}$/.test(value) && Number(value) <= 365 ? null : t('recurring.termInvalid'),
      lines: {
        description: (value) => (value.trim() ? null : t('invoices.descriptionMissing')),
        quantity: (value) => (isQuantity(value) ? null : t('invoices.quantityWrong')),
        unitPrice: (value) => (isPrice(value) ? null : t('invoices.priceWrong')),
      },
    },
  })
  const save = useWrite<RecurringValues, RecurringInvoice>({
    send: (values, headers) => send(bodyOf(values), headers),
    touches: recurringKeys,
    onDone: () => {
      toast(t('recurring.saved'))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const { values } = form
  const hasMade = (recurring?.madeCount ?? 0) > 0
  const coming = recurring && !form.isDirty() ? recurring.upcoming : ahead()
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={title}
      size={880}
      submitLabel={submitLabel}
      isBusy={save.isPending}
      disabledReason={mayWrite ? null : t('recurring.mayNot')}
      refusal={save.error}
      fields={Object.keys(values)}
      secondary={
        recurring && mayWrite ? <Standing recurring={recurring} onClose={onClose} /> : null
      }
      onSubmit={form.onSubmit((each) => save.mutate(each))}
    >
      {recurring?.problem ? (
        <Callout tone="danger" title={recurring.problem.message}>
          {recurring.problem.fix}{' '}
          {t('recurring.triedOn', { day: formats.day(recurring.problem.on) })}
        </Callout>
      ) : null}
      <div className="hb-fields-row">
        <TextInput
          label={t('recurring.name')}
          required
          maxLength={255}
          {...form.getInputProps('name')}
        />
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
      </div>
      <div className="hb-fields-row">
        <Select
          label={t('recurring.interval')}
          disabled={hasMade}
          allowDeselect={false}
          data={recurringIntervals.map((value) => ({
            value,
            label: t(`recurring.intervals.${value}`),
          }))}
          {...form.getInputProps('interval')}
        />
        <DayInput
          label={t('recurring.startsOn')}
          isRequired
          isDisabled={hasMade}
          value={values.startsOn}
          onChange={(day) => form.setFieldValue('startsOn', day ?? values.startsOn)}
          error={form.errors['startsOn']}
        />
        <DayInput
          label={t('recurring.endsOn')}
          isClearable
          placeholder={t('ui.optional')}
          value={values.endsOn}
          onChange={(day) => form.setFieldValue('endsOn', day)}
          error={form.errors['endsOn']}
        />
        <TextInput
          label={t('recurring.times')}
          inputMode="numeric"
          placeholder={t('ui.optional')}
          {...form.getInputProps('times')}
        />
      </div>
      <div className="hb-dim hb-small">
        {coming.length === 0
          ? t('recurring.noneComes')
          : t('recurring.comes', {
              days: coming
                .slice(0, shownAhead)
                .map(({ startsOn }) => formats.day(startsOn))
                .join(' · '),
            })}
      </div>
      <div className="hb-fields-row">
        <Select
          label={t('recurring.makes')}
          allowDeselect={false}
          data={recurringOutcomes.map((value) => ({
            value,
            label: t(`recurring.outcomes.${value}`),
          }))}
          {...form.getInputProps('makes')}
        />
        <TextInput
          label={t('recurring.term')}
          inputMode="numeric"
          placeholder={t('recurring.termOfClient')}
          {...form.getInputProps('paymentTermDays')}
        />
        <TextInput
          label={t('invoices.reference')}
          placeholder={t('ui.optional')}
          maxLength={255}
          {...form.getInputProps('reference')}
        />
      </div>
      <PlaceholderList names={periodPlaceholders} />
      <ProductSelect
        label={t('recurring.addProduct')}
        placeholder={t('recurring.chooseProduct')}
        value={null}
        valueLabel=""
        onChange={(_, product) => {
          if (!product) return
          const { label: description, unitPrice, vatRateId } = product
          const typed = values.lines.filter((line) => line.description || line.unitPrice)
          const line = { ...emptyLine(vatRateId), description, unitPrice }
          form.setFieldValue('lines', [...typed, line])
        }}
      />
      <InvoiceLinesEditor
        hasDiscounts={false}
        lines={values.lines}
        errors={form.errors}
        currency={workspace.currency}
        onChange={(lines, edited) => {
          form.setFieldValue('lines', lines)
          form.setErrors(withoutErrorsOf(form.errors, edited))
        }}
      />
      {recurring ? <RecurringHistory recurring={recurring} /> : null}
    </FormDrawer>
  )

  /** What comes as it is being typed. */
  function ahead() {
    const { interval, startsOn, endsOn } = values
    const times = values.times === '' ? null : Number(values.times)
    const from = recurring?.madeCount ?? 0
    return comingPeriods({ interval, startsOn, endsOn, times }, { from, count: shownAhead })
  }
}

/** Pauses, resumes, and deletes what made nothing. */
function Standing({ recurring, onClose }: { recurring: RecurringInvoice; onClose: () => void }) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  const { id: recurringInvoiceId, state, madeCount } = recurring
  const at = { params: { path: { recurringInvoiceId } } }
  const pause = useWrite<boolean, RecurringInvoice>({
    send: (isPaused, headers) =>
      answered(
        api.PATCH('/api/v1/recurring-invoices/{recurringInvoiceId}', {
          ...at,
          body: { isPaused },
          headers,
        }),
      ),
    touches: recurringKeys,
    onDone: (_, isPaused) =>
      toast(t(isPaused ? 'recurring.pausedToast' : 'recurring.resumedToast')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const remove = useWrite<void, unknown>({
    send: (_, headers) =>
      answered(api.DELETE('/api/v1/recurring-invoices/{recurringInvoiceId}', { ...at, headers })),
    touches: recurringKeys,
    onDone: () => {
      toast(t('recurring.deletedToast'))
      onClose()
    },
  })
  return (
    <>
      {state === 'ended' ? null : (
        <Button
          variant="default"
          loading={pause.isPending}
          onClick={() => pause.mutate(state === 'active')}
        >
          {t(state === 'active' ? 'recurring.pause' : 'recurring.resume')}
        </Button>
      )}
      {madeCount === 0 ? (
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {t('ui.delete')}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('recurring.deleteTitle')}
        confirmLabel={t('ui.delete')}
        isDanger
        isBusy={remove.isPending}
        refusal={remove.error}
        onConfirm={() => remove.mutate()}
      >
        {t('recurring.deleteText')}
      </ConfirmDialog>
    </>
  )
}
