import { answered, api } from '#client/api.ts'
import type { paths } from '#client/openapi.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { billedKeys } from '../../finance/billed-keys.ts'
import { useCan } from '../../me.ts'
import { given } from '../../search-params.ts'
import { Callout } from '../../ui/Callout.tsx'
import { useCallCost } from '../../ui/call-cost.ts'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import type { SyncLogFilter } from './sync-log-search.ts'

type Answers = paths['/api/v1/sync-log/retries']['post']['responses']
type Retried = Answers[202]['content']['application/json']
export type Problems = Retried['problems']

type RetryMatchingProps = {
  filter: SyncLogFilter
  /** What could not be sent once more. */
  onProblems: (problems: Problems) => void
}

/** Has all that Xero refused of the calls that match sent once more, after saying how many and what it costs. */
export function RetryMatching({ filter, onProblems }: RetryMatchingProps) {
  const { t } = useTranslation()
  const can = useCan()
  const callCost = useCallCost()
  const [isAsking, setIsAsking] = useState(false)
  const mayRetry = can('xero:export')
  const { data: refused } = useQuery({
    queryKey: ['sync-log', 'refused', filter],
    queryFn: () =>
      answered(api.GET('/api/v1/sync-log/refused-documents', { params: { query: given(filter) } })),
    enabled: mayRetry,
  })
  const retry = useWrite<void, Retried>({
    send: (_, headers) =>
      answered(api.POST('/api/v1/sync-log/retries', { headers, body: given(filter) })),
    touches: [...billedKeys, ['sync-log']],
    onDone: ({ retried, problems }) => {
      setIsAsking(false)
      onProblems(problems)
      if (retried > 0) toast(t('syncLog.retried', { count: retried }))
    },
  })
  if (!mayRetry || !refused) return null
  const { documents, calls } = refused
  return (
    <>
      {documents > 0 ? (
        <Button variant="default" title={callCost(calls)} onClick={() => setIsAsking(true)}>
          {t('xeroExports.retryAll', { count: documents })}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('syncLog.retryTitle', { count: documents })}
        confirmLabel={t('xeroExports.retryAll', { count: documents })}
        isBusy={retry.isPending}
        refusal={retry.error}
        onConfirm={() => retry.mutate()}
      >
        {t('syncLog.retryText')} {callCost(calls)}.
      </ConfirmDialog>
    </>
  )
}

/** What could not be sent once more, and why. */
export function NotRetried({ problems }: { problems: Problems }) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <Callout isLive tone="warning" title={t('syncLog.notRetried', { count: problems.length })}>
      <ul className="hb-log-list">
        {problems.map(({ documentId, clientName, message }) => (
          <li key={documentId}>
            {clientName}: {message}
          </li>
        ))}
      </ul>
    </Callout>
  )
}
