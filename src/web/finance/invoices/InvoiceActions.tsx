import { answered, api, type Refusal } from '#client/api.ts'
import { callsToRetry } from '#domain/sending.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallCost } from '../../ui/call-cost.ts'
import { useCan } from '../../me.ts'
import { ActionsMenu, ReasonButton } from '../../ui/buttons.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import {
  CheckIcon,
  ClockIcon,
  DownloadIcon,
  EditIcon,
  EraserIcon,
  FileIcon,
  FileInvoiceIcon,
  JournalIcon,
  MailIcon,
  TrashIcon,
} from '../../ui/icons.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { saveBlob } from '../../save-file.ts'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { reasonOf, type Invoice, type XeroDocument } from '../types.ts'
import { CreditInvoiceDialog } from './CreditInvoiceDialog.tsx'
import { EInvoiceDialog } from './EInvoiceDialog.tsx'
import { EmailInvoiceDialog, RemindDialog } from './EmailInvoiceDialog.tsx'
import { EditInvoiceDrawer } from './EditInvoiceDrawer.tsx'
import { SalesTransactionsDialog } from './SalesTransactionsDialog.tsx'

type Asking =
  | 'e-invoice'
  | 'email'
  | 'remind'
  | 'finalise'
  | 'delete'
  | 'edit'
  | 'post'
  | 'credit'
  | null

