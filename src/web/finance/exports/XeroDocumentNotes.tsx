import { callsToRetry } from '#domain/sending.ts'
import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Callout } from '../../ui/Callout.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { useCallCost } from '../../ui/call-cost.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import { useCan } from '../../me.ts'
import { useWrite } from '../../write.ts'
import { billedKeys } from '../billed-keys.ts'
import type { XeroDocument } from '../types.ts'
import { ReportDocument } from '../../settings/sync-log/ReportProblem.tsx'
import { ReverseDialog } from '../ReverseDialog.tsx'
import { CreditNoteNote } from './CreditNoteNote.tsx'
import { OtherDate } from './OtherDate.tsx'

type XeroDocumentNotesProps = {
  document: XeroDocument
  /** The cause and the fix are said once for several documents, above them. */
  isSaidAbove?: boolean
}

/** What is the matter with a document, and what can be done about it. */
export function XeroDocumentNotes({ document, isSaidAbove = false }: XeroDocumentNotesProps) {
  const { t } = useTranslation()
  const { state, problem } = document
  return (
    <>
      {document.difference && !document.closed ? (
        <DifferenceNote {...document} difference={document.difference} />
      ) : null}
      {problem && state !== 'discarded' && !isSaidAbove ? (
        <Callout tone={state === 'rejected' ? 'danger' : 'warning'} title={problem.message}>
          <ProblemFix problem={problem} />
          <XeroWords detail={problem.detail} />
          <DocumentActions document={document} />
        </Callout>
      ) : null}
      {problem && isSaidAbove ? (
        <div className="hb-finance-said">
          <span className="hb-finance-problem">{problem.message}</span>
          <XeroWords detail={problem.detail} />
          <DocumentActions document={document} />
        </div>
      ) : null}
      {document.closed && !isClosedByOurNote(document) ? (
        <ClosedNote document={document} closed={document.closed} />
      ) : null}
      {document.creditNote ? (
        <CreditNoteNote document={document} creditNote={document.creditNote} />
      ) : null}
      {document.change && saysChange.has(document.change.state) && !document.closed ? (
        <ChangeNote document={document} change={document.change} />
      ) : null}
      {state === 'discarded' || (state === 'unknown' && !problem) ? (
        <span className="hb-dim hb-small">{t(`xeroExports.stateNotes.${state}`)}</span>
      ) : null}
    </>
  )
}

// The note on its credit note says that it is credited, too.
function isClosedByOurNote({ state, creditNote }: XeroDocument): boolean {
  return state === 'credited' && creditNote?.goneAt === null && creditNote.allocatedMinor !== null
}

function ClosedNote({
  document,
  closed,
}: {
  document: XeroDocument
  closed: NonNullable<XeroDocument['closed']>
}) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const { at, byName, items } = closed
  const words =
    document.state === 'credited'
      ? 'credited'
      : document.xeroStatus === 'DELETED'
        ? 'DELETED'
        : 'VOIDED'
  const status =
    words === 'credited'
      ? t('xeroExports.documentStates.credited')
      : t(`xeroExports.xeroStatuses.${words}`)
  const said = { status, moment: moment(at) }
  return (
    <Callout
      title={
        byName === null
          ? t('xeroExports.closedByXero', said)
          : t('xeroExports.closedBy', { ...said, name: byName })
      }
    >
      {document.invoiceId === null ? t('xeroExports.closedItems', { count: items }) : null}
    </Callout>
  )
}

// Refused, or held up by something that a person can mend.
const saysChange: ReadonlySet<string> = new Set(['rejected', 'unknown'])

function ChangeNote({
  document,
  change,
}: {
  document: XeroDocument
  change: NonNullable<XeroDocument['change']>
}) {
  const { t } = useTranslation()
  const can = useCan()
  const [isReversing, setIsReversing] = useState(false)
  const { kind, problem, state } = change
  if (!problem) return null
  const words = state === 'rejected' ? 'changeRefused' : 'changeWaits'
  return (
    <Callout tone="warning" title={`${t(`xeroExports.${words}.${kind}`)}: ${problem.message}`}>
      {problem.fix}
      <XeroWords detail={problem.detail === problem.message ? '' : problem.detail} />
      <div className="hb-finance-actions">
        <ReportRaw document={document} problem={problem} />
      </div>
      {kind === 'void' && document.can.reverse.allowed && can('xero:export') ? (
        <div className="hb-finance-actions">
          <Button size="xs" variant="default" onClick={() => setIsReversing(true)}>
            {t('xeroExports.reverseInstead')}
          </Button>
        </div>
      ) : null}
      {isReversing ? (
        <ReverseDialog document={document} onClose={() => setIsReversing(false)} />
      ) : null}
    </Callout>
  )
}

