import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Callout } from '../../ui/Callout.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import type { XeroConnection } from './xero-queries.ts'

const consentProblems = [
  'consent_was_denied',
  'consent_does_not_match',
  'consent_was_used',
  'consent_has_expired',
  'consent_has_no_organisation',
  'not_allowed',
  'xero_does_not_answer',
  'xero_is_busy',
] as const

type ConsentNoteProps = {
  /** The code that the callback put into the address. */
  problem: string | undefined
  /** Xero's own words, where it gave any. */
  detail: string | undefined
  onDismiss: () => void
}

/** What went wrong on the way to Xero and back. */
export function ConsentNote({ problem, detail, onDismiss }: ConsentNoteProps) {
  const { t } = useTranslation()
  if (!problem) return null
  const known = consentProblems.find((each) => each === problem) ?? 'other'
  return (
    <Callout
      isLive
      tone={known === 'consent_was_denied' ? 'warning' : 'danger'}
      title={t(`xeroSettings.problems.${known}.title`)}
      action={
        <Button size="xs" variant="default" onClick={onDismiss}>
          {t('xeroSettings.dismiss')}
        </Button>
      }
    >
      {t(`xeroSettings.problems.${known}.text`)}
      {known === 'other' && detail ? <div className="hb-small">{detail}</div> : null}
    </Callout>
  )
}

/** The status line: ready, or what is still missing and where it is given. */
export function ReadinessNote({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const { state, missing } = connection
  // A closed door is told above every page that talks to Xero, this one too.
  if (state === 'choosing' || state === 'reconnect' || state === 'scope_missing') return null
  return (
    <>
      <ParkedNote connection={connection} />
      {missing.length === 0 ? (
        <Callout tone="success" title={t('xeroSettings.readyTitle')}>
          {t('xeroSettings.readyText')}
        </Callout>
      ) : (
        <Callout tone="warning" title={t('xeroSettings.missingTitle')}>
          <ul className="hb-xero-missing">
            {missing.map((each) => (
              <li key={each.code}>
                {each.message}
                <WayTo code={each.code} />
              </li>
            ))}
          </ul>
          {connection.canExport ? t('xeroSettings.canExportYet') : null}
        </Callout>
      )}
    </>
  )
}

const fieldOfMissing: Record<string, string> = {
  default_item_not_chosen: 'xero-defaultItemCode',
  sales_account_not_chosen: 'xero-salesAccountCode',
  debtors_account_not_chosen: 'xero-debtorsAccountCode',
}

function WayTo({ code }: { code: string }) {
  const { t } = useTranslation()
  if (code === 'currency_differs') {
    return (
      <>
        {' '}
        <Link to="/settings/regional">{t('xeroSettings.toRegional')}</Link>
      </>
    )
  }
  const fieldId = fieldOfMissing[code]
  if (!fieldId) return null
  return (
    <>
      {' '}
      <button
        type="button"
        className="hb-link-button hb-xero-way"
        onClick={() => document.getElementById(fieldId)?.querySelector('input')?.focus()}
      >
        {t('xeroSettings.goThere')}
      </button>
    </>
  )
}

function ParkedNote({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!connection.parkedUntil) return null
  return (
    <Callout title={t('xeroSettings.parkedTitle')}>
      {t('xeroSettings.parkedText', { moment: formats.moment(connection.parkedUntil) })}
    </Callout>
  )
}
