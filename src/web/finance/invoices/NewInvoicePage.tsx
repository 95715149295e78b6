import { answered, api } from '#client/api.ts'
import type { Language } from '#lib/languages.ts'
import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { ClientSelect } from '../../pickers/ClientSelect.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { showRefusal } from '../../ui/form.ts'
import { Page } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { noItems, type Invoice } from '../types.ts'
import { writtenLine, type DraftLine } from './invoice-draft.ts'
import { InvoiceLanguage } from './InvoiceLanguage.tsx'
import { emptyLine, InvoiceLinesEditor, withoutErrorsOf } from './InvoiceLinesEditor.tsx'
import { InvoicePrices } from './InvoicePrices.tsx'
import { lineRules } from './line-rules.ts'
import '../finance.css'

type Values = {
  clientId: string | null
  issuedOn: string
  dueOn: string | null
  reference: string
  language: Language | null
  pricesIncludeVat: boolean
  lines: DraftLine[]
}

const fields = [
  'clientId',
  'issuedOn',
  'dueOn',
  'reference',
  'language',
  'pricesIncludeVat',
  'lines',
]
const formId = 'new-invoice'

/** An own invoice of lines typed by hand. What was registered is invoiced from Reports and Uninvoiced. */
export function NewInvoicePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { today, workspace } = useMe()
  const [clientName, setClientName] = useState('')
  const client = useRef<HTMLInputElement>(null)
  const form = useForm<Values>({
    initialValues: {
      clientId: null,
      issuedOn: today,
      dueOn: null,
      reference: '',
      language: null,
      pricesIncludeVat: false,
      lines: [emptyLine()],
    },
    validate: {
      clientId: (value) => (value ? null : t('invoices.clientMissing')),
      dueOn: (value, values) =>
        value && value < values.issuedOn ? t('invoices.dueBeforeIssued') : null,
      lines: lineRules(t),
    },
  })
  const create = useWrite<Values, Invoice>({
    send: (values, headers) =>
      answered(api.POST('/api/v1/invoices', { body: bodyOf(values), headers })),
    touches: billedKeys,
    onRefused: (refusal) => showRefusal(form, refusal),
    onDone: (invoice) => {
      toast(t('invoices.draftCreated'))
      void navigate({ to: '/finance/invoices/$invoiceId', params: { invoiceId: invoice.id } })
    },
  })

  return (
    <Page
      title={t('invoices.new')}
      parent={{ label: t('invoices.title'), to: '/finance/invoices' }}
      actions={
        <>
          <Button variant="default" component={Link} to="/finance/invoices">
            {t('ui.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={create.isPending}>
            {t('invoices.createDraft')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="hb-finance-form"
        onSubmit={(event) =>
          form.onSubmit(
            (values) => create.mutate(values),
            (errors) =>
              errors['clientId'] ? client.current?.focus() : focusFirst(errors, form.getInputNode),
          )(event)
        }
      >
        <div className="hb-finance-form-head">
          <ClientSelect
            isRequired
            inputRef={client}
            value={form.values.clientId}
            valueLabel={clientName}
            onChange={(clientId, option) => {
              setClientName(option?.label ?? '')
              form.setFieldValue('clientId', clientId)
            }}
            error={form.errors['clientId']}
          />
          <DayInput
            label={t('invoices.issuedOn')}
            isRequired
            value={form.values.issuedOn}
            onChange={(day) => form.setFieldValue('issuedOn', day ?? form.values.issuedOn)}
            error={form.errors['issuedOn']}
          />
          <DayInput
            label={t('invoices.dueOn')}
            isClearable
            placeholder={t('xeroExports.dueByTerm')}
            value={form.values.dueOn}
            onChange={(day) => form.setFieldValue('dueOn', day)}
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
            onChange={(language) => form.setFieldValue('language', language)}
          />
          <InvoicePrices
            pricesIncludeVat={form.values.pricesIncludeVat}
            onChange={(chosen) => form.setFieldValue('pricesIncludeVat', chosen)}
            error={form.errors['pricesIncludeVat']}
          />
        </div>
        <InvoiceLinesEditor
          lines={form.values.lines}
          errors={form.errors}
          currency={workspace.currency}
          pricesIncludeVat={form.values.pricesIncludeVat}
          onChange={(lines, edited) => {
            form.setFieldValue('lines', lines)
            form.setErrors(withoutErrorsOf(form.errors, edited))
          }}
        />
        <RefusalNote refusal={create.error} fields={fields} />
      </form>
    </Page>
  )
}

function bodyOf({ clientId, issuedOn, dueOn, reference, language, lines, ...values }: Values) {
  return {
    items: noItems,
    issuedOn,
    pricesIncludeVat: values.pricesIncludeVat,
    ...(clientId ? { clientId } : {}),
    ...(dueOn ? { dueOn } : {}),
    ...(language ? { language } : {}),
    ...(reference.trim() ? { reference: reference.trim() } : {}),
    lines: lines.map(writtenLine),
  }
}

function focusFirst(
  errors: Record<string, unknown>,
  nodeOf: (path: never) => HTMLElement | null,
): void {
  const [first] = Object.keys(errors)
  if (first) nodeOf(first as never)?.focus()
}
