import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Page.tsx'
import type { XeroConnection } from './xero-queries.ts'

/** What whoever registered the app at Xero has to know; only for those who may connect. */
export function AppSection({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const { app } = connection
  if (!app) return null
  return (
    <Section title={t('xeroSettings.app')} description={t('xeroSettings.appText')}>
      <dl className="hb-xero-app">
        <dt>{t('xeroSettings.redirectUri')}</dt>
        <dd>
          <code>{app.redirectUri}</code>
        </dd>
        <dt>{t('xeroSettings.organisationCount')}</dt>
        <dd className="hb-num">{app.organisationCount}</dd>
      </dl>
    </Section>
  )
}
