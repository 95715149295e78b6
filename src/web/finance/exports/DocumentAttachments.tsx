import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { useCan } from '../../me.ts'
import { ClippedText } from '../../ui/ClippedText.tsx'
import { FileIcon, JournalIcon } from '../../ui/icons.tsx'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import { areFilesUnderWay, isClosed } from '../document-words.ts'
import type { XeroDocument } from '../types.ts'
import { ProblemFix, ReportRaw, XeroWords } from './XeroDocumentNotes.tsx'

type Attachment = XeroDocument['attachments'][number]

const tones: Record<Attachment['state'], StatusTone> = {
  planned: 'neutral',
  sending: 'info',
  confirmed: 'success',
  rejected: 'danger',
  unknown: 'warning',
  left_out: 'warning',
}

/** The files and the note that go with a document, each with how it stands. */
export function DocumentAttachments({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const { attachments } = document
  // What was not sent before the document was given up will not be.
  const shown = attachments.filter((each) => each.state === 'confirmed' || !isClosed(document))
  if (shown.length === 0) return null
  return (
    <section aria-live={areFilesUnderWay(document) ? 'polite' : undefined}>
      <h2 className="hb-finance-history-title">{t('xeroExports.attachments')}</h2>
      <ul className="hb-finance-files">
        {shown.map((attachment) => (
          <AttachmentRow key={attachment.id} document={document} attachment={attachment} />
        ))}
      </ul>
    </section>
  )
}

function AttachmentRow({
  document,
  attachment,
}: {
  document: XeroDocument
  attachment: Attachment
}) {
  const { t } = useTranslation()
  const { kind, name, state, isOnline, problem } = attachment
  const Drawing = kind === 'note' ? JournalIcon : FileIcon
  return (
    <li className="hb-finance-file">
      <Drawing size={16} />
      <span className="hb-finance-file-words">
        <ClippedText text={name} />
        {isOnline ? <span className="hb-dim hb-small">{t('xeroExports.seenOnline')}</span> : null}
        {problem ? (
          <span className="hb-small hb-finance-file-problem">
            {problem.message} <ProblemFix problem={problem} />
            <XeroWords detail={problem.detail} />
            <ReportRaw document={document} problem={problem} />
          </span>
        ) : null}
      </span>
      <StatusBadge tone={tones[state]} isLive={state === 'sending'}>
        {t(`xeroExports.documentStates.${state}`)}
      </StatusBadge>
      <Retry document={document} attachment={attachment} />
    </li>
  )
}

function Retry({ document, attachment }: { document: XeroDocument; attachment: Attachment }) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const can = useCan()
  const retry = useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/attachments/{attachmentId}/retry', {
          params: { path: { documentId: document.id, attachmentId: attachment.id } },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => toast(t('xeroExports.fileRetried', { name: attachment.name })),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  if (!attachment.can.retry.allowed || isClosed(document) || !can('xero:export')) return null
  return (
    <Button
      size="xs"
      variant="default"
      loading={retry.isPending}
      title={callCost(callsOf.attach)}
      onClick={() => retry.mutate()}
    >
      {t('xeroExports.retry')}
    </Button>
  )
}
