import { useTranslation } from 'react-i18next'
import { Facts, Section } from '../../ui/Page.tsx'
import type { XeroConnection } from './xero-queries.ts'

/** What whoever registered the app at Xero has to know; only for those who may connect. */
export function AppSection({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const { app } = connection
  if (!app) return null
  return (
    <Section title={t('xeroSettings.app')} description={t('xeroSettings.appText')}>
      <Facts
        facts={[
          {
            label: t('xeroSettings.redirectUri'),
            value: <code className="hb-xero-scope">{app.redirectUri}</code>,
          },
          { label: t('xeroSettings.organisationCount'), value: app.organisationCount },
        ]}
      />
    </Section>
  )
}
