import { addressLines } from '#domain/invoice-parties.ts'
import { answered, api } from '#client/api.ts'
import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { plainElectronicAddress } from '#domain/electronic-address.ts'
import { ibanFromText } from '#domain/iban.ts'
import { isVatNumber } from '#domain/vat-number.ts'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { AdministrationSelect } from '../pickers/AdministrationSelect.tsx'
import { TagsPicker } from '../pickers/SeveralPickers.tsx'
import { given } from '../search-params.ts'
import { RoundingSelect } from '../pickers/RoundingSelect.tsx'
import { VatRateSelect } from '../pickers/VatRateSelect.tsx'
import { RateField } from '../rates/RateField.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { CloseIcon, PlusIcon } from '../ui/icons.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import {
  changeClient,
  clientInput,
  clientValues,
  type Client,
  type ClientValues,
} from './client-queries.ts'
import './administration.css'

type ClientDrawerProps = {
  /** The client to change; a new one without it. */
  client?: Client | undefined
  onClose: () => void
  /** Instead of closing, such as leading to the new client. */
  onSaved?: (client: Client) => void
}

type ClientForm = ReturnType<typeof useClientForm>

/** The form of a client, beside the page. Render it only while it is open. */
export function ClientDrawer({ client, onClose, onSaved }: ClientDrawerProps) {
  const { t } = useTranslation()
  const form = useClientForm(client)
  const save = useWrite({
    send: async (input: ReturnType<typeof clientInput>, headers) => {
      if (client) return await changeClient(client.id, input, headers)
      const body = { items: [input] }
      const { items } = await answered(api.POST('/api/v1/clients', { body, headers }))
      return items[0]
    },
    touches: [['clients'], ['projects'], ['uninvoiced'], ['time-entries']],
    onDone: (saved) => {
      if (!saved) return
      toast(t(client ? 'clients.saved' : 'clients.created', { name: saved.name }))
      if (onSaved) onSaved(saved)
      else onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      size={560}
      title={t(client ? 'clients.edit' : 'clients.new')}
      submitLabel={t(client ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(clientInput(values, client)))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <ContactFields form={form} isNew={!client} />
      <Addresses form={form} />
      <ContactPersons form={form} />
      <PriceFields form={form} clientId={client?.id} tags={client?.tags ?? []} />
    </FormDrawer>
  )
}

function useClientForm(client: Client | undefined) {
  const { t } = useTranslation()
  const rate = (value: string) =>
    value === '' || isDecimal(value) ? null : t('clients.notANumber', { example: '95.00' })
  return useForm<ClientValues>({
    initialValues: clientValues(client),
    validate: {
      name: (value: string) => (value.trim() ? null : t('clients.nameMissing')),
      hourlyRate: rate,
      mileageRate: rate,
      paymentTermDays: (value: string) =>
        value === '' || (/^\d{1,3}$/.test(value) && Number(value) <= 365)
          ? null
          : t('clients.notDays'),
      // One that came from Xero stays as it is.
      vatNumber: (value: string) =>
        value === (client?.vatNumber ?? '') || isVatNumber(value) ? null : t('clients.vatInvalid'),
      electronicAddress: (value: string) =>
        value.trim() === '' || plainElectronicAddress(value)
          ? null
          : t('clients.electronicAddressWrong'),
      iban: (value: string) =>
        value.trim() === '' || ibanFromText(value) ? null : t('clients.ibanInvalid'),
      contactPersons: {
        name: (value: string) => (value.trim() ? null : t('clients.personNameMissing')),
      },
    },
  })
}

function ContactFields({ form, isNew }: { form: ClientForm; isNew: boolean }) {
  const { t } = useTranslation()
  const { connectionId } = form.values
  const suggestion = useQuery({
    queryKey: ['clients', 'next-number', connectionId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/clients/next-number', {
          params: { query: given({ connectionId: connectionId ?? undefined }) },
        }),
      ),
    enabled: isNew,
  })
  const next = suggestion.data?.number
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={t('clients.name')}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('clients.number')}
        description={t('clients.numberHelp')}
        {...form.getInputProps('number')}
      />
      {isNew && next && form.values.number === '' ? (
        <button
          type="button"
          className="hb-link-button hb-administration-suggestion"
          onClick={() => form.setFieldValue('number', next)}
        >
          {t('clients.useNumber', { number: next })}
        </button>
      ) : null}
      <div className="hb-fields-row">
        <TextInput type="email" label={t('clients.email')} {...form.getInputProps('email')} />
        <TextInput type="tel" label={t('clients.phone')} {...form.getInputProps('phone')} />
      </div>
      <div className="hb-fields-row">
        <TextInput label={t('clients.vatNumber')} {...form.getInputProps('vatNumber')} />
        <TextInput label={t('clients.iban')} {...form.getInputProps('iban')} />
      </div>
      <div className="hb-fields-row">
        <TextInput
          label={t('clients.electronicAddress')}
          description={t('clients.electronicAddressHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="0106:12345678"
          {...form.getInputProps('electronicAddress')}
        />
        <TextInput
          label={t('clients.buyerReference')}
          description={t('clients.buyerReferenceHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('buyerReference')}
        />
      </div>
      <AdministrationSelect
        description={t('clients.administrationHelp')}
        {...form.getInputProps('connectionId')}
        value={form.values.connectionId}
        onChange={(connectionId) => form.setFieldValue('connectionId', connectionId)}
      />
    </>
  )
}

function Addresses({ form }: { form: ClientForm }) {
  const { t } = useTranslation()
  const [hasVisiting, setHasVisiting] = useState(
    () => addressLines(form.getValues().visitingAddress).length > 0,
  )
  return (
    <>
      <AddressFields form={form} path="invoiceAddress" label={t('clients.invoiceAddress')} />
      {hasVisiting ? (
        <AddressFields form={form} path="visitingAddress" label={t('clients.visitingAddress')} />
      ) : (
        <AddButton label={t('clients.addVisiting')} onClick={() => setHasVisiting(true)} />
      )}
    </>
  )
}

type AddressFieldsProps = {
  form: ClientForm
  path: 'invoiceAddress' | 'visitingAddress'
  label: string
}

function AddressFields({ form, path, label }: AddressFieldsProps) {
  const { t } = useTranslation()
  const values = form.values[path]
  // Lines 3 and 4 are rare: they are shown where Xero filled them.
  const extraLines = (['line3', 'line4'] as const).filter((line) => values[line])
  return (
    <fieldset className="hb-fieldset">
      <legend>{label}</legend>
      <TextInput label={t('clients.attentionTo')} {...form.getInputProps(`${path}.attentionTo`)} />
      <TextInput label={t('clients.street')} {...form.getInputProps(`${path}.line1`)} />
      <TextInput
        label={t('clients.line', { number: 2 })}
        {...form.getInputProps(`${path}.line2`)}
      />
      {extraLines.map((line) => (
        <TextInput
          key={line}
          label={t('clients.line', { number: line.slice(-1) })}
          {...form.getInputProps(`${path}.${line}`)}
        />
      ))}
      <div className="hb-fields-row hb-administration-place">
        <TextInput label={t('clients.postalCode')} {...form.getInputProps(`${path}.postalCode`)} />
        <TextInput label={t('clients.city')} {...form.getInputProps(`${path}.city`)} />
      </div>
      <div className="hb-fields-row">
        <TextInput label={t('clients.region')} {...form.getInputProps(`${path}.region`)} />
        <TextInput label={t('clients.country')} {...form.getInputProps(`${path}.country`)} />
      </div>
    </fieldset>
  )
}

function ContactPersons({ form }: { form: ClientForm }) {
  const { t } = useTranslation()
  const persons = form.values.contactPersons
  const add = (
    <AddButton
      label={t('clients.addPerson')}
      onClick={() =>
        form.insertListItem('contactPersons', { name: '', email: '', isBilling: false })
      }
    />
  )
  if (persons.length === 0) return add
  return (
    <fieldset className="hb-fieldset">
      <legend>{t('clients.contactPersons')}</legend>
      {persons.map((_, index) => (
        // Rows have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="hb-administration-person">
          <TextInput
            placeholder={t('clients.name')}
            aria-label={t('clients.personName', { number: index + 1 })}
            {...form.getInputProps(`contactPersons.${index}.name`)}
          />
          <TextInput
            type="email"
            placeholder={t('clients.email')}
            aria-label={t('clients.personEmail', { number: index + 1 })}
            {...form.getInputProps(`contactPersons.${index}.email`)}
          />
          <ActionIcon
            aria-label={t('clients.removePerson', { number: index + 1 })}
            onClick={() => form.removeListItem('contactPersons', index)}
          >
            <CloseIcon />
          </ActionIcon>
          <Checkbox
            className="hb-administration-billing"
            label={t('clients.isBilling')}
            aria-label={t('clients.isBillingNumber', { number: index + 1 })}
            checked={persons[index]?.isBilling ?? false}
            onChange={(event) => {
              const isBilling = event.currentTarget.checked
              form.setFieldValue(
                'contactPersons',
                persons.map((person, place) => ({
                  ...person,
                  isBilling: place === index && isBilling,
                })),
              )
            }}
          />
        </div>
      ))}
      {add}
    </fieldset>
  )
}

type PriceFieldsProps = {
  form: ClientForm
  clientId: string | undefined
  tags: Client['tags']
}
const languages = ['en', 'nl'] as const
const clientRates = { hourlyRate: 'client', mileageRate: 'client_mileage' } as const

function PriceFields({ form, clientId, tags }: PriceFieldsProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const rates = (['hourlyRate', 'mileageRate'] as const).map((name) =>
    clientId ? (
      <RateField
        key={name}
        owner={{ kind: clientRates[name], id: clientId }}
        label={t(`clients.${name}`)}
        onChanged={(first) => form.setFieldValue(name, first ?? '')}
      />
    ) : (
      <DecimalInput
        key={name}
        label={t(`clients.${name}`)}
        placeholder={t('clients.workspaceDefault')}
        decimals={2}
        unit={workspace.currency}
        {...form.getInputProps(name)}
      />
    ),
  )
  return (
    <fieldset className="hb-fieldset">
      <legend>{t('clients.prices')}</legend>
      <div className="hb-fields-row">{rates}</div>
      <div className="hb-fields-row">
        <DecimalInput
          label={t('clients.paymentTerm')}
          placeholder={t('clients.workspaceDefault')}
          unit={t('clients.days')}
          {...form.getInputProps('paymentTermDays')}
        />
        <VatRateSelect
          value={form.values.vatRateId}
          error={form.errors['vatRateId']}
          onChange={(value) => form.setFieldValue('vatRateId', value)}
        />
      </div>
      <RoundingSelect
        fallback="workspace"
        value={form.values.hourRounding}
        error={form.errors['hourRounding']}
        onChange={(rule) => form.setFieldValue('hourRounding', rule)}
      />
      <Select
        label={t('clients.language')}
        description={t('clients.languageHelp')}
        placeholder={t('clients.workspaceLanguage')}
        clearable
        data={languages.map((value) => ({ value, label: t(`clients.languages.${value}`) }))}
        value={form.values.language}
        error={form.errors['language']}
        onChange={(value) =>
          form.setFieldValue('language', languages.find((each) => each === value) ?? null)
        }
      />
      <Checkbox
        label={t('clients.getsReminders')}
        {...form.getInputProps('getsReminders', { type: 'checkbox' })}
      />
      <TagsPicker
        label={t('clients.tags')}
        values={form.values.tagIds}
        known={tags}
        error={form.errors['tagIds']}
        onChange={(tagIds) => form.setFieldValue('tagIds', tagIds)}
      />
      <Textarea label={t('clients.notes')} {...form.getInputProps('notes')} />
    </fieldset>
  )
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<PlusIcon size={14} />}
        onClick={onClick}
      >
        {label}
      </Button>
    </div>
  )
}
