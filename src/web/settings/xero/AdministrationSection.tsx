import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { useCan, useMe } from '../../me.ts'
import { ExternalLink, ReasonButton } from '../../ui/buttons.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { ConnectButton } from './ConnectButton.tsx'
import { connectionKeys, type Organisation, type XeroConnection } from './xero-queries.ts'

const route = getRouteApi('/shell/settings/xero')

/** Which organisation everything goes to: chosen by a person, never guessed. */
export function AdministrationSection({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = route.useNavigate()
  const { connected } = route.useSearch()
  const { organisation, offered } = connection
  // Back from Xero with another organisation, one looks for it.
  const [isChanging, setIsChanging] = useState(connected === '1' && offered.length > 0)
  const isOfSeveral = connection.administrations.length > 1
  if (!organisation || (isChanging && offered.length > 0)) {
    return (
      <ChooseAdministration
        connection={connection}
        onDone={(chosen) => {
          setIsChanging(false)
          if (chosen) void navigate({ search: { administration: chosen }, replace: true })
        }}
      />
    )
  }
  return (
    <Section
      title={t('xeroSettings.administration')}
      description={
        isOfSeveral
          ? t('xeroSettings.administrationOfSeveral')
          : t('xeroSettings.administrationText')
      }
      actions={
        can('xero:connect') ? (
          <>
            {organisation.isDefault ? null : <MakeDefault organisation={organisation} />}
            {offered.length > 0 ? (
              <Button size="xs" variant="default" onClick={() => setIsChanging(true)}>
                {t('xeroSettings.addOffered')}
              </Button>
            ) : null}
            {connection.state === 'active' ? (
              <ConnectButton label={t('xeroSettings.connectAnother')} />
            ) : null}
          </>
        ) : null
      }
    >
      <OrganisationFacts organisation={organisation} currency={connection.currency} />
    </Section>
  )
}

/** Clients stay where they are; those that name none are of the new default one from then on. */
function MakeDefault({ organisation: { connectionId, name } }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const save = useWrite<void>({
    send: (_, headers) =>
      answered(
        api.PATCH('/api/v1/xero/settings', { headers, body: { connectionId, isDefault: true } }),
      ),
    touches: [...connectionKeys, ['clients']],
    onDone: () => toast(t('xeroSettings.madeDefault', { name })),
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={save.isPending}
        title={t('xeroSettings.makeDefaultHelp')}
        onClick={() => save.mutate()}
      >
        {t('xeroSettings.makeDefault')}
      </Button>
      <RefusalNote refusal={save.error} />
    </>
  )
}

type OrganisationFactsProps = { organisation: Organisation; currency: string }

function OrganisationFacts({ organisation, currency }: OrganisationFactsProps) {
  const { t } = useTranslation()
  const { name, url, baseCurrency, countryCode } = organisation
  const isOther = baseCurrency !== null && baseCurrency !== currency
  return (
    <>
      <Facts
        facts={[
          {
            label: t('xeroSettings.administration'),
            value: (
              <span className="hb-xero-name">
                {url ? <ExternalLink href={url}>{name}</ExternalLink> : name}
                {organisation.isDemoCompany ? <DemoBadge /> : null}
              </span>
            ),
          },
          {
            label: t('xeroSettings.currency'),
            value: isOther ? (
              <span className="hb-num">{baseCurrency}</span>
            ) : (
              <span className="hb-xero-check">
                <CheckIcon size={15} />
                {t('xeroSettings.currencySame', { currency })}
              </span>
            ),
          },
          ...(countryCode ? [{ label: t('xeroSettings.country'), value: countryCode }] : []),
        ]}
      />
      {isOther ? (
        <Callout
          tone="danger"
          title={t('xeroSettings.currencyDiffers')}
          action={<Link to="/settings/regional">{t('xeroSettings.toRegional')}</Link>}
        >
          {t('xeroSettings.currencyDiffersText', { name, theirs: baseCurrency, ours: currency })}
        </Callout>
      ) : null}
    </>
  )
}

type ChooseAdministrationProps = {
  connection: XeroConnection
  /** With the one that was chosen, or without when all stays as it is. */
  onDone: (connectionId?: string) => void
}

type Choice = { connectionId: string; isAdditional: boolean }

function ChooseAdministration({ connection, onDone }: ChooseAdministrationProps) {
  const callCost = useCallCost()
  const { t } = useTranslation()
  const formats = useFormats()
  const can = useCan()
  const { workspace } = useMe()
  const { offered, organisation } = connection
  const isAdditional = organisation !== null
  const title = t(isAdditional ? 'xeroSettings.addTitle' : 'xeroSettings.chooseTitle')
  const [only] = offered
  // With one there is nothing to mistake; among several a person chooses.
  const [chosenId, setChosenId] = useState(
    offered.length === 1 ? (only?.connectionId ?? null) : null,
  )
  const chosen = offered.find((each) => each.connectionId === chosenId)
  const choose = useWrite({
    send: (body: Choice, headers) =>
      answered(api.POST('/api/v1/xero/administration', { headers, body })),
    touches: [...connectionKeys, ['clients']],
    onDone: (_, { connectionId, isAdditional }) => {
      const name = offered.find((each) => each.connectionId === connectionId)?.name ?? ''
      toast(t(isAdditional ? 'xeroSettings.added' : 'xeroSettings.chosen', { name }))
      onDone(isAdditional ? connectionId : undefined)
    },
  })
  const otherCurrency =
    chosen?.baseCurrency && chosen.baseCurrency !== workspace.currency
      ? t('xeroSettings.currencyDiffersText', {
          name: chosen.name,
          theirs: chosen.baseCurrency,
          ours: workspace.currency,
        })
      : null
  let reason: string | null = otherCurrency
  if (!chosen) reason = t('xeroSettings.chooseFirst')
  if (!can('xero:connect')) reason = t('xeroSettings.needsAdministrator')
  return (
    <Section
      title={title}
      description={t(organisation ? 'xeroSettings.addText' : 'xeroSettings.chooseText')}
    >
      <ChoiceList
        isLabelHidden
        label={title}
        value={chosenId}
        onChange={setChosenId}
        isDisabled={!can('xero:connect')}
        choices={offered.map((each) => ({
          value: each.connectionId,
          label: (
            <span className="hb-xero-name">
              {each.name}
              {each.isDemoCompany ? <DemoBadge /> : null}
            </span>
          ),
          description: [
            each.baseCurrency ? t('xeroSettings.booksIn', { currency: each.baseCurrency }) : '',
            t('xeroSettings.connectedOn', { moment: formats.moment(each.connectedAt) }),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      {otherCurrency ? (
        <Callout
          tone="danger"
          title={t('xeroSettings.currencyDiffers')}
          action={<Link to="/settings/regional">{t('xeroSettings.toRegional')}</Link>}
        >
          {otherCurrency}
        </Callout>
      ) : (
        <RefusalNote refusal={choose.error} />
      )}
      <div className="hb-page-actions">
        <ReasonButton
          loading={choose.isPending}
          title={callCost(callsOf.choose)}
          disabledReason={reason}
          onClick={() => {
            if (chosen) choose.mutate({ connectionId: chosen.connectionId, isAdditional })
          }}
        >
          {t(isAdditional ? 'xeroSettings.add' : 'xeroSettings.use')}
        </ReasonButton>
        {organisation?.isDefault ? (
          <ReasonButton
            variant="default"
            disabledReason={reason ?? (choose.isPending ? t('xeroSettings.busy') : null)}
            title={t('xeroSettings.replaceHelp', { name: organisation.name })}
            onClick={() => {
              if (chosen) choose.mutate({ connectionId: chosen.connectionId, isAdditional: false })
            }}
          >
            {t('xeroSettings.replace', { name: organisation.name })}
          </ReasonButton>
        ) : null}
        {organisation ? (
          <Button variant="subtle" color="gray" onClick={() => onDone()}>
            {t('ui.cancel')}
          </Button>
        ) : (
          <ConnectButton label={t('xeroSettings.connectOther')} />
        )}
      </div>
    </Section>
  )
}

function DemoBadge() {
  const { t } = useTranslation()
  return <StatusBadge tone="info">{t('xeroSettings.demoCompany')}</StatusBadge>
}
