import { callsToRetry } from '#domain/sending.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { useCallCost } from '../../ui/call-cost.ts'
import { Callout } from '../../ui/Callout.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast } from '../../ui/toast.tsx'
import type { XeroDocument } from '../types.ts'
import { OtherDate } from './OtherDate.tsx'
import { lockedCode, ProblemFix, useRetry } from './XeroDocumentNotes.tsx'

/** Refused documents that share their cause, by its code; only where there is more than one. */
export function sharedProblems(documents: readonly XeroDocument[]): Map<string, XeroDocument[]> {
  const refused = documents.filter(({ state, problem }) => state === 'rejected' && problem)
  const groups = Map.groupBy(refused, ({ problem }) => problem?.code ?? '')
  return new Map([...groups].filter(([, group]) => group.length > 1))
}

/** Says a cause once for all documents that have it, and tries them all again. */
export function SharedProblem({ documents }: { documents: readonly XeroDocument[] }) {
  const { t } = useTranslation()
  const can = useCan()
  const [isBusy, setIsBusy] = useState(false)
  const [isDating, setIsDating] = useState(false)
  const callCost = useCallCost()
  const retry = useRetry()
  const problem = documents[0]?.problem
  if (!problem) return null

  async function retryAll(date: { issuedOn?: string } = {}): Promise<void> {
    setIsBusy(true)
    try {
      for (const { id } of documents) {
        // oxlint-disable-next-line no-await-in-loop -- one refusal ends it: the others would be refused alike
        await retry.mutateAsync({ documentId: id, ...date })
      }
      setIsDating(false)
      toast(t('xeroExports.retried'))
    } catch {
      // The refusal is shown below.
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Callout
      tone="danger"
      title={t('xeroExports.sharedProblem', { message: problem.message, count: documents.length })}
      action={
        can('xero:export') ? (
          <div className="hb-finance-actions">
            {problem.code === lockedCode ? (
              <Button
                variant="default"
                title={callCost(callsToRetry(documents.length))}
                onClick={() => setIsDating(true)}
              >
                {t('xeroExports.retryOn')}
              </Button>
            ) : null}
            <Button
              variant="default"
              loading={isBusy}
              title={callCost(callsToRetry(documents.length))}
              onClick={() => void retryAll()}
            >
              {t('xeroExports.retryAll', { count: documents.length })}
            </Button>
          </div>
        ) : null
      }
    >
      <ProblemFix problem={problem} />
      <RefusalNote refusal={isDating ? null : retry.error} />
      {isDating ? (
        <OtherDate
          start={documents[0]?.issuedOn ?? ''}
          count={documents.length}
          isBusy={isBusy}
          refusal={retry.error}
          onClose={() => setIsDating(false)}
          onChosen={(issuedOn) => void retryAll({ issuedOn })}
        />
      ) : null}
    </Callout>
  )
}
