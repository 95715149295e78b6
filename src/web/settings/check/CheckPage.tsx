import { Refusal } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { given } from '../../search-params.ts'
import { XeroNotice } from '../../shell/XeroNotice.tsx'
import { useCallCost } from '../../ui/call-cost.ts'
import { Callout } from '../../ui/Callout.tsx'
import { EmptyState, LoadFailed } from '../../ui/EmptyState.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { RefreshIcon, SuccessIcon } from '../../ui/icons.tsx'
import { Facts, Page, Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { useWrite } from '../../write.ts'
import { AdministrationSwitch } from '../xero/AdministrationSwitch.tsx'
import { connectionQuery, type OfAdministration } from '../xero/xero-queries.ts'
import { type Readiness, readinessQuery, readReadiness } from './check-queries.ts'
import { FindingRow } from './FindingRow.tsx'
import './check.css'

const route = getRouteApi('/shell/settings/xero/check')

const effects = ['blocks', 'fails', 'warns'] as const

/** All that would fail before anything is sent, each with what mends it. */
export function CheckPage() {
  const { t } = useTranslation()
  const { administration: connectionId } = route.useSearch()
  const navigate = route.useNavigate()
  const asked = { connectionId }
  const query = useQuery(readinessQuery(asked))
  const connection = useQuery(connectionQuery()).data
  const isOver = query.error instanceof Refusal && query.error.code === 'xero_connection_not_found'
  useEffect(() => {
    // An old address: the default one is checked.
    if (isOver && connectionId) void navigate({ search: {}, replace: true })
  }, [isOver, connectionId, navigate])
  return (
    <Page
      title={t('xeroCheck.title')}
      description={t('xeroCheck.description')}
      parent={{
        label: t('xeroSettings.title'),
        to: '/settings/xero',
        search: given({ administration: connectionId }),
      }}
      width="narrow"
      notice={<XeroNotice />}
      actions={<CheckAgain asked={asked} calls={query.data?.read.length ?? 0} />}
    >
      {connection ? (
        <AdministrationSwitch
          connection={connection}
          chosenId={connectionId}
          to="/settings/xero/check"
        />
      ) : null}
      {query.error && !query.data ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <SkeletonLines /> : null}
      {query.data ? <Checked asked={asked} readiness={query.data} /> : null}
    </Page>
  )
}

function CheckAgain({ asked, calls }: { asked: OfAdministration; calls: number }) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const queryClient = useQueryClient()
  const check = useWrite<void, Readiness>({
    send: () => readReadiness(asked, true),
    onDone: (readiness) => queryClient.setQueryData(readinessQuery(asked).queryKey, readiness),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<RefreshIcon />}
        loading={check.isPending}
        title={callCost(calls)}
        onClick={() => check.mutate()}
      >
        {t('xeroCheck.again')}
      </Button>
      <RefusalNote refusal={check.error} />
    </>
  )
}

function Checked({ asked, readiness }: { asked: OfAdministration; readiness: Readiness }) {
  const { t } = useTranslation()
  const { items, isReady, open } = readiness
  if (items.length === 0) {
    return (
      <>
        <EmptyState
          icon={SuccessIcon}
          isSuccess
          title={t('xeroCheck.clearTitle')}
          description={
            open && open.documents > 0
              ? t('xeroCheck.clearText', { count: open.documents })
              : t('xeroCheck.nothingOpen')
          }
        />
        <WhatWasRead readiness={readiness} />
      </>
    )
  }
  return (
    <>
      {isReady ? (
        <Callout tone="success" title={t('xeroCheck.readyTitle')}>
          {t('xeroCheck.readyText')}
        </Callout>
      ) : null}
      <OpenWork readiness={readiness} />
      {effects.map((effect) => {
        const found = items.filter((each) => each.effect === effect)
        if (found.length === 0) return null
        return (
          <Section
            key={effect}
            title={t(`xeroCheck.effects.${effect}`)}
            description={t(`xeroCheck.effectMeans.${effect}`)}
          >
            <ul className="hb-check-list" aria-label={t(`xeroCheck.effects.${effect}`)}>
              {found.map((finding) => (
                <FindingRow
                  key={`${finding.code} ${finding.subject} ${finding.subjectId ?? ''}`}
                  asked={asked}
                  finding={finding}
                />
              ))}
            </ul>
          </Section>
        )
      })}
      <WhatWasRead readiness={readiness} />
    </>
  )
}

function OpenWork({ readiness: { open } }: { readiness: Readiness }) {
  const { t } = useTranslation()
  if (!open || open.items === 0) return null
  return (
    <div className="hb-check-open">
      <Facts
        facts={[
          { label: t('xeroCheck.open'), value: t('xeroCheck.openItems', { count: open.items }) },
          { label: t('xeroCheck.behind'), value: String(open.itemsLeftOut) },
          { label: t('xeroCheck.documents'), value: String(open.documents) },
          { label: t('xeroCheck.calls'), value: String(open.callsNeeded) },
        ]}
      />
    </div>
  )
}

/** What the check knows of Xero, and since when. */
function WhatWasRead({ readiness }: { readiness: Readiness }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { read, clientsNotLookedUp } = readiness
  const [first] = read.map((each) => each.at).toSorted()
  return (
    <div className="hb-check-read">
      {clientsNotLookedUp > 0 ? (
        <p>{t('xeroCheck.notLookedUp', { count: clientsNotLookedUp })}</p>
      ) : null}
      {first ? (
        <p>
          {t('xeroCheck.read', {
            what: read.map(({ what }) => t(`xeroCheck.lists.${what}`)).join(', '),
            moment: formats.moment(first),
          })}
        </p>
      ) : null}
    </div>
  )
}
