import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type EstimateSummary, originQuery } from './estimate-queries.ts'

/** The estimate that an invoice was made of, beside it; nothing where there is none. */
export function EstimateOfInvoice({ invoiceId }: { invoiceId: string }) {
  const { t } = useTranslation()
  const [estimate] = useQuery(originQuery({ invoiceId })).data?.items ?? []
  if (!estimate) return null
  return (
    <section aria-label={t('estimates.madeFrom')}>
      <h2 className="hb-invoice-side-title">{t('estimates.madeFrom')}</h2>
      <EstimateLink estimate={estimate} />
      <div className="hb-cell-sub">{estimate.title}</div>
    </section>
  )
}

/** The same in the line below the name of a project. */
export function EstimateOfProject({ projectId }: { projectId: string }) {
  const { t } = useTranslation()
  const [estimate] = useQuery(originQuery({ projectId })).data?.items ?? []
  if (!estimate) return null
  return (
    <>
      {' · '}
      {t('estimates.madeFrom')} <EstimateLink estimate={estimate} />
    </>
  )
}

function EstimateLink({ estimate: { id, number } }: { estimate: EstimateSummary }) {
  return (
    <Link to="/finance/estimates/$estimateId" params={{ estimateId: id }}>
      {number}
    </Link>
  )
}
