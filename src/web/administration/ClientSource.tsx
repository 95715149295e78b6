import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { ExternalLink } from '../ui/buttons.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import type { Client } from './client-queries.ts'
import './administration.css'

/** Where a client came from, and the way to its contact where it has one in Xero. */
export function ClientSource({ client }: { client: Client }) {
  const { t } = useTranslation()
  const can = useCan()
  return (
    <span className="hb-administration-source">
      <StatusBadge tone={client.source === 'xero' ? 'info' : 'neutral'}>
        {t(`clients.sources.${client.source}`)}
      </StatusBadge>
      {client.xero?.url && can('xero:read') ? (
        <ExternalLink href={client.xero.url}>
          <span className="hb-sr">{t('clients.viewNamedInXero', { name: client.name })}</span>
        </ExternalLink>
      ) : null}
    </span>
  )
}
