import { answered, api } from '#client/api.ts'
import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../ui/call-cost.ts'
import { useCan } from '../me.ts'
import { ActionsMenu, type ActionItem } from '../ui/buttons.tsx'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import {
  CheckIcon,
  DotsIcon,
  EraserIcon,
  FileInvoiceIcon,
  InboxIcon,
  MailIcon,
  PlusIcon,
  RefreshIcon,
  TrashIcon,
} from '../ui/icons.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { billedKeys } from './billed-keys.ts'
import { CreditDialog } from './credit/CreditDialog.tsx'
import { isClosed } from './document-words.ts'
import { EmailDialog, MarkSentDialog } from './EmailDialogs.tsx'
import { ReissueDialog } from './reissue/ReissueDialog.tsx'
import { VoidDialog } from './reissue/VoidDialog.tsx'
import { ReverseDialog } from './ReverseDialog.tsx'
import { reasonOf, type XeroDocument } from './types.ts'
import { AddToInvoiceDialog } from './update/AddToInvoiceDialog.tsx'

type Asking =
  | 'reverse'
  | 'email'
  | 'mark_sent'
  | 'void'
  | 'reissue'
  | 'add'
  | 'credit'
  | 'release'
  | null

/** What can be done with a document that Xero has. */
export function DocumentMenu({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const can = useCan()
  const [asking, setAsking] = useState<Asking>(null)
  const refresh = useRefresh(document)
  const release = useRelease(document, () => setAsking('reissue'))
  if (!can('xero:export') || document.xeroId === null) return null
  const isJournal = document.kind === 'manual_journal'
  // The sales transaction of an own invoice; what it bills, and its e-mails, are that invoice's.
  const isSale = document.invoiceId !== null
  const items: ActionItem[] = [
    {
      label: t('xeroExports.refresh'),
      icon: RefreshIcon,
      title: callCost(callsOf.refresh),
      onClick: () => refresh.mutate(),
    },
  ]
  if (isClosed(document)) {
    if (!isSale) {
      items.push({
        label: t('xeroExports.reissue'),
        icon: FileInvoiceIcon,
        onClick: () => setAsking('reissue'),
      })
    }
  } else {
    if (!isSale) {
      items.push({
        label: t('xeroExports.add'),
        icon: PlusIcon,
        onClick: () => setAsking('add'),
        disabledReason: reasonOf(document.can.update),
      })
      items.push({
        label: t('xeroExports.credit'),
        icon: EraserIcon,
        onClick: () => setAsking('credit'),
        disabledReason: reasonOf(document.can.credit),
      })
      items.push({
        label: t('xeroExports.emailByXero'),
        icon: MailIcon,
        onClick: () => setAsking('email'),
        disabledReason: reasonOf(document.can.email),
      })
      items.push({
        label: t('xeroExports.markSent'),
        icon: CheckIcon,
        onClick: () => setAsking('mark_sent'),
        disabledReason: reasonOf(document.can.markSent),
      })
      if (document.xeroCreditedMinor || document.creditNote) {
        items.push({
          label: t('xeroExports.release'),
          icon: InboxIcon,
          onClick: () => setAsking('release'),
          disabledReason: reasonOf(document.can.release),
        })
      }
    }
    if (isJournal && document.reversesId === null) {
      items.push({
        label: t('xeroExports.reverseWith'),
        icon: EraserIcon,
        onClick: () => setAsking('reverse'),
        disabledReason: reasonOf(document.can.reverse),
      })
    }
    items.push({
      label: t(isSale ? 'xeroExports.voidOnly' : 'xeroExports.voidAndReissue'),
      icon: TrashIcon,
      isDanger: true,
      onClick: () => setAsking('void'),
      disabledReason: reasonOf(document.can.void),
    })
  }
  const onClose = () => setAsking(null)
  return (
    <>
      <ActionsMenu
        trigger={
          <ActionIcon
            size="xs"
            aria-label={t('xeroExports.actionsOf', { name: document.clientName })}
          >
            <DotsIcon />
          </ActionIcon>
        }
        items={items}
      />
      {asking === 'void' ? (
        <VoidDialog document={document} onClose={onClose} onReverse={() => setAsking('reverse')} />
      ) : null}
      {asking === 'reverse' ? <ReverseDialog document={document} onClose={onClose} /> : null}
      {asking === 'email' ? <EmailDialog document={document} onClose={onClose} /> : null}
      {asking === 'mark_sent' ? <MarkSentDialog document={document} onClose={onClose} /> : null}
      {asking === 'credit' ? <CreditDialog document={document} onClose={onClose} /> : null}
      {asking === 'add' ? <AddToInvoiceDialog document={document} onClose={onClose} /> : null}
      <ConfirmDialog
        isOpen={asking === 'release'}
        onClose={onClose}
        title={t('xeroExports.releaseTitle')}
        confirmLabel={t('xeroExports.release')}
        confirmTitle={callCost(callsOf.refresh)}
        isBusy={release.isPending}
        refusal={release.error}
        onConfirm={() => release.mutate()}
      >
        {t('xeroExports.releaseText')}
      </ConfirmDialog>
      {asking === 'reissue' ? <ReissueDialog documentId={document.id} onClose={onClose} /> : null}
    </>
  )
}

function useRelease({ id }: XeroDocument, onDone: () => void) {
  const { t } = useTranslation()
  return useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/release-credited', {
          params: { path: { documentId: id } },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => {
      toast(t('xeroExports.released'))
      onDone()
    },
  })
}

function useRefresh({ id }: XeroDocument) {
  const { t } = useTranslation()
  return useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/refresh', {
          params: { path: { documentId: id } },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => toast(t('xeroExports.refreshed')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
}
