import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery, useCan, useMe } from '../me.ts'
import { ConnectButton } from '../settings/xero/ConnectButton.tsx'
import { ExternalLink } from '../ui/buttons.tsx'
import { Notice } from '../ui/Notice.tsx'

const lookAgainMs = 60_000

/** For `notice` of every page that talks to Xero: says when Xero lets us in no more, and when it is only the simulator. */
export function XeroNotice() {
  const { t } = useTranslation()
  const { xero } = useMe()
  const can = useCan()
  // A worker may meet a closed door while nobody clicks.
  useQuery({ ...meQuery, refetchInterval: lookAgainMs })
  // Who has nothing to do with Xero finds nothing of it on these pages.
  if (!can('xero:read')) return null
  return (
    <>
      {xero.state === 'reconnect' ? (
        <Notice tone="danger" action={<ConnectButton isMain label={t('xeroSettings.reconnect')} />}>
          <b>{t('xeroSettings.reconnectTitle')}.</b> {t('xeroSettings.reconnectText')}
        </Notice>
      ) : null}
      {xero.state === 'scope_missing' ? (
        <Notice
          tone="danger"
          action={<ConnectButton isMain label={t('xeroSettings.updatePermissions')} />}
        >
          <b>{t('xeroSettings.scopeTitle')}.</b> {t('xeroSettings.scopeText')}
        </Notice>
      ) : null}
      {xero.isSimulator ? (
        <Notice>
          {t('shell.simulator')}{' '}
          {xero.simulatorUrl ? (
            <ExternalLink href={xero.simulatorUrl}>{t('shell.openSimulator')}</ExternalLink>
          ) : null}
        </Notice>
      ) : null}
    </>
  )
}
