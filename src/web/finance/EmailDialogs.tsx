import { answered, api } from '#client/api.ts'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../ui/call-cost.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { billedKeys } from './billed-keys.ts'
import type { XeroDocument } from './types.ts'

type DialogProps = { document: XeroDocument; onClose: () => void }

/** Has Xero e-mail an invoice; once more only when the words say so. */
export function EmailDialog({ document, onClose }: DialogProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  // A refusal may tell what was not known here: that the customer has it.
  const ask = useWrite<boolean, XeroDocument>({
    send: (again, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/email', {
          params: { path: { documentId: document.id } },
          body: { again },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => {
      toast(t('xeroExports.emailing'))
      onClose()
    },
  })
  const isAgain =
    document.xeroSentToContact === true ||
    ask.error?.code === 'document_was_sent' ||
    document.change?.problem?.code === 'document_was_sent'
  const words = isAgain ? 'again' : 'first'
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(`xeroExports.emailTitle.${words}`)}
      confirmLabel={t(`xeroExports.emailConfirm.${words}`)}
      confirmTitle={callCost(callsOf.change)}
      isBusy={ask.isPending}
      refusal={ask.error}
      onConfirm={() => ask.mutate(isAgain)}
    >
      {t(`xeroExports.emailText.${words}`, {
        number: document.xeroNumber ?? '',
        name: document.clientName,
      })}
    </ConfirmDialog>
  )
}

/** Marks an invoice as sent that the customer got in another way. */
export function MarkSentDialog({ document, onClose }: DialogProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const ask = useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/mark-sent', {
          params: { path: { documentId: document.id } },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => {
      toast(t('xeroExports.markingSent'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('xeroExports.markSentTitle')}
      confirmLabel={t('xeroExports.markSent')}
      confirmTitle={callCost(callsOf.change)}
      isBusy={ask.isPending}
      refusal={ask.error}
      onConfirm={() => ask.mutate()}
    >
      {t('xeroExports.markSentText')}
    </ConfirmDialog>
  )
}
