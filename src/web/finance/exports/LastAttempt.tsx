import type { components } from '#client/openapi.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { XeroWords } from './XeroDocumentNotes.tsx'

type Document = components['schemas']['XeroDocumentWithLines']
type LastAttemptProps = Pick<Document, 'id' | 'lastAttempt' | 'problem'>

/** The last call that wrote a document: what names it at Xero, Xero's own words, and the way to all its calls. */
export function LastAttempt({ id, lastAttempt, problem }: LastAttemptProps) {
  const { t } = useTranslation()
  const can = useCan()
  const formats = useFormats()
  return (
    <div className="hb-finance-attempt">
      {lastAttempt ? (
        <>
          <span>
            {t('xeroExports.lastAttempt', {
              moment: formats.moment(lastAttempt.startedAt),
              outcome: t(`syncLog.outcomes.${lastAttempt.outcome}`),
              status: lastAttempt.status ?? t('syncLog.noAnswer'),
            })}
          </span>
          {lastAttempt.correlationId ? (
            <span>
              {t('syncLog.correlation')}{' '}
              <code className="hb-finance-code">{lastAttempt.correlationId}</code>
            </span>
          ) : null}
          <XeroWords detail={lastAttempt.detail ?? problem?.detail ?? ''} />
        </>
      ) : null}
      {can('xero:read') ? (
        <Link to="/settings/sync-log" search={{ documentId: id }}>
          {t('xeroExports.itsCalls')}
        </Link>
      ) : null}
    </div>
  )
}
