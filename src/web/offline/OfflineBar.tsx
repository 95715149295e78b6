import { Button } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { ClockIcon, DangerIcon, OfflineIcon } from '../ui/icons.tsx'
import { useConnection, useOutbox } from './use-outbox.ts'
import { timeAt } from '#lib/formats.ts'

const WaitingDrawer = lazy(async () => {
  const { WaitingDrawer: component } = await import('./WaitingDrawer.tsx')
  return { default: component }
})

/** One calm line: whether there is a network, of when things are, and what was not sent yet. */
export function OfflineBar() {
  const { t } = useTranslation()
  const { href } = useLocation()
  const { isReachable } = useConnection()
  const { waiting, isSending, isSignedOut } = useOutbox()
  const [isOpen, setOpen] = useState(false)
  const away = useAway()
  const problems = waiting.filter(({ problem }) => problem !== null).length
  const isCalm = isReachable && waiting.length === 0
  if (isCalm && !isOpen) return null
  const words = [
    away,
    problems > 0 ? t('offline.problems', { count: problems }) : null,
    waiting.length > problems
      ? t(isSending && isReachable ? 'offline.sending' : 'offline.waiting', {
          count: waiting.length - problems,
        })
      : null,
    isSignedOut ? t('offline.signedOut') : null,
  ].filter((each) => each !== null)
  const Drawing = problems > 0 ? DangerIcon : isReachable ? ClockIcon : OfflineIcon
  return (
    <>
      {isCalm ? null : (
        <output
          className="hb-strip hb-strip-kept"
          data-tone={problems > 0 ? 'danger' : isReachable ? undefined : 'warning'}
        >
          <Drawing size={15} />
          <span className="hb-strip-text">{words.join(' ')}</span>
          {isSignedOut ? (
            <Link to="/sign-in" search={{ returnTo: href }}>
              {t('offline.signIn')}
            </Link>
          ) : null}
          {waiting.length > 0 ? (
            <Button size="xs" variant="default" onClick={() => setOpen(true)}>
              {t('offline.show')}
            </Button>
          ) : null}
        </output>
      )}
      <Suspense>{isOpen ? <WaitingDrawer onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}

function useAway(): string | null {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const { isReachable, shownOf } = useConnection()
  if (isReachable) return null
  if (navigator.onLine) return t('offline.unreachable')
  if (shownOf === null) return t('offline.offlineNow')
  return t('offline.offline', { time: timeAt(workspace.timeZone, new Date(shownOf)) })
}
