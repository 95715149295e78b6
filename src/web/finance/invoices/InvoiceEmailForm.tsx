import { fillTemplate } from '#domain/email-template.ts'
import { emailPattern } from '#domain/plain-text.ts'
import { Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Email } from '../../emails/email-queries.ts'
import { EmailPreview } from '../../emails/EmailPreview.tsx'
import { exampleLink } from '../../emails/use-example-invoice.ts'
import { useMe } from '../../me.ts'
import { Callout } from '../../ui/Callout.tsx'
import { FormModal } from '../../ui/dialogs.tsx'
import { isGiven, showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import type { Invoice } from '../types.ts'
import type { InvoiceEmailDraft } from './invoice-queries.ts'

type Written = { to: string[]; cc: string[]; subject: string; body: string; copyToMe: boolean }

type InvoiceEmailFormProps = {
  invoice: Invoice
  draft: Omit<InvoiceEmailDraft, 'mayHaveIt'>
  title: string
  submitLabel: string
  /** What to know before it goes. */
  note: string | null
  sentToast: string
  send: (written: Written, headers: { 'Idempotency-Key': string }) => Promise<Email>
  onClose: () => void
}

type Fields = { to: string; cc: string; subject: string; body: string; copyToMe: boolean }

/** An e-mail about an invoice: written, and looked at before it goes. */
export function InvoiceEmailForm(props: InvoiceEmailFormProps) {
  const { invoice, draft, onClose } = props
  const { t } = useTranslation()
  const { member } = useMe()
  const [view, setView] = useState<'write' | 'preview'>('write')
  const areAddresses = (text: string) =>
    addressesIn(text).every((each) => emailPattern.test(each)) ? null : t('emails.addressInvalid')
  const form = useForm<Fields>({
    initialValues: {
      to: draft.to.join(', '),
      cc: '',
      subject: draft.subject,
      body: draft.body,
      copyToMe: false,
    },
    validate: {
      to: (text: string) =>
        addressesIn(text).length === 0 ? t('emails.addressMissing') : areAddresses(text),
      cc: areAddresses,
      subject: isGiven(t('emails.subjectMissing')),
      body: isGiven(t('emails.textMissing')),
    },
  })
  const send = useWrite<Fields, Email>({
    send: ({ to, cc, ...rest }, headers) =>
      props.send({ ...rest, to: addressesIn(to), cc: addressesIn(cc) }, headers),
    touches: [...billedKeys, ['emails']],
    onDone: () => {
      toast(props.sentToast)
      onClose()
    },
    onRefused: (refusal) => {
      setView('write')
      showRefusal(form, refusal)
    },
  })
  const { to, cc, subject, body, copyToMe } = form.values
  return (
    <FormModal
      isOpen
      onClose={onClose}
      size={640}
      title={props.title}
      submitLabel={props.submitLabel}
      isBusy={send.isPending}
      refusal={send.error}
      fields={Object.keys(form.values)}
      onSubmit={form.onSubmit(
        (values) => send.mutate(values),
        () => setView('write'),
      )}
    >
      {props.note === null ? null : <Callout tone="warning">{props.note}</Callout>}
      <SegmentedControl
        aria-label={t('emails.view')}
        value={view}
        onChange={(value) => setView(value === 'preview' ? 'preview' : 'write')}
        data={[
          { value: 'write', label: t('emails.write') },
          { value: 'preview', label: t('emails.preview') },
        ]}
      />
      {view === 'preview' ? (
        <EmailPreview
          from={`${draft.senderName} <${draft.from ?? ''}>`}
          to={addressesIn(to)}
          cc={addressesIn(cc)}
          bcc={copyToMe ? [member.email] : []}
          subject={fillTemplate(subject, exampleLink())}
          body={fillTemplate(body, exampleLink())}
          language={draft.language}
          attachment={{ name: draft.attachmentName, href: `/api/v1/invoices/${invoice.id}/pdf` }}
        />
      ) : (
        <>
          <TextInput
            label={t('emails.to')}
            description={t('emails.addressesHelp')}
            inputMode="email"
            {...form.getInputProps('to')}
          />
          <TextInput label={t('emails.cc')} inputMode="email" {...form.getInputProps('cc')} />
          <TextInput
            label={t('emails.subject')}
            maxLength={200}
            {...form.getInputProps('subject')}
          />
          <Textarea
            label={t('emails.text')}
            autosize
            minRows={8}
            maxRows={16}
            maxLength={5000}
            {...form.getInputProps('body')}
          />
          <Checkbox
            label={t('emails.copyToMe', { email: member.email })}
            {...form.getInputProps('copyToMe', { type: 'checkbox' })}
          />
        </>
      )}
    </FormModal>
  )
}

function addressesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((each) => each !== '')
}
