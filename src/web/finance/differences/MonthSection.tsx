import type { Refusal } from '#client/api.ts'
import { Button, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { MomentText, Money } from '../../ui/Values.tsx'
import { certificateQuery, downloadCertificate } from './difference-queries.ts'

const monthsShown = 24

/** Whether the documents of a month come to the same on both sides, and the paper that says so. */
export function MonthSection({ connectionId }: { connectionId: string | undefined }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { today } = useMe()
  const [month, setMonth] = useState(today.slice(0, 7))
  const { data, error, refetch } = useQuery(certificateQuery(month, { connectionId }))
  const print = useMutation<void, Refusal>({
    mutationFn: () => downloadCertificate(month, { connectionId }),
    onError: (refusal) => toastProblem(refusal.message),
  })
  const nameOf = (each: string) => formats.dayText(`${each}-01`, { month: 'long', year: 'numeric' })
  return (
    <Section
      title={t('xeroDifferences.month')}
      description={t('xeroDifferences.monthText')}
      actions={
        <>
          <Select
            aria-label={t('xeroDifferences.chooseMonth')}
            allowDeselect={false}
            value={month}
            onChange={(value) => setMonth(value ?? month)}
            data={monthsUntil(today).map((each) => ({ value: each, label: nameOf(each) }))}
          />
          <Button variant="default" loading={print.isPending} onClick={() => print.mutate()}>
            {t('xeroDifferences.certificate')}
          </Button>
        </>
      }
    >
      {error && !data ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines /> : null}
      {data ? (
        <Facts
          facts={[
            {
              label: t('xeroDifferences.result'),
              value: <Result certificate={data} />,
            },
            { label: t('xeroDifferences.documents'), value: data.totals.documents },
            {
              label: t('xeroDifferences.hourbook'),
              value: <Money minor={data.totals.hourbookMinor} />,
            },
            { label: t('xeroDifferences.xero'), value: <Money minor={data.totals.xeroMinor} /> },
            {
              label: t('xeroDifferences.difference'),
              value: <Money minor={data.totals.differenceMinor} isDimmedWhenZero />,
            },
            ...(data.drafts.documents > 0
              ? [
                  {
                    label: t('xeroDifferences.drafts'),
                    value: t('xeroDifferences.draftsOf', {
                      count: data.drafts.documents,
                      amount: formats.money(data.drafts.minor),
                    }),
                  },
                ]
              : []),
            ...(data.waiting.documents > 0
              ? [
                  {
                    label: t('xeroDifferences.waiting'),
                    value: t('xeroDifferences.waitingOf', {
                      count: data.waiting.documents,
                      amount: formats.money(data.waiting.minor),
                    }),
                  },
                ]
              : []),
            { label: t('xeroDifferences.readSince'), value: <MomentText at={data.readSince} /> },
          ]}
        />
      ) : null}
    </Section>
  )
}

type Certificate = {
  open: number
  accepted: number
  sent: number
  hasEverSent: boolean
  waiting: { documents: number }
  totals: { documents: number; differenceMinor: number }
}

function Result({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation()
  const { open, accepted, sent, hasEverSent, totals, waiting } = certificate
  if (open > 0) {
    return <StatusBadge tone="warning">{t('xeroDifferences.differ', { count: open })}</StatusBadge>
  }
  if (waiting.documents > 0) {
    const words = t('xeroDifferences.waits', { count: waiting.documents })
    return <StatusBadge tone="warning">{words}</StatusBadge>
  }
  if (sent === 0) {
    return t(hasEverSent ? 'xeroDifferences.nothingSentInMonth' : 'xeroDifferences.nothingSent')
  }
  if (totals.documents === 0) return t('xeroDifferences.nothingToCompare')
  const agrees = accepted === 0 && totals.differenceMinor === 0
  return (
    <StatusBadge tone={agrees ? 'success' : 'neutral'}>
      {t(agrees ? 'xeroDifferences.agrees' : 'xeroDifferences.allAccepted')}
    </StatusBadge>
  )
}

function monthsUntil(today: string): string[] {
  const [year = 0, number = 1] = today.split('-').map(Number)
  return Array.from({ length: monthsShown }, (_, back) => {
    const months = year * 12 + number - 1 - back
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  })
}
