import type { components } from '#client/openapi.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { XeroWords } from './XeroDocumentNotes.tsx'

type Document = components['schemas']['XeroDocumentWithLines']
type Attempt = NonNullable<Document['lastAttempt']>

/** The last call that wrote a document: what names it at Xero, Xero's own words, and the way to all its calls. */
export function LastAttempt({ document }: { document: Document }) {
  const { t } = useTranslation()
  const can = useCan()
  const { lastAttempt } = document
  return (
    <div className="hb-finance-attempt">
      {lastAttempt ? <Attempt document={document} attempt={lastAttempt} /> : null}
      {can('xero:read') ? (
        <Link to="/settings/sync-log" search={{ documentId: document.id }}>
          {t('xeroExports.itsCalls')}
        </Link>
      ) : null}
    </div>
  )
}

function Attempt({ document, attempt }: { document: Document; attempt: Attempt }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { startedAt, status, correlationId, detail } = attempt
  const outcome = outcomeOf(document, attempt)
  return (
    <>
      <span>
        {t('xeroExports.lastAttempt', {
          moment: formats.moment(startedAt),
          outcome: t(`syncLog.outcomes.${outcome}`),
          status: status ?? t('syncLog.noAnswer'),
        })}
      </span>
      {correlationId ? (
        <span>
          {t('syncLog.correlation')} <code className="hb-finance-code">{correlationId}</code>
        </span>
      ) : null}
      {outcome === attempt.outcome && !document.problem ? (
        <XeroWords detail={detail ?? ''} />
      ) : null}
    </>
  )
}

// Of the documents that went with one call some may be refused, and others not.
function outcomeOf({ state, xeroId }: Document, { outcome }: Attempt): Attempt['outcome'] {
  if (state === 'rejected') return 'rejected'
  return outcome === 'rejected' && xeroId !== null ? 'ok' : outcome
}
