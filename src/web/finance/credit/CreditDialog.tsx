import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Callout } from '../../ui/Callout.tsx'
import { useCallCost } from '../../ui/call-cost.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { ExternalLink } from '../../ui/buttons.tsx'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { isChanging } from '../document-words.ts'
import { ReissueDialog } from '../reissue/ReissueDialog.tsx'
import type { XeroDocument } from '../types.ts'
import { CreditPreviewView } from './CreditPreviewView.tsx'

type Then = 'bill_again' | 'credit_only'
type CreditDialogProps = {
  /** As it stands now: it is read again while Xero is asked. */
  document: XeroDocument
  onClose: () => void
}

/** Credits an approved invoice in Xero: the credit note to the cent first, then Xero, then the invoice anew. */
export function CreditDialog({ document, onClose }: CreditDialogProps) {
  const { t } = useTranslation()
  const costOf = useCallCost()
  const [then, setThen] = useState<Then>('bill_again')
  const [askedFor, setAskedFor] = useState<string | null>(null)
  const preview = useQuery({ ...previewQuery(document.id), enabled: askedFor === null })
  const ask = useCredit(document, {
    onDone: ({ change }) => setAskedFor(change?.id ?? null),
    onRefused: () => void preview.refetch(),
  })
  const isOurs = document.change !== null && document.change.id === askedFor
  const isWaiting = ask.isPending || (askedFor !== null && (!isOurs || isChanging(document)))
  const isDone = isOurs && document.change?.state === 'done'
  const problem = isOurs && document.change?.state === 'rejected' ? document.change.problem : null
  if (isDone && document.state === 'credited') {
    return <ReissueDialog documentId={document.id} onClose={onClose} />
  }
  const isAsking = !isWaiting && !isDone && !problem
  const known = preview.data
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('xeroExports.creditTitle', { name: document.xeroNumber ?? document.clientName })}
      size={640}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-form">
        <div className="hb-dialog-fields" aria-busy={preview.isFetching}>
          {isWaiting ? (
            <ProgressBar label={t('xeroExports.changing.credit')} value={0} total={null}>
              {t('xeroExports.crediting')}
            </ProgressBar>
          ) : null}
          {isDone ? <CreditDone document={document} /> : null}
          {problem ? (
            <Callout tone="danger" title={problem.message} isLive>
              {problem.fix}
            </Callout>
          ) : null}
          {isAsking && preview.error && !known ? (
            <LoadFailed error={preview.error} onRetry={() => void preview.refetch()} />
          ) : null}
          {isAsking && preview.isPending ? <SkeletonLines /> : null}
          {isAsking && known ? (
            <>
              <CreditPreviewView document={document} preview={known} />
              <ChoiceList<Then>
                label={t('xeroExports.creditThen')}
                value={then}
                onChange={setThen}
                choices={(['bill_again', 'credit_only'] as const).map((value) => ({
                  value,
                  label: t(`xeroExports.creditThens.${value}`),
                  description: t(`xeroExports.creditThenMeans.${value}`),
                }))}
              />
            </>
          ) : null}
          <RefusalNote refusal={ask.error} />
        </div>
        <div className="hb-dialog-footer">
          <span className="hb-dialog-space" />
          <Button variant="default" onClick={onClose}>
            {isAsking ? t('ui.cancel') : t('ui.close')}
          </Button>
          {isDone || problem || !known ? null : (
            <Button
              color="red"
              loading={isWaiting || preview.isFetching}
              title={costOf(known.calls)}
              onClick={() =>
                ask.mutate({
                  billAgain: then === 'bill_again',
                  previewHash: known.previewHash,
                })
              }
            >
              {t('xeroExports.credit')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}

function CreditDone({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const { creditNote } = document
  return (
    <Callout title={t('xeroExports.creditDone', { number: creditNote?.number ?? '' })} isLive>
      {creditNote?.url ? (
        <ExternalLink href={creditNote.url}>{t('xeroExports.viewCreditNote')}</ExternalLink>
      ) : null}
    </Callout>
  )
}

export type CreditPreview = components['schemas']['XeroCreditPreview']

// Xero is read for it, so it is asked for once, each time the dialog opens.
const previewQuery = (documentId: string) => ({
  queryKey: ['xero-credit-preview', documentId],
  queryFn: async (): Promise<CreditPreview> =>
    await answered(
      api.POST('/api/v1/xero/documents/{documentId}/credit-preview', {
        params: { path: { documentId } },
      }),
    ),
  gcTime: 0,
  staleTime: Infinity,
  retry: false,
})

function useCredit(
  { id: documentId }: XeroDocument,
  asked: { onDone: (document: XeroDocument) => void; onRefused: () => void },
) {
  return useWrite<{ billAgain: boolean; previewHash: string }, XeroDocument>({
    send: (body, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/credit', {
          params: { path: { documentId } },
          body,
          headers,
        }),
      ),
    touches: billedKeys,
    ...asked,
  })
}
