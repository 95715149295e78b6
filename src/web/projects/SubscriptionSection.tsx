import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Section } from '../ui/Page.tsx'
import { StatusBadge, type StatusTone } from '../ui/StatusBadge.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { Money } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import { PauseDialog } from './PauseDialog.tsx'
import { PriceDialog } from './PriceDialog.tsx'
import type { Project } from './project-queries.ts'
import {
  type Pause,
  type Period,
  planKeys,
  type SubscriptionPlan,
  subscriptionQuery,
} from './subscription-queries.ts'

type Dialog = { kind: 'pause'; pause?: Pause } | { kind: 'price' }
const shownAtOnce = 12

/** The periods of a subscription and what became of them, its pauses and its later prices. */
export function SubscriptionSection({ project }: { project: Project }) {
  const { t } = useTranslation()
  const mayWrite = useCan()('projects:write')
  const query = useQuery(subscriptionQuery(project.id))
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [limit, setLimit] = useState(shownAtOnce)
  const columns = usePeriodColumns()
  const periods = query.data?.periods
  return (
    <Section
      title={t('projects.periods')}
      actions={
        mayWrite ? (
          <>
            <Button variant="default" onClick={() => setDialog({ kind: 'price' })}>
              {t('projects.newPriceMore')}
            </Button>
            <Button variant="default" onClick={() => setDialog({ kind: 'pause' })}>
              {t('projects.pauseMore')}
            </Button>
          </>
        ) : null
      }
    >
      {query.data ? (
        <Changes
          plan={query.data}
          projectId={project.id}
          onPause={mayWrite ? (pause) => setDialog({ kind: 'pause', pause }) : undefined}
        />
      ) : null}
      <DataList
        label={t('projects.periods')}
        columns={columns}
        rows={periods?.slice(0, limit)}
        rowKey={(row) => row.startsOn}
        isLoading={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        hasMore={(periods?.length ?? 0) > limit}
        onLoadMore={() => setLimit(limit + shownAtOnce)}
        empty={{ title: t('projects.noPeriods') }}
      />
      {dialog?.kind === 'pause' ? (
        <PauseDialog projectId={project.id} pause={dialog.pause} onClose={() => setDialog(null)} />
      ) : null}
      {dialog?.kind === 'price' ? (
        <PriceDialog project={project} onClose={() => setDialog(null)} />
      ) : null}
    </Section>
  )
}

type ChangesProps = {
  plan: SubscriptionPlan
  projectId: string
  /** Undefined for those who may only look. */
  onPause: ((pause: Pause) => void) | undefined
}

function Changes({ plan: { pauses, prices }, projectId, onPause }: ChangesProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const removePrice = useWrite({
    send: (validFrom: string, headers) =>
      answered(
        api.DELETE('/api/v1/projects/{projectId}/subscription-prices/{validFrom}', {
          params: { path: { projectId, validFrom } },
          headers,
        }),
      ),
    touches: planKeys,
    onDone: () => toast(t('projects.planSaved')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  if (pauses.length + prices.length === 0) return null
  const pauseWords = ({ startsOn, endsOn }: Pause) =>
    t('projects.pausedFromTo', {
      from: formats.day(startsOn),
      to: endsOn === null ? t('projects.untilFurtherNotice') : formats.day(endsOn),
    })
  const priceWords = ({ validFrom, quantity, unitPrice }: SubscriptionPlan['prices'][number]) =>
    t('projects.priceFrom', {
      day: formats.day(validFrom),
      quantity: formats.quantity(quantity),
      price: formats.quantity(unitPrice, 2),
    })
  return (
    <ul className="hb-projects-changes">
      {pauses.map((pause) => (
        <li key={pause.id}>
          <span>{pauseWords(pause)}</span>
          {onPause ? (
            <button type="button" className="hb-link-button" onClick={() => onPause(pause)}>
              {t(pause.endsOn === null ? 'projects.resumeMore' : 'projects.changeMore')}
            </button>
          ) : null}
        </li>
      ))}
      {prices.map((price) => (
        <li key={price.validFrom}>
          <span>{priceWords(price)}</span>
          {onPause ? (
            <button
              type="button"
              className="hb-link-button"
              disabled={removePrice.isPending}
              aria-label={t('projects.removePrice', { price: priceWords(price) })}
              onClick={() => removePrice.mutate(price.validFrom)}
            >
              {t('projects.remove')}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const tones: Record<Period['status'], StatusTone> = {
  invoiced: 'success',
  written_off: 'neutral',
  due: 'warning',
  paused: 'neutral',
  upcoming: 'info',
}

function usePeriodColumns(): Column<Period>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    {
      key: 'period',
      header: t('projects.period'),
      phone: 'title',
      cell: ({ startsOn, endsOn, pausedDays }) => (
        <>
          <span className="hb-nowrap">
            {formats.day(startsOn)} – {formats.day(endsOn)}
          </span>
          {pausedDays > 0 ? (
            <span className="hb-cell-sub">
              {' '}
              · {t('projects.pausedDays', { count: pausedDays })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'status',
      header: t('projects.periodStatus'),
      width: 140,
      cell: ({ status }) => (
        <StatusBadge tone={tones[status]}>{t(`projects.periodStatuses.${status}`)}</StatusBadge>
      ),
    },
    {
      key: 'amount',
      header: t('projects.periodAmount'),
      align: 'end',
      width: 120,
      phone: 'value',
      cell: ({ amountMinor }) => <Money minor={amountMinor} currency={null} isDimmedWhenZero />,
    },
  ]
}
