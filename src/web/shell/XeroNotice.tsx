import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { ExternalLink } from '../ui/buttons.tsx'
import { Notice } from '../ui/Notice.tsx'

/** For `notice` of every page that talks to Xero: says so when it is only the simulator. */
export function XeroNotice() {
  const { t } = useTranslation()
  const { xero } = useMe()
  if (!xero.isSimulator) return null
  return (
    <Notice>
      {t('shell.simulator')}{' '}
      {xero.simulatorUrl ? (
        <ExternalLink href={xero.simulatorUrl}>{t('shell.openSimulator')}</ExternalLink>
      ) : null}
    </Notice>
  )
}
