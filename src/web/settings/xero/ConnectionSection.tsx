import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { Callout } from '../../ui/Callout.tsx'
import { ConfirmDialog } from '../../ui/dialogs.tsx'
import { CheckIcon, CloseIcon } from '../../ui/icons.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { toast } from '../../ui/toast.tsx'
import { MomentText } from '../../ui/Values.tsx'
import { useWrite } from '../../write.ts'
import { ConnectButton } from './ConnectButton.tsx'
import {
  accountsKey,
  connectionKey,
  itemsKey,
  type Organisation,
  type XeroConnection,
} from './xero-queries.ts'

type ConnectionSectionProps = { connection: XeroConnection; organisation: Organisation }

/** Who connected, how it works, what was allowed and why; and the way out. */
export function ConnectionSection({ connection, organisation }: ConnectionSectionProps) {
  const { t } = useTranslation()
  const can = useCan()
  const isOfSeveral = connection.administrations.length > 1
  return (
    <Section
      title={t('xeroSettings.connection')}
      actions={
        can('xero:connect') ? (
          <Disconnect connection={connection} organisation={organisation} />
        ) : null
      }
    >
      {connection.hasConnectorLeft ? <LeftNote connection={connection} /> : null}
      <ConnectionFacts connection={connection} />
      <Scopes connection={connection} />
      <div className="hb-xero-log">
        <Link
          to="/settings/sync-log"
          search={isOfSeveral ? { administration: organisation.connectionId } : {}}
        >
          {t('xeroSettings.syncLog')}
        </Link>
      </div>
    </Section>
  )
}

/** Work goes on with the consent of somebody who left, until another gives theirs. */
function LeftNote({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const can = useCan()
  return (
    <Callout
      tone="warning"
      title={t('xeroSettings.connectorLeftTitle', { name: connection.connectedBy ?? '–' })}
      action={
        can('xero:connect') ? (
          <ConnectButton label={t('xeroSettings.connectorLeftConnect')} />
        ) : null
      }
    >
      {t('xeroSettings.connectorLeftText')}
    </Callout>
  )
}

function ConnectionFacts({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const { lastErrorAt } = connection
  return (
    <Facts
      facts={[
        { label: t('xeroSettings.connectedBy'), value: connection.connectedBy ?? '–' },
        {
          label: t('xeroSettings.connectedAt'),
          value: <MomentText at={connection.connectedAt} />,
        },
        {
          label: t('xeroSettings.lastSuccess'),
          value: <MomentText at={connection.lastSuccessAt} />,
        },
        {
          label: t('xeroSettings.lastError'),
          value: lastErrorAt ? (
            <>
              <MomentText at={lastErrorAt} />
              <div className="hb-small hb-dim">{connection.lastError}</div>
            </>
          ) : (
            t('xeroSettings.noError')
          ),
        },
      ]}
    />
  )
}

function Scopes({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  return (
    <div>
      <h3 className="hb-xero-heading">{t('xeroSettings.permissions')}</h3>
      <ul className="hb-xero-scopes">
        {connection.scopes.map(({ scope, reason, isGranted }) => (
          <li key={scope} data-missing={isGranted === false || undefined}>
            {isGranted === false ? (
              <CloseIcon size={15} title={t('xeroSettings.notGranted')} />
            ) : (
              <CheckIcon size={15} title={t('xeroSettings.granted')} />
            )}
            <div>
              <div>{reason}</div>
              <code className="hb-xero-scope">{scope}</code>
            </div>
          </li>
        ))}
      </ul>
      {connection.scopes.some(({ isGranted }) => isGranted === false) ? (
        <ConnectButton label={t('xeroSettings.updatePermissions')} />
      ) : null}
    </div>
  )
}

function Disconnect({ connection, organisation }: ConnectionSectionProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const isOfSeveral = connection.administrations.length > 1
  const query = isOfSeveral ? { connectionId: organisation.connectionId } : {}
  const disconnect = useWrite<void>({
    // Of several only this one; of one also what is merely offered beside it.
    send: (_, headers) =>
      answered(api.DELETE('/api/v1/xero/connection', { headers, params: { query } })),
    // Not all of Xero's: its lists can no longer be read.
    touches: [connectionKey, ['me'], ['uninvoiced']],
    onDone: () => {
      queryClient.removeQueries({ queryKey: accountsKey })
      queryClient.removeQueries({ queryKey: itemsKey })
      setIsOpen(false)
      toast(
        isOfSeveral
          ? t('xeroSettings.oneDisconnected', { name: organisation.name })
          : t('xeroSettings.disconnected'),
      )
    },
  })
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>
        {t('xeroSettings.disconnect')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('xeroSettings.disconnectTitle', { name: organisation.name })}
        confirmLabel={t('xeroSettings.disconnect')}
        isDanger
        isBusy={disconnect.isPending}
        refusal={disconnect.error}
        onConfirm={() => disconnect.mutate()}
      >
        {isOfSeveral
          ? t('xeroSettings.disconnectOneText', { name: organisation.name })
          : t('xeroSettings.disconnectText')}
      </ConfirmDialog>
    </>
  )
}
