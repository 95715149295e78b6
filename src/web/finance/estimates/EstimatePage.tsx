import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../me.ts'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import { Facts, Page } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { DayText, MomentText } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import { DocumentLines } from '../DocumentLines.tsx'
import { taxesOf } from '../invoices/InvoicePage.tsx'
import { type Estimate, estimateQuery } from './estimate-queries.ts'
import { EstimateActions } from './EstimateActions.tsx'
import { EstimateBadge } from './EstimateBadge.tsx'
import '../finance.css'

const route = getRouteApi('/shell/finance/estimates/$estimateId')

/** An estimate as it will look on paper, and what became of it. */
export function EstimatePage() {
  const { t } = useTranslation()
  const { estimateId } = route.useParams()
  const { data, error, refetch } = useQuery(estimateQuery(estimateId))
  return (
    <Page
      title={data ? (data.number ?? t('estimates.draftEstimate')) : t('estimates.title')}
      parent={{ label: t('estimates.title'), to: '/finance/estimates' }}
      isLoading={!data && !error}
      status={data ? <EstimateBadge state={data.state} /> : null}
      actions={data ? <EstimateActions estimate={data} /> : null}
    >
      {data ? (
        <div className="hb-invoice">
          <EstimateSheet estimate={data} />
          <aside className="hb-invoice-side" aria-label={t('estimates.history')}>
            <EstimateTimeline estimate={data} />
            <EstimateResults estimate={data} />
          </aside>
        </div>
      ) : null}
      {!data && error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines /> : null}
    </Page>
  )
}

function EstimateSheet({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { workspace } = useMe()
  const taxes = taxesOf(estimate).map(({ percentage, minor }) => ({
    label: t('invoices.vatAt', { percentage: formats.quantity(percentage) }),
    minor,
  }))
  return (
    <article className="hb-invoice-sheet" aria-label={t('estimates.one')}>
      <div className="hb-invoice-kind hb-estimate-text">{estimate.title}</div>
      <header className="hb-invoice-head">
        <div>
          <div className="hb-dim hb-small">{t('invoices.to')}</div>
          <div className="hb-invoice-client">{estimate.clientName}</div>
        </div>
        <div className="hb-invoice-from">
          <div className="hb-dim hb-small">{t('invoices.from')}</div>
          <div>{workspace.name}</div>
        </div>
      </header>
      <Facts
        facts={[
          {
            label: t('estimates.number'),
            value: estimate.number ?? t('estimates.numberAtSending'),
          },
          { label: t('estimates.issuedOn'), value: <DayText day={estimate.issuedOn} /> },
          { label: t('estimates.validUntil'), value: <DayText day={estimate.validUntil} /> },
        ]}
      />
      <DocumentLines
        documentId={estimate.id}
        lines={estimate.lines.map((line) => ({ ...line, itemCount: 0 }))}
      />
      <AmountSums amounts={estimate} taxes={taxes} />
      {estimate.notes === '' ? null : (
        <section aria-label={t('estimates.notes')} className="hb-estimate-notes hb-estimate-text">
          {estimate.notes}
        </section>
      )}
    </article>
  )
}

/** The way of an estimate: what is done, and what comes next. */
function EstimateTimeline({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation()
  const { state, createdAt, sentAt, decidedAt } = estimate
  const decided = state === 'declined' ? 'declined' : 'accepted'
  const steps = [
    { at: createdAt, word: t('estimates.stepsDone.created') },
    { at: sentAt, word: t(sentAt ? 'estimates.stepsDone.sent' : 'estimates.stepsToCome.sent') },
    {
      at: decidedAt,
      word: t(decidedAt ? `estimates.stepsDone.${decided}` : 'estimates.stepsToCome.decided'),
    },
  ]
  return (
    <section>
      <h2 className="hb-invoice-side-title">{t('estimates.history')}</h2>
      <ol className="hb-timeline">
        {steps.map(({ at, word }) => (
          <li key={word} data-done={at !== null || undefined}>
            <span className="hb-timeline-mark" aria-hidden>
              {at === null ? null : <CheckIcon size={12} />}
            </span>
            <span>
              <span className="hb-timeline-word">{word}</span>
              <span className="hb-cell-sub">{at === null ? null : <MomentText at={at} />}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The project and the invoice that were made of it. */
function EstimateResults({ estimate: { project, invoice } }: { estimate: Estimate }) {
  const { t } = useTranslation()
  if (project === null && invoice === null) return null
  return (
    <section aria-label={t('estimates.became')} className="hb-estimate-results">
      <h2 className="hb-invoice-side-title">{t('estimates.became')}</h2>
      {project === null ? null : (
        <div>
          <div className="hb-cell-sub">{t('estimates.project')}</div>
          <Link to="/projects/$projectId" params={{ projectId: project.id }}>
            {project.name}
          </Link>
        </div>
      )}
      {invoice === null ? null : (
        <div>
          <div className="hb-cell-sub">{t('estimates.invoice')}</div>
          <Link to="/finance/invoices/$invoiceId" params={{ invoiceId: invoice.id }}>
            {invoice.number ?? t('estimates.draftInvoice')}
          </Link>
        </div>
      )}
    </section>
  )
}
