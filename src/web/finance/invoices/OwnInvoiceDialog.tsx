import { answered, api, type Refusal } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { FormModal } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { GroupingField } from '../export/ExportOptions.tsx'
import type { ExportItems, ExportRequest, Invoice } from '../types.ts'

/** What one draft is made of. */
type InvoiceGroup = { clientId: string; clientName: string; items: ExportItems }

type OwnInvoiceDialogProps = {
  groups: readonly InvoiceGroup[]
  /** Above the fields, such as how much of each project. */
  lead?: (fieldErrors: Record<string, string>) => ReactNode
  /** Why nothing can be created yet, from the lead. */
  leadReason?: string | null
  onClose: () => void
  onDone: () => void
}

type Values = {
  groupBy: ExportRequest['groupBy']
  issuedOn: string
  dueOn: string | null
  reference: string
}

const fields = ['groupBy', 'issuedOn', 'dueOn', 'reference']

/** Makes a draft of each client's items: an own invoice, to be looked over before it is finalised. */
export function OwnInvoiceDialog({ groups, lead, leadReason, ...props }: OwnInvoiceDialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { today } = useMe()
  const [made, setMade] = useState<readonly Invoice[]>([])
  const [isAsked, setIsAsked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const form = useForm<Values>({
    initialValues: { groupBy: 'task', issuedOn: today, dueOn: null, reference: '' },
  })
  const create = useWrite<InvoiceGroup & { values: Values }, Invoice>({
    send: ({ clientId, items, values: { dueOn, reference, ...values } }, headers) =>
      answered(
        api.POST('/api/v1/invoices', {
          body: {
            ...values,
            items,
            clientId,
            ...(dueOn ? { dueOn } : {}),
            ...(reference.trim() ? { reference: reference.trim() } : {}),
          },
          headers,
        }),
      ),
    touches: billedKeys,
    onRefused: (refusal: Refusal) => showRefusal(form, refusal),
  })

  /** One after the other; after a refusal the next press goes on with the one that was refused. */
  async function createAll(values: Values): Promise<void> {
    setIsBusy(true)
    const invoices = [...made]
    try {
      for (const group of groups.slice(invoices.length)) {
        // Numbers and ids follow the order of the clients.
        // oxlint-disable-next-line no-await-in-loop
        invoices.push(await create.mutateAsync({ ...group, values }))
        setMade([...invoices])
      }
    } catch {
      // The dialog shows the refusal.
      return
    } finally {
      setIsBusy(false)
    }
    props.onDone()
    props.onClose()
    const [first] = invoices
    toast(t('invoices.draftsCreated', { count: invoices.length }))
    if (invoices.length === 1 && first) {
      void navigate({ to: '/finance/invoices/$invoiceId', params: { invoiceId: first.id } })
    } else {
      void navigate({ to: '/finance/invoices', search: { state: 'draft' } })
    }
  }

  return (
    <FormModal
      isOpen
      onClose={props.onClose}
      title={t('invoices.createTitle', { count: groups.length })}
      submitLabel={t('invoices.createDrafts', { count: groups.length - made.length })}
      isBusy={isBusy}
      refusal={create.error}
      fields={fields}
      size={600}
      onSubmit={form.onSubmit((values) => {
        setIsAsked(true)
        if (!leadReason) void createAll(values)
      })}
    >
      {lead?.(create.error?.fieldErrors ?? {})}
      {leadReason && isAsked ? <Callout tone="warning">{leadReason}</Callout> : null}
      {groups.length > 1 ? (
        <Callout tone="info">
          {t('invoices.onePerClient', {
            count: groups.length,
            names: groups.map((group) => group.clientName).join(', '),
          })}
          {made.length > 0 ? ` ${t('invoices.madeSoFar', { count: made.length })}` : ''}
        </Callout>
      ) : null}
      <GroupingField
        value={form.values.groupBy}
        onChange={(groupBy) => form.setValues({ groupBy })}
      />
      <div className="hb-fields-row">
        <DayInput
          label={t('invoices.issuedOn')}
          isRequired
          value={form.values.issuedOn}
          onChange={(day) => form.setValues({ issuedOn: day ?? form.values.issuedOn })}
          error={form.errors['issuedOn']}
        />
        <DayInput
          label={t('invoices.dueOn')}
          isClearable
          placeholder={t('xeroExports.dueByTerm')}
          value={form.values.dueOn}
          onChange={(dueOn) => form.setValues({ dueOn })}
          error={form.errors['dueOn']}
        />
      </div>
      <TextInput
        label={t('invoices.reference')}
        placeholder={t('ui.optional')}
        maxLength={255}
        {...form.getInputProps('reference')}
      />
    </FormModal>
  )
}
