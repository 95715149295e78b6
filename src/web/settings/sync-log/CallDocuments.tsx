import { callsToRetry } from '#domain/sending.ts'
import type { ItemOf } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { billedKeys } from '../../finance/billed-keys.ts'
import { useRetry } from '../../finance/exports/XeroDocumentNotes.tsx'
import { useCan } from '../../me.ts'
import { useCallCost } from '../../ui/call-cost.ts'
import { toast, toastCause } from '../../ui/toast.tsx'
import { Dash } from '../../ui/Values.tsx'

type SyncLogEntry = ItemOf<'/api/v1/sync-log'>
type DocumentOfCall = SyncLogEntry['documents'][number]

/** The documents that a call was about, with the way to each, and to trying again what Xero refused. */
export function CallDocuments({ documents }: { documents: readonly DocumentOfCall[] }) {
  const { t } = useTranslation()
  const [first] = documents
  if (!first) return <Dash />
  const refused = documents.filter((each) => each.canRetry)
  return (
    <span className="hb-log-documents">
      {documents.length === 1 ? (
        <DocumentLink document={first} />
      ) : (
        <details>
          <summary>{t('syncLog.documentCount', { count: documents.length })}</summary>
          <ul className="hb-log-list">
            {documents.map((each) => (
              <li key={each.id}>
                <DocumentLink document={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {refused.length > 0 ? <RetryDocuments documents={refused} /> : null}
    </span>
  )
}

function DocumentLink({ document }: { document: DocumentOfCall }) {
  const { exportId, invoiceId, clientName, xeroNumber } = document
  const words = xeroNumber ? `${clientName}, ${xeroNumber}` : clientName
  if (exportId) {
    return (
      <Link
        to="/finance/xero-exports/$exportId"
        params={{ exportId }}
        className="hb-log-link hb-ellipsis"
      >
        {words}
      </Link>
    )
  }
  if (!invoiceId) return words
  return (
    <Link to="/finance/invoices/$invoiceId" params={{ invoiceId }} className="hb-log-link">
      {words}
    </Link>
  )
}

type RetryProps = { documents: readonly DocumentOfCall[] }

/** Has refused documents sent once more, one after the other; the first that cannot be ends it. */
function RetryDocuments({ documents }: RetryProps) {
  const { t } = useTranslation()
  const can = useCan()
  const queryClient = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const retry = useRetry()
  const callCost = useCallCost()
  if (!can('xero:export')) return null

  async function retryAll(): Promise<void> {
    setIsBusy(true)
    try {
      for (const { id } of documents) {
        // oxlint-disable-next-line no-await-in-loop -- one refusal ends it: the others would be refused alike
        await retry.mutateAsync({ documentId: id })
      }
      toast(t('xeroExports.retried'))
    } catch (error) {
      toastCause(error)
    } finally {
      setIsBusy(false)
      for (const queryKey of [...billedKeys, ['sync-log']])
        void queryClient.invalidateQueries({ queryKey })
    }
  }

  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={isBusy}
      title={callCost(callsToRetry(documents.length))}
      onClick={() => void retryAll()}
    >
      {documents.length === 1
        ? t('xeroExports.retry')
        : t('xeroExports.retryAll', { count: documents.length })}
    </Button>
  )
}
