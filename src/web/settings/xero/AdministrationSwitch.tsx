import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../../administrations.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { stateTones } from './state-tones.ts'
import './xero.css'
import type { Organisation, XeroConnection } from './xero-queries.ts'

type AdministrationSwitchProps = {
  connection: XeroConnection
  chosenId: string | undefined
  to?: '/settings/xero' | '/settings/xero/check'
}

/** Whose page is shown; with one administration there is nothing to choose, and nothing to see. */
export function AdministrationSwitch({
  connection,
  chosenId,
  to = '/settings/xero',
}: AdministrationSwitchProps) {
  const { t } = useTranslation()
  const { administrations } = connection
  if (administrations.length < 2) return null
  const shown = shownOf(administrations, chosenId)
  return (
    <nav className="hb-xero-switch" aria-label={t('xeroSettings.administrations')}>
      {administrations.map((each) => (
        <Link
          key={each.connectionId}
          to={to}
          search={{ administration: each.connectionId }}
          className="hb-xero-switch-one"
          aria-current={each === shown ? 'true' : undefined}
        >
          <span className="hb-xero-switch-name">
            {each.name}
            {each.isDefault ? (
              <StatusBadge tone="info">{t('xeroSettings.default')}</StatusBadge>
            ) : null}
          </span>
          <span className="hb-xero-switch-facts">
            <StatusBadge tone={stateTones[each.state]}>
              {t(`xeroSettings.states.${each.state}`)}
            </StatusBadge>
            {each.clients === null ? null : t('xeroSettings.clientCount', { count: each.clients })}
          </span>
        </Link>
      ))}
    </nav>
  )
}

export function shownOf(
  administrations: XeroConnection['administrations'],
  chosenId: string | undefined,
) {
  return administrations.find((each) =>
    chosenId === undefined ? each.isDefault : each.connectionId === chosenId,
  )
}

/** The address of another page about the same administration; without it where there is only one. */
export function useAdministrationSearch({ connectionId, isDefault }: Organisation) {
  const several = useSeveralAdministrations()
  return several.length > 0 && !isDefault ? { administration: connectionId } : {}
}
