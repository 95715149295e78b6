import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { ReasonButton } from '../../ui/buttons.tsx'
import { LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { stateTones } from '../xero/state-tones.ts'
import { connectionQuery, useConnectXero, type XeroConnection } from '../xero/xero-queries.ts'
import { BooksMark } from './BooksMark.tsx'
import './app-center.css'

/** One tile for each integration, with its state. */
export function AppCenterPage() {
  const { t } = useTranslation()
  const connection = useQuery(connectionQuery())
  return (
    <Page
      title={t('appCenter.title')}
      description={t('appCenter.description')}
      notice={<XeroNotice />}
    >
      {connection.error && !connection.data ? (
        <LoadFailed error={connection.error} onRetry={() => void connection.refetch()} />
      ) : (
        <ul className="hb-apps" aria-label={t('appCenter.apps')}>
          <li>
            {connection.data ? (
              <XeroTile connection={connection.data} />
            ) : (
              <Skeleton height={296} radius="lg" />
            )}
          </li>
        </ul>
      )}
    </Page>
  )
}

const points = ['import', 'export', 'journal'] as const

const needsAttention = ['reconnect', 'scope_missing', 'disconnected'] as const

/** How the tile stands: of several administrations as the one that needs attention most. */
function standingOf({ state, administrations }: XeroConnection) {
  if (administrations.length < 2) return { state, concerned: [] }
  const worst = needsAttention.find((each) => administrations.some((one) => one.state === each))
  const concerned = administrations.filter((each) => !worst || each.state === worst)
  return { state: worst ?? state, concerned: concerned.map((each) => each.name) }
}

function XeroTile({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { organisation } = connection
  const { state, concerned } = standingOf(connection)
  const names = formats.list(concerned)
  return (
    <article className="hb-app" aria-labelledby="app-xero">
      <header className="hb-app-head">
        <BooksMark size={40} />
        <div className="hb-app-words">
          <h2 id="app-xero">{t('appCenter.xero')}</h2>
          <span className="hb-dim hb-small">{t('appCenter.free')}</span>
        </div>
        <StatusBadge tone={stateTones[state]}>{t(`appCenter.states.${state}`)}</StatusBadge>
      </header>
      <p>{t('appCenter.xeroText')}</p>
      <ul className="hb-app-points">
        {points.map((point) => (
          <li key={point}>
            <CheckIcon size={15} />
            {t(`appCenter.xeroPoints.${point}`)}
          </li>
        ))}
      </ul>
      <Administrations connection={connection} />
      <footer className="hb-app-foot">
        <span className="hb-app-state">
          {t(
            concerned.length > 0 && state === 'disconnected'
              ? 'appCenter.oneDisconnected'
              : `appCenter.stateText.${state}`,
            { organisation: names || (organisation?.name ?? '') },
          )}
        </span>
        <XeroTileAction state={state} />
      </footer>
    </article>
  )
}

/** Each of several, with its state; leads to its settings. */
function Administrations({ connection: { administrations } }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  if (administrations.length < 2) return null
  return (
    <ul className="hb-app-administrations" aria-label={t('xeroSettings.administrations')}>
      {administrations.map(({ connectionId, name, state }) => (
        <li key={connectionId}>
          <Link to="/settings/xero" search={{ administration: connectionId }} title={name}>
            {name}
          </Link>
          <StatusBadge tone={stateTones[state]}>{t(`appCenter.states.${state}`)}</StatusBadge>
        </li>
      ))}
    </ul>
  )
}

function XeroTileAction({ state }: { state: XeroConnection['state'] }): ReactNode {
  const { t } = useTranslation()
  switch (state) {
    case 'active':
      return <SettingsButton label={t('appCenter.settings')} variant="default" />
    case 'choosing':
      return <SettingsButton label={t('appCenter.choose')} variant="filled" />
    case 'reconnect':
      return <ActivateButton label={t('appCenter.reconnect')} />
    case 'scope_missing':
      return <ActivateButton label={t('appCenter.updatePermissions')} />
    case 'none':
    case 'disconnected':
      return <ActivateButton label={t('appCenter.activate')} />
  }
}

function SettingsButton({ label, variant }: { label: string; variant: 'default' | 'filled' }) {
  return (
    <Button component={Link} to="/settings/xero" variant={variant}>
      {label}
    </Button>
  )
}

function ActivateButton({ label }: { label: string }) {
  const { t } = useTranslation()
  const can = useCan()
  const callCost = useCallCost()
  const connect = useConnectXero()
  return (
    <>
      <ReasonButton
        loading={connect.isPending || connect.isSuccess}
        disabledReason={can('xero:connect') ? null : t('appCenter.needsAdministrator')}
        title={callCost(callsOf.connect)}
        onClick={() => connect.mutate()}
      >
        {label}
      </ReasonButton>
      <RefusalNote refusal={connect.error} />
    </>
  )
}
