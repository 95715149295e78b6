import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../ui/buttons.tsx'
import type { Client } from './client-queries.ts'

/** Where a client came from; a link to its contact where it has one in Xero. */
export function ClientSource({ client }: { client: Client }) {
  const { t } = useTranslation()
  const name = t(`clients.sources.${client.source}`)
  if (!client.xero?.url) return <span className="hb-dim">{name}</span>
  return (
    <ExternalLink href={client.xero.url}>
      {name}
      <span className="hb-sr">{t('clients.viewInXero')}</span>
    </ExternalLink>
  )
}