/** What can be done with an invoice now; the next step is the filled button. */
export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const refresh = () => {
    for (const queryKey of billedKeys) void queryClient.invalidateQueries({ queryKey })
  }
  const callCost = useCallCost()
  const [asking, setAsking] = useState<Asking>(null)
  const writes = useInvoiceWrites(invoice, {
    onFinalised: () => setAsking(null),
    onDeleted: () => void navigate({ to: '/finance/invoices' }),
  })
  const download = usePdfDownload(invoice)
  if (!can('invoices:write')) return null
  const { finalise, send, remove, post } = writes
  const { can: may, state, salesTransaction } = invoice
  return (
    <>
      <ActionsMenu
        items={[
          {
            label: t(`invoices.createSalesTransaction.${invoice.salesTarget}`),
            icon: JournalIcon,
            title: callCost(callsToRetry(1)),
            onClick: () => post.mutate(),
            disabledReason: reasonOf(may.createSalesTransaction),
          },
          {
            label: t('invoices.createWithFiles'),
            icon: FileIcon,
            onClick: () => setAsking('post'),
            disabledReason: reasonOf(may.createSalesTransaction),
          },
          {
            label: t('emails.sendInvoice'),
            icon: MailIcon,
            onClick: () => setAsking('email'),
            disabledReason: reasonOf(may.email),
          },
          {
            label: t('reminders.send'),
            icon: ClockIcon,
            onClick: () => setAsking('remind'),
            disabledReason: reasonOf(may.remind),
          },
          {
            label: t('emails.downloadPdf'),
            icon: DownloadIcon,
            onClick: () => download.mutate(),
          },
          {
            label: t('invoices.eInvoice.action'),
            icon: FileInvoiceIcon,
            onClick: () => setAsking('e-invoice'),
          },
          {
            label: t('invoices.markAsSent'),
            icon: CheckIcon,
            onClick: () => send.mutate(),
            disabledReason: reasonOf(may.send),
          },
          {
            label: t('invoices.makeCredit'),
            icon: EraserIcon,
            onClick: () => setAsking('credit'),
            disabledReason: reasonOf(may.credit),
          },
          {
            label: t('invoices.edit'),
            icon: EditIcon,
            onClick: () => setAsking('edit'),
            disabledReason: reasonOf(may.edit),
          },
          'divider',
          {
            label: t('invoices.deleteDraft'),
            icon: TrashIcon,
            isDanger: true,
            onClick: () => setAsking('delete'),
            disabledReason: reasonOf(may.delete),
          },
        ]}
      />
      {state === 'draft' ? (
        <ReasonButton disabledReason={reasonOf(may.finalise)} onClick={() => setAsking('finalise')}>
          {t('invoices.finalise')}
        </ReasonButton>
      ) : null}
      {state === 'finalised' ? (
        <ReasonButton
          disabledReason={reasonOf(may.send)}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('invoices.markAsSent')}
        </ReasonButton>
      ) : null}
      {state === 'sent' && (!salesTransaction || salesTransaction.reversedAt !== null) ? (
        <ReasonButton
          disabledReason={reasonOf(may.createSalesTransaction)}
          loading={post.isPending}
          title={callCost(callsToRetry(1))}
          onClick={() => post.mutate()}
        >
          {t(`invoices.createSalesTransaction.${invoice.salesTarget}`)}
        </ReasonButton>
      ) : null}
      <ConfirmDialog
        isOpen={asking === 'finalise'}
        onClose={() => setAsking(null)}
        title={t('invoices.finaliseTitle')}
        confirmLabel={t('invoices.finalise')}
        isBusy={finalise.isPending}
        refusal={finalise.error}
        onConfirm={() => finalise.mutate()}
      >
        {t('invoices.finaliseText')}
        {invoice.freesItems ? ` ${t('invoices.finaliseFrees')}` : ''}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'delete'}
        onClose={() => setAsking(null)}
        title={t('invoices.deleteTitle')}
        confirmLabel={t('invoices.deleteDraft')}
        isDanger
        isBusy={remove.isPending}
        refusal={remove.error}
        onConfirm={() => remove.mutate()}
      >
        {t(invoice.creditsId === null ? 'invoices.deleteText' : 'invoices.deleteCreditText')}
      </ConfirmDialog>
      {asking === 'post' ? (
        <SalesTransactionsDialog
          invoices={[invoice]}
          onClose={() => setAsking(null)}
          onDone={refresh}
        />
      ) : null}
      {asking === 'email' ? (
        <EmailInvoiceDialog invoice={invoice} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'e-invoice' ? (
        <EInvoiceDialog invoice={invoice} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'remind' ? (
        <RemindDialog invoice={invoice} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'credit' ? (
        <CreditInvoiceDialog invoice={invoice} onClose={() => setAsking(null)} />
      ) : null}
      {asking === 'edit' ? (
        <EditInvoiceDrawer invoice={invoice} onClose={() => setAsking(null)} />
      ) : null}
    </>
  )
}

/** Saves the invoice as a PDF; says so where it cannot be printed. */
function usePdfDownload({ id, number }: Invoice) {
  return useMutation<Blob, Refusal>({
    mutationFn: () => {
      const request = { params: { path: { invoiceId: id } }, parseAs: 'blob' as const }
      return answered(api.GET('/api/v1/invoices/{invoiceId}/pdf', request))
    },
    onSuccess: (pdf) => saveBlob(pdf, `${number ?? 'draft'}.pdf`),
    onError: (error) => toastProblem(error.message),
  })
}

type Reactions = { onFinalised: () => void; onDeleted: () => void }

function useInvoiceWrites({ id, salesTarget }: Invoice, { onFinalised, onDeleted }: Reactions) {
  const { t } = useTranslation()
  const params = { path: { invoiceId: id } }
  const touches = [...billedKeys, ['invoices', id]]
  const finalise = useWrite<void, Invoice>({
    send: (_, headers) =>
      answered(api.POST('/api/v1/invoices/{invoiceId}/finalise', { params, headers })),
    touches,
    onDone: (invoice) => {
      onFinalised()
      toast(t('invoices.finalisedToast', { number: invoice.number ?? '' }))
    },
  })
  const send = useWrite<void, Invoice>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/invoices/{invoiceId}/send', {
          params,
          body: { method: 'mark_as_sent' },
          headers,
        }),
      ),
    touches,
    onDone: () => toast(t('invoices.sentToast')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const remove = useWrite<void, unknown>({
    send: (_, headers) => answered(api.DELETE('/api/v1/invoices/{invoiceId}', { params, headers })),
    touches: billedKeys,
    onDone: () => {
      onDeleted()
      toast(t('invoices.deletedToast'))
    },
  })
  const post = useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/invoices/{invoiceId}/sales-transaction', {
          params,
          body: {},
          headers,
        }),
      ),
    touches,
    onDone: () => toast(t(`invoices.postingToast.${salesTarget}`)),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  return { finalise, send, remove, post }
}
