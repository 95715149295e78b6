import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../ui/buttons.tsx'
import { Callout } from '../ui/Callout.tsx'
import type { Client } from './client-queries.ts'

/** What became of the contact in Xero, where nothing can be invoiced to it any more. */
export function ContactNote({ xero }: { xero: NonNullable<Client['xero']> }) {
  const { t } = useTranslation()
  const { state, mergedInto, url } = xero
  if (state === 'active') return null
  return (
    <Callout
      tone="warning"
      title={t(`clients.contactStates.${state}`)}
      action={url ? <ExternalLink href={url}>{t('clients.viewInXero')}</ExternalLink> : null}
    >
      {t(`clients.contactHelp.${state}`)}{' '}
      {mergedInto ? (
        <Link to="/administration/clients/$clientId" params={{ clientId: mergedInto.id }}>
          {t('clients.mergedInto', { name: mergedInto.name })}
        </Link>
      ) : null}
    </Callout>
  )
}
