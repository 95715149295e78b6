import { Refusal } from '#client/api.ts'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { given } from '../../search-params.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ReasonButton } from '../../ui/buttons.tsx'
import { EmptyState, LoadFailed } from '../../ui/EmptyState.tsx'
import { PlugIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { AdministrationSwitch, shownOf, useAdministrationSearch } from './AdministrationSwitch.tsx'
import { AdministrationSection } from './AdministrationSection.tsx'
import { BudgetSection } from './BudgetSection.tsx'
import { AppSection } from './AppSection.tsx'
import { BookingSection } from './BookingSection.tsx'
import { DocumentsSection } from './DocumentsSection.tsx'
import { ConnectionSection } from './ConnectionSection.tsx'
import { NightlySection } from './NightlySection.tsx'
import { ConsentNote, ReadinessNote } from './XeroNotes.tsx'
import { stateTones } from './state-tones.ts'
import {
  connectionQuery,
  type Organisation,
  useConnectXero,
  type XeroConnection,
} from './xero-queries.ts'
import './xero.css'

const route = getRouteApi('/shell/settings/xero')

export function XeroPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(connectionQuery({ connectionId: search.administration }))
  const connection = query.data
  const { error, isFetching } = query
  const isOver =
    error instanceof Refusal
      ? error.code === 'xero_connection_not_found'
      : connection && !isFetching && !shownOf(connection.administrations, search.administration)
  useEffect(() => {
    // Disconnected without a client left, or an old address: the default one is shown.
    if (isOver && search.administration) void navigate({ search: {}, replace: true })
  }, [isOver, search.administration, navigate])
  return (
    <Page
      title={t('xeroSettings.title')}
      width="narrow"
      notice={<XeroNotice />}
      actions={
        connection?.organisation ? <CheckButton organisation={connection.organisation} /> : null
      }
      status={
        connection ? (
          <StatusBadge tone={stateTones[connection.state]}>
            {t(`xeroSettings.states.${connection.state}`)}
          </StatusBadge>
        ) : null
      }
    >
      <ConsentNote
        problem={search.problem}
        detail={search.detail}
        onDismiss={() =>
          void navigate({ search: given({ administration: search.administration }), replace: true })
        }
      />
      {query.error && !connection ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {connection ? (
        <AdministrationSwitch connection={connection} chosenId={search.administration} />
      ) : null}
      {connection ? (
        <Connected
          key={connection.organisation?.connectionId ?? search.administration}
          connection={connection}
          chosenId={search.administration}
        />
      ) : null}
      {connection ? <AppSection connection={connection} /> : null}
      {query.isPending ? <SettingsSkeleton /> : null}
    </Page>
  )
}

/** The check of the administration that is shown. */
function CheckButton({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const search = useAdministrationSearch(organisation)
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/settings/xero/check" search={search} {...props} />}
    >
      {t('xeroCheck.openPage')}
    </Button>
  )
}

type ConnectedProps = { connection: XeroConnection; chosenId: string | undefined }

function Connected({ connection, chosenId }: ConnectedProps) {
  const { state, organisation, administrations } = connection
  if (state === 'none') return <NotConnected isAgain={false} />
  if (state === 'disconnected') {
    const shown = shownOf(administrations, chosenId)
    return <NotConnected isAgain name={administrations.length > 1 ? shown?.name : undefined} />
  }
  return (
    <>
      <ReadinessNote connection={connection} />
      <AdministrationSection connection={connection} />
      {organisation ? (
        <>
          <BookingSection connection={connection} organisation={organisation} />
          <DocumentsSection connection={connection} organisation={organisation} />
          <NightlySection connection={connection} organisation={organisation} />
          <BudgetSection connection={connection} />
          <ConnectionSection connection={connection} organisation={organisation} />
        </>
      ) : null}
    </>
  )
}

function NotConnected({ isAgain, name }: { isAgain: boolean; name?: string | undefined }) {
  const { t } = useTranslation()
  const can = useCan()
  const callCost = useCallCost()
  const connect = useConnectXero()
  return (
    <div>
      <EmptyState
        icon={PlugIcon}
        title={
          name
            ? t('xeroSettings.oneAgainTitle', { name })
            : t(isAgain ? 'xeroSettings.againTitle' : 'xeroSettings.connectTitle')
        }
        description={t(isAgain ? 'xeroSettings.againText' : 'xeroSettings.connectText')}
        action={
          <ReasonButton
            loading={connect.isPending || connect.isSuccess}
            disabledReason={can('xero:connect') ? null : t('xeroSettings.needsAdministrator')}
            title={callCost(callsOf.connect)}
            onClick={() => connect.mutate()}
          >
            {t('xeroSettings.connect')}
          </ReasonButton>
        }
      />
      <RefusalNote refusal={connect.error} />
    </div>
  )
}

function SettingsSkeleton() {
  return (
    <div className="hb-xero-skeleton" aria-hidden>
      <Skeleton height={40} />
      <Skeleton height={20} width={160} />
      <Skeleton height={56} />
      <Skeleton height={20} width={160} />
      <Skeleton height={56} />
      <Skeleton height={56} />
    </div>
  )
}
