import { dayAt, timeAt } from '#lib/formats.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../administrations.ts'
import { meQuery, useCan, useMe } from '../me.ts'
import { ConnectButton } from '../settings/xero/ConnectButton.tsx'
import { ExternalLink } from '../ui/buttons.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Notice } from '../ui/Notice.tsx'

const lookAgainMs = 60_000

/** For `notice` of every page that talks to Xero: says when Xero lets us in no more, and when it is only the simulator. */
export function XeroNotice() {
  const { t } = useTranslation()
  const { xero } = useMe()
  const can = useCan()
  const several = useSeveralAdministrations()
  // A worker may meet a closed door while nobody clicks.
  useQuery({ ...meQuery, refetchInterval: lookAgainMs })
  // Who has nothing to do with Xero finds nothing of it on these pages.
  if (!can('xero:read')) return null
  return (
    <>
      {several.length > 0 ? (
        several.map(({ connectionId, state, name, offlineUntil }) => (
          <PausedNotice key={connectionId} state={state} name={name} offlineUntil={offlineUntil} />
        ))
      ) : (
        <PausedNotice
          state={xero.state}
          offlineUntil={xero.administrations[0]?.offlineUntil ?? null}
        />
      )}
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

type PausedNoticeProps = {
  state: ReturnType<typeof useMe>['xero']['state']
  /** Of one of several administrations. */
  name?: string
  offlineUntil: string | null
}

function PausedNotice({ state, name, offlineUntil }: PausedNoticeProps) {
  const { t } = useTranslation()
  if (state === 'reconnect') {
    return (
      <Notice tone="danger" action={<ConnectButton isMain label={t('xeroSettings.reconnect')} />}>
        <b>
          {name ? t('xeroSettings.reconnectOneTitle', { name }) : t('xeroSettings.reconnectTitle')}.
        </b>{' '}
        {t('xeroSettings.reconnectText')}
      </Notice>
    )
  }
  if (state === 'active' && offlineUntil) return <OfflineNotice name={name} until={offlineUntil} />
  if (state !== 'scope_missing') return null
  return (
    <Notice
      tone="danger"
      action={<ConnectButton isMain label={t('xeroSettings.updatePermissions')} />}
    >
      <b>{name ? t('xeroSettings.scopeOneTitle', { name }) : t('xeroSettings.scopeTitle')}.</b>{' '}
      {t('xeroSettings.scopeText')}
    </Notice>
  )
}

function OfflineNotice({ name, until }: { name: string | undefined; until: string }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const { settings, ...formats } = useFormats()
  const at = new Date(until)
  const isToday = dayAt(settings.timeZone, at) === today
  const moment = isToday ? formats.time(timeAt(settings.timeZone, at)) : formats.moment(until)
  return (
    <Notice tone="warning">
      <b>{name ? t('xeroSettings.offlineOneTitle', { name }) : t('xeroSettings.offlineTitle')}.</b>{' '}
      {t('xeroSettings.offlineText', { moment })}
    </Notice>
  )
}
