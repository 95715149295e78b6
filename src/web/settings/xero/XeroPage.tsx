import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { ReasonButton } from '../../ui/buttons.tsx'
import { EmptyState, LoadFailed } from '../../ui/EmptyState.tsx'
import { PlugIcon } from '../../ui/icons.tsx'
import { Page } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { AdministrationSection } from './AdministrationSection.tsx'
import { BudgetSection } from './BudgetSection.tsx'
import { AppSection } from './AppSection.tsx'
import { BookingSection } from './BookingSection.tsx'
import { ConnectionSection } from './ConnectionSection.tsx'
import { NightlySection } from './NightlySection.tsx'
import { ConsentNote, ReadinessNote } from './XeroNotes.tsx'
import { stateTones } from './state-tones.ts'
import { connectionQuery, useConnectXero, type XeroConnection } from './xero-queries.ts'
import './xero.css'

const route = getRouteApi('/shell/settings/xero')

export function XeroPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(connectionQuery)
  const connection = query.data
  return (
    <Page
      title={t('xeroSettings.title')}
      width="narrow"
      notice={<XeroNotice />}
      actions={
        connection?.organisation ? (
          <Button variant="default" component={Link} to="/settings/xero/check">
            {t('xeroCheck.openPage')}
          </Button>
        ) : null
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
        onDismiss={() => void navigate({ search: {}, replace: true })}
      />
      {query.error && !connection ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {connection ? <Connected connection={connection} /> : null}
      {connection ? <AppSection connection={connection} /> : null}
      {query.isPending ? <SettingsSkeleton /> : null}
    </Page>
  )
}

function Connected({ connection }: { connection: XeroConnection }) {
  const { state, organisation } = connection
  if (state === 'none') return <NotConnected isAgain={false} />
  if (state === 'disconnected') return <NotConnected isAgain />
  return (
    <>
      <ReadinessNote connection={connection} />
      <AdministrationSection connection={connection} />
      {organisation ? (
        <>
          <BookingSection connection={connection} organisation={organisation} />
          <NightlySection connection={connection} />
          <BudgetSection connection={connection} />
          <ConnectionSection connection={connection} organisation={organisation} />
        </>
      ) : null}
    </>
  )
}

function NotConnected({ isAgain }: { isAgain: boolean }) {
  const { t } = useTranslation()
  const can = useCan()
  const connect = useConnectXero()
  return (
    <div>
      <EmptyState
        icon={PlugIcon}
        title={t(isAgain ? 'xeroSettings.againTitle' : 'xeroSettings.connectTitle')}
        description={t(isAgain ? 'xeroSettings.againText' : 'xeroSettings.connectText')}
        action={
          <ReasonButton
            loading={connect.isPending || connect.isSuccess}
            disabledReason={can('xero:connect') ? null : t('xeroSettings.needsAdministrator')}
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
