import { ibanInGroups } from '#domain/iban.ts'
import { rateOn } from '#domain/rates.ts'
import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeveralAdministrations } from '../administrations.ts'
import { useCan, useMe } from '../me.ts'
import { vatRatesQuery } from '../pickers/VatRateSelect.tsx'
import { useRoundingWords } from '../pickers/RoundingSelect.tsx'
import { ratesQuery } from '../rates/rate-queries.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Facts } from '../ui/Page.tsx'
import { addressLines } from '#domain/invoice-parties.ts'
import { type AddressValues, type Client } from './client-queries.ts'

type Fact = { label: string; value: ReactNode }

/** What is known of a client, beside its projects. Only what is filled in is shown. */
export function ClientDetails({ client }: { client: Client }) {
  const { t } = useTranslation()
  return (
    <aside className="hb-administration-aside" aria-label={t('clients.details')}>
      <Facts facts={useFacts(client)} />
      <AddressPart title={t('clients.invoiceAddress')} address={client.invoiceAddress} />
      <AddressPart title={t('clients.visitingAddress')} address={client.visitingAddress} />
      {client.contactPersons.length > 0 ? (
        <div>
          <h2>{t('clients.contactPersons')}</h2>
          {client.contactPersons.map((person) => (
            <div key={`${person.name} ${person.email}`} className="hb-administration-address">
              {person.name}
              {person.email ? (
                <>
                  {' · '}
                  <Anchor href={`mailto:${person.email}`} inherit>
                    {person.email}
                  </Anchor>
                </>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
      {client.notes ? (
        <div>
          <h2>{t('clients.notes')}</h2>
          <p className="hb-administration-notes">{client.notes}</p>
        </div>
      ) : null}
    </aside>
  )
}

function useFacts(client: Client): Fact[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const can = useCan()
  const { today } = useMe()
  const seesRates = can('rates:read')
  const owner = (kind: 'client' | 'client_mileage') => ({
    ...ratesQuery({ kind, id: client.id }),
    enabled: seesRates,
  })
  const hourly = useQuery(owner('client')).data
  const mileage = useQuery(owner('client_mileage')).data
  const vatRates = useQuery(vatRatesQuery)
  const vatRate = vatRates.data?.items.find((rate) => rate.id === client.vatRateId)
  const several = useSeveralAdministrations()
  const own = several.find((each) =>
    client.connectionId === null ? each.isDefault : each.connectionId === client.connectionId,
  )
  const isGone = client.connectionId !== null && !own
  const administration = isGone ? t('pickers.goneAdministration') : own?.name
  const currency = formats.settings.currency
  const roundingWords = useRoundingWords()
  const rate = (value: string | null) =>
    value === null ? null : `${currency} ${formats.quantity(value, 2)}`
  const facts: { label: string; value: ReactNode }[] = [
    { label: t('clients.number'), value: client.number },
    {
      label: t('clients.email'),
      value: client.email ? (
        <Anchor href={`mailto:${client.email}`} inherit>
          {client.email}
        </Anchor>
      ) : null,
    },
    { label: t('clients.phone'), value: client.phone },
    { label: t('clients.vatNumber'), value: client.vatNumber },
    { label: t('clients.iban'), value: client.iban ? ibanInGroups(client.iban) : null },
    { label: t('clients.billingContact'), value: client.billingContact?.name },
    { label: t('clients.tags'), value: client.tags.map(({ name }) => name).join(', ') },
    {
      label: t('clients.paymentTerm'),
      value:
        client.paymentTermDays === null
          ? null
          : t('clients.daysCount', { count: client.paymentTermDays }),
    },
    { label: t('clients.vatRate'), value: vatRate?.name },
    {
      label: t('rounding.label'),
      value: client.hourRounding && roundingWords(client.hourRounding),
    },
    {
      label: t('clients.language'),
      value: client.language && t(`clients.languages.${client.language}`),
    },
    {
      label: t('clients.reminders'),
      value: client.getsReminders ? null : t('clients.noReminders'),
    },
    { label: t('pickers.administration'), value: administration },
    ...(seesRates
      ? [
          {
            label: t('clients.hourlyRate'),
            value: rate(hourly ? rateOn(hourly, today).rate : client.hourlyRate),
          },
          {
            label: t('clients.mileageRate'),
            value: rate(mileage ? rateOn(mileage, today).rate : client.mileageRate),
          },
        ]
      : []),
    ...(client.xero
      ? [
          { label: t('clients.xeroCurrency'), value: client.xero.defaultCurrency },
          { label: t('clients.xeroAccount'), value: client.xero.salesAccountCode },
          { label: t('clients.xeroTax'), value: client.xero.salesTaxType },
        ]
      : []),
    { label: t('clients.since'), value: formats.day(formats.dayOf(new Date(client.createdAt))) },
  ]
  return facts.filter((fact) => Boolean(fact.value))
}

type AddressPartProps = { title: string; address: Partial<AddressValues> }

function AddressPart({ title, address }: AddressPartProps) {
  const lines = addressLines(address)
  if (lines.length === 0) return null
  return (
    <div>
      <h2>{title}</h2>
      <address className="hb-administration-address">
        {lines.map((line, index) => (
          // Lines have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>{line}</div>
        ))}
      </address>
    </div>
  )
}
