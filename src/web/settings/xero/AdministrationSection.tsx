import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
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

/** Which organisation everything goes to: chosen by a person, never guessed. */
export function AdministrationSection({ connection }: { connection: XeroConnection }) {
  const { t } = useTranslation()
  const can = useCan()
  const [isChanging, setIsChanging] = useState(false)
  const { organisation, offered } = connection
  if (!organisation || isChanging) {
    return <ChooseAdministration connection={connection} onDone={() => setIsChanging(false)} />
  }
  return (
    <Section
      title={t('xeroSettings.administration')}
      description={t('xeroSettings.administrationText')}
      actions={
        can('xero:connect') ? (
          <>
            {offered.length > 0 ? (
              <Button size="xs" variant="default" onClick={() => setIsChanging(true)}>
                {t('xeroSettings.change')}
              </Button>
            ) : null}
            {connection.state === 'active' ? (
              <ConnectButton label={t('xeroSettings.connectOther')} />
            ) : null}
          </>
        ) : null
      }
    >
      <OrganisationFacts organisation={organisation} currency={connection.currency} />
    </Section>
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

type ChooseAdministrationProps = { connection: XeroConnection; onDone: () => void }

function ChooseAdministration({ connection, onDone }: ChooseAdministrationProps) {
  const callCost = useCallCost()
  const { t } = useTranslation()
  const formats = useFormats()
  const can = useCan()
  const { workspace } = useMe()
  const { offered, organisation } = connection
  const [only] = offered
  // With one there is nothing to mistake; among several a person chooses.
  const [chosenId, setChosenId] = useState(
    offered.length === 1 && !organisation ? (only?.connectionId ?? null) : null,
  )
  const chosen = offered.find((each) => each.connectionId === chosenId)
  const choose = useWrite({
    send: (connectionId: string, headers) =>
      answered(api.POST('/api/v1/xero/administration', { headers, body: { connectionId } })),
    touches: connectionKeys,
    onDone: (_, connectionId) => {
      const name = offered.find((each) => each.connectionId === connectionId)?.name ?? ''
      toast(t('xeroSettings.chosen', { name }))
      onDone()
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
    <Section title={t('xeroSettings.chooseTitle')} description={t('xeroSettings.chooseText')}>
      <ChoiceList
        isLabelHidden
        label={t('xeroSettings.chooseTitle')}
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
            if (chosen) choose.mutate(chosen.connectionId)
          }}
        >
          {t('xeroSettings.use')}
        </ReasonButton>
        {organisation ? (
          <Button variant="default" onClick={onDone}>
            {t('xeroSettings.keep', { name: organisation.name })}
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
