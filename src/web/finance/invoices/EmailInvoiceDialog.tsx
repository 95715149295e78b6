import { answered, api } from '#client/api.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/dialogs.tsx'
import type { Invoice } from '../types.ts'
import { invoiceEmailDraftQuery, reminderDraftQuery } from './invoice-queries.ts'
import { InvoiceEmailForm } from './InvoiceEmailForm.tsx'

type DialogProps = { invoice: Invoice; onClose: () => void }

/** Sends an invoice by e-mail: written as the template says, changed if one wishes, and looked at before it goes. */
export function EmailInvoiceDialog({ invoice, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { data: draft, error } = useQuery(invoiceEmailDraftQuery(invoice.id))
  const title = t('emails.sendInvoice')
  if (!draft) return <Waiting title={title} error={error} onClose={onClose} />
  return (
    <InvoiceEmailForm
      invoice={invoice}
      draft={draft}
      title={title}
      submitLabel={t(draft.mayHaveIt ? 'emails.sendAgain' : 'emails.send')}
      note={draft.mayHaveIt ? t('emails.mayHaveInvoice') : null}
      sentToast={t('emails.invoiceUnderWay')}
      send={(written, headers) =>
        answered(
          api.POST('/api/v1/invoices/{invoiceId}/email', {
            params: { path: { invoiceId: invoice.id } },
            body: { ...written, again: draft.mayHaveIt },
            headers,
          }),
        )
      }
      onClose={onClose}
    />
  )
}

/** Reminds the client of an overdue invoice, in the step that comes next. */
export function RemindDialog({ invoice, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { data: draft, error } = useQuery(reminderDraftQuery(invoice.id))
  if (!draft) return <Waiting title={t('reminders.send')} error={error} onClose={onClose} />
  const { step, stepCount } = draft
  const isAgain = invoice.lastReminder?.step === step
  return (
    <InvoiceEmailForm
      invoice={invoice}
      draft={draft}
      title={t('reminders.stepOf', { step, count: stepCount })}
      submitLabel={t('emails.send')}
      note={isAgain ? t('reminders.wasRefused') : null}
      sentToast={t('reminders.underWay')}
      send={(written, headers) =>
        answered(
          api.POST('/api/v1/invoices/{invoiceId}/remind', {
            params: { path: { invoiceId: invoice.id } },
            body: { ...written, step },
            headers,
          }),
        )
      }
      onClose={onClose}
    />
  )
}

type WaitingProps = { title: string; error: Error | null; onClose: () => void }

function Waiting({ title, error, onClose }: WaitingProps) {
  const { t } = useTranslation()
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={title}
      submitLabel={t('emails.send')}
      isBusy={!error}
      refusal={error}
      onSubmit={(event) => event.preventDefault()}
    >
      {null}
    </FormModal>
  )
}
