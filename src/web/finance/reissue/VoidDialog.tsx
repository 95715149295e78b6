import { answered, api } from '#client/api.ts'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { Callout } from '../../ui/Callout.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { isChanging } from '../document-words.ts'
import type { XeroDocument } from '../types.ts'
import { ReissueDialog } from './ReissueDialog.tsx'

type VoidDialogProps = {
  /** As it stands now: it is read again while Xero is asked. */
  document: XeroDocument
  onClose: () => void
  /** The other way to take a sales transaction back, offered where this one is refused. */
  onReverse: () => void
}

/** Voids a document in Xero, waits until it is done there, and goes on to issue it anew. */
export function VoidDialog({ document, onClose, onReverse }: VoidDialogProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const [askedFor, setAskedFor] = useState<string | null>(null)
  const ask = useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/void', {
          params: { path: { documentId: document.id } },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: ({ change }) => setAskedFor(change?.id ?? null),
  })
  const isOurs = document.change !== null && document.change.id === askedFor
  const isWaiting = ask.isPending || (askedFor !== null && (!isOurs || isChanging(document)))
  const problem = isOurs && document.change?.state === 'rejected' ? document.change.problem : null
  if (askedFor !== null && document.state === 'voided' && document.invoiceId === null) {
    return <ReissueDialog documentId={document.id} onClose={onClose} />
  }
  const isDone = askedFor !== null && document.state === 'voided'
  const kind = kindOf(document)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(titles[kind])}
      size={480}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields">
          {isWaiting ? (
            <ProgressBar label={t('xeroExports.changing.void')} value={0} total={null}>
              {t('xeroExports.voiding')}
            </ProgressBar>
          ) : (
            <div>{isDone ? t('xeroExports.voided') : t(`xeroExports.voidText.${kind}`)}</div>
          )}
          {problem ? (
            <Callout tone="danger" title={problem.message} isLive>
              {problem.fix}
            </Callout>
          ) : null}
          <RefusalNote refusal={ask.error} />
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={onClose}>
            {isWaiting || isDone || problem ? t('ui.close') : t('ui.cancel')}
          </Button>
          {problem && document.can.reverse.allowed ? (
            <Button onClick={onReverse}>{t('xeroExports.reverseInstead')}</Button>
          ) : null}
          {isDone || problem ? null : (
            <Button
              data-autofocus
              color="red"
              loading={isWaiting}
              title={callCost(callsOf.change)}
              onClick={() => ask.mutate()}
            >
              {t('xeroExports.voidConfirm')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}

const titles = {
  reversal: 'xeroExports.voidReversalTitle',
  journal: 'xeroExports.voidJournalTitle',
  sale: 'xeroExports.voidJournalTitle',
  draft: 'xeroExports.voidTitle',
  approved: 'xeroExports.voidTitle',
} as const

type Kind = 'reversal' | 'journal' | 'sale' | 'draft' | 'approved'

function kindOf(document: XeroDocument): Kind {
  const { kind, xeroStatus, reversesId, invoiceId } = document
  if (reversesId !== null) return 'reversal'
  if (kind === 'manual_journal') return 'journal'
  if (invoiceId !== null) return 'sale'
  return xeroStatus === 'DRAFT' || xeroStatus === 'SUBMITTED' ? 'draft' : 'approved'
}