type Problem = NonNullable<XeroDocument['problem']>

/** What to do, with the way to the setting where there is one. */
export function ProblemFix({ problem }: { problem: Pick<Problem, 'fix' | 'settingsPath'> }) {
  const { t } = useTranslation()
  return (
    <div>
      {problem.fix}{' '}
      {problem.settingsPath ? (
        <Link to={problem.settingsPath}>{t('xeroExports.toSettings')}</Link>
      ) : null}
    </div>
  )
}

export function XeroWords({ detail }: { detail: string }) {
  const { t } = useTranslation()
  if (!detail) return null
  return (
    <details className="hb-finance-words">
      <summary>{t('xeroExports.xeroWords')}</summary>
      <q>{detail}</q>
    </details>
  )
}

type DifferenceNoteProps = Pick<XeroDocument, 'currency'> & {
  difference: NonNullable<XeroDocument['difference']>
}

function DifferenceNote({ currency, difference }: DifferenceNoteProps) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const { planned, xero } = difference
  return (
    <Callout tone="warning" title={t('xeroExports.differenceTitle')}>
      {t('xeroExports.difference', {
        planned: money(planned.totalMinor, currency),
        xero: money(xero.totalMinor, currency),
        xeroNet: money(xero.subtotalMinor, currency),
        xeroTax: money(xero.taxMinor, currency),
      })}
    </Callout>
  )
}

function DocumentActions({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const can = useCan()
  const [isAsking, setIsAsking] = useState(false)
  const path = { documentId: document.id }
  const retry = useRetry(() => toast(t('xeroExports.retried')))
  const [isDating, setIsDating] = useState(false)
  const callCost = useCallCost()
  const isLocked = document.problem?.code === lockedCode
  const discard = useWrite<void, XeroDocument>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/discard', {
          params: { path },
          headers,
        }),
      ),
    touches: billedKeys,
    onDone: () => {
      setIsAsking(false)
      toast(t('xeroExports.discarded'))
    },
  })
  if (!can('xero:export')) return null
  return (
    <div className="hb-finance-actions">
      {document.can.retry.allowed ? (
        <Button
          size="xs"
          variant="default"
          loading={retry.isPending}
          title={callCost(callsToRetry(1))}
          onClick={() => retry.mutate({ documentId: document.id })}
        >
          {t('xeroExports.retry')}
        </Button>
      ) : null}
      {document.can.retry.allowed && isLocked ? (
        <Button
          size="xs"
          variant="default"
          title={callCost(callsToRetry(1))}
          onClick={() => setIsDating(true)}
        >
          {t('xeroExports.retryOn')}
        </Button>
      ) : null}
      <ReportRaw document={document} problem={document.problem} />
      {isDating ? (
        <OtherDate
          start={document.issuedOn}
          count={1}
          isBusy={retry.isPending}
          refusal={retry.error}
          onClose={() => setIsDating(false)}
          onChosen={(issuedOn) =>
            retry.mutate(
              { documentId: document.id, issuedOn },
              { onSuccess: () => setIsDating(false) },
            )
          }
        />
      ) : null}
      {document.can.discard.allowed ? (
        <Button size="xs" variant="default" onClick={() => setIsAsking(true)}>
          {t('xeroExports.discard')}
        </Button>
      ) : null}
      <RefusalNote refusal={isDating ? null : retry.error} />
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('xeroExports.discardTitle')}
        confirmLabel={t('xeroExports.discard')}
        isDanger
        isBusy={discard.isPending}
        refusal={discard.error}
        onConfirm={() => discard.mutate()}
      >
        {t('xeroExports.discardText')}
      </ConfirmDialog>
    </div>
  )
}

// What should not have come, or has no words of ours yet.
const reported: ReadonlySet<string> = new Set([
  'unrecognised',
  'request_was_not_understood',
  'amounts_differ',
  'lookup_is_refused',
])

/** What Hourbook has no words for is shown in Xero's, and can be reported. */
export function ReportRaw({
  document,
  problem,
}: {
  document: Pick<XeroDocument, 'id'>
  problem: Pick<Problem, 'code'> | null
}) {
  const can = useCan()
  if (!problem || !reported.has(problem.code) || !can('xero:export')) return null
  return <ReportDocument documentId={document.id} />
}

/** What Xero calls a date in a period that is closed: the one refusal that another date puts right. */
export const lockedCode = 'period_is_locked'

/** Has a document sent once more, on another date if one is given. */
export function useRetry(onDone?: () => void) {
  return useWrite<{ documentId: string; issuedOn?: string }, XeroDocument>({
    send: ({ documentId, ...body }, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/retry', {
          params: { path: { documentId } },
          headers,
          body,
        }),
      ),
    touches: billedKeys,
    ...(onDone ? { onDone } : {}),
  })
}
