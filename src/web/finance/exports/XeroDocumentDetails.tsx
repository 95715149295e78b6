import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { Facts } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DayText } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import { DocumentLines } from '../DocumentLines.tsx'
import type { XeroDocument } from '../types.ts'
import { documentQuery } from './export-queries.ts'

/** Dates, lines and sums of a document; each line unfolds to what it bills. */
export function XeroDocumentDetails({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(documentQuery(document.id, document.state))
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />
  return (
    <div className="hb-finance-document">
      <Facts
        facts={[
          { label: t('xeroExports.issuedOn'), value: <DayText day={document.issuedOn} /> },
          { label: t('xeroExports.dueOn'), value: <DayText day={document.dueOn} /> },
          { label: t('xeroExports.reference'), value: document.reference || '–' },
          {
            label: t('xeroExports.number'),
            value: document.xeroNumber ?? t('xeroExports.noNumberYet'),
          },
          ...(document.attempts > 1
            ? [{ label: t('xeroExports.attempts'), value: document.attempts }]
            : []),
        ]}
      />
      {data ? <DocumentLines documentId={document.id} lines={data.lines} /> : <SkeletonLines />}
      <AmountSums amounts={document} />
    </div>
  )
}
