import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { Facts } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DayText, MomentText, Money } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import { DocumentLines } from '../DocumentLines.tsx'
import type { XeroDocument } from '../types.ts'
import { DocumentAttachments } from './DocumentAttachments.tsx'
import { DocumentHistory } from './DocumentHistory.tsx'
import { documentQuery } from './export-queries.ts'
import { LastAttempt } from './LastAttempt.tsx'

/** Dates, lines and sums of a document; each line unfolds to what it bills. */
export function XeroDocumentDetails({ document }: { document: XeroDocument }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(documentQuery(document))
  const amount = (minor: number | null) => <Money minor={minor} currency={document.currency} />
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
          ...(document.xeroPaidMinor === null
            ? []
            : [
                { label: t('xeroExports.paid'), value: amount(document.xeroPaidMinor) },
                ...(document.xeroCreditedMinor
                  ? [
                      {
                        label: t('xeroExports.credited'),
                        value: amount(document.xeroCreditedMinor),
                      },
                    ]
                  : []),
                { label: t('xeroExports.due'), value: amount(document.xeroDueMinor) },
              ]),
          ...(document.xeroFullyPaidOn && document.xeroPaidMinor !== 0
            ? [
                {
                  label: t('xeroExports.paidOn'),
                  value: <DayText day={document.xeroFullyPaidOn} />,
                },
              ]
            : []),
          ...(document.xeroSentToContact === null
            ? []
            : [
                {
                  label: t('xeroExports.sentToContact'),
                  value: t(document.xeroSentToContact ? 'xeroExports.yes' : 'xeroExports.notYet'),
                },
              ]),
          ...(document.xeroReadAt
            ? [{ label: t('xeroExports.readAt'), value: <MomentText at={document.xeroReadAt} /> }]
            : []),
        ]}
      />
      {data ? <LastAttempt document={data} /> : null}
      {data ? <DocumentLines documentId={document.id} lines={data.lines} /> : <SkeletonLines />}
      <AmountSums amounts={document} />
      <DocumentAttachments document={document} />
      <DocumentHistory events={data?.events ?? []} currency={document.currency} />
    </div>
  )
}
