import { answered, api, type AnswerOf } from '#client/api.ts'
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { RoundingSelect } from '../pickers/RoundingSelect.tsx'
import { RateField } from '../rates/RateField.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { hourRoundings } from '#domain/hour-rounding.ts'
import {
  createFormats,
  dateFormats,
  durationFormats,
  numberFormats,
  timeFormats,
} from '#lib/formats.ts'
import { languageOf, languages } from '#lib/languages.ts'
import { Page, Section } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { billedKeys } from '../finance/billed-keys.ts'
import { useWrite } from '../write.ts'
import { FormatExample } from './FormatExample.tsx'
import './settings.css'

type Settings = AnswerOf<'/api/v1/workspace'>

export const workspaceSettingsQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: () => answered(api.GET('/api/v1/workspace')),
})

const exampleDay = '2026-03-09'
const longestTermDays = 365

export function RegionalPage() {
  const { t } = useTranslation()
  const { data: settings } = useSuspenseQuery(workspaceSettingsQuery)
  return (
    <Page title={t('regional.title')} description={t('regional.description')} width="narrow">
      <RegionalForm settings={settings} />
    </Page>
  )
}

function RegionalForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation()
  const form = useForm<FormFields>({
    initialValues: fieldsOf(settings),
    validate: {
      name: (value: string) => (value.trim() ? null : t('regional.nameMissing')),
      currency: (value: string) =>
        /^[A-Za-z]{3}$/.test(value.trim()) ? null : t('regional.currencyInvalid'),
      hourlyRate: (value: string) => (isDecimal(value) ? null : t('regional.rateInvalid')),
      mileageRate: (value: string) => (isDecimal(value) ? null : t('regional.rateInvalid')),
      paymentTermDays: (value: string) =>
        /^\d{1,3}$/.test(value) && Number(value) <= longestTermDays
          ? null
          : t('regional.daysInvalid'),
    },
  })
  const save = useWrite({
    send: (values: FormFields, headers) =>
      answered(api.PATCH('/api/v1/workspace', { headers, body: settingsFrom(values) })),
    touches: [['workspace'], ['me'], ...billedKeys],
    onDone: (saved) => {
      const fields = fieldsOf(saved)
      form.setValues(fields)
      form.resetDirty(fields)
      toast(t('regional.saved'))
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  // Changed by itself already: the rest of the form is as it was.
  const keepRate = (name: 'hourlyRate' | 'mileageRate', first: string | null) => {
    form.setInitialValues({ ...form.getInitialValues(), [name]: first ?? '' })
    form.setFieldValue(name, first ?? '')
  }
  const formats = createFormats({
    ...settings,
    ...form.values,
    weekStartsOn: weekStart(form.values.weekStartsOn),
  })

  return (
    <form
      noValidate
      className="hb-settings-form"
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <Section title={t('regional.workspace')}>
        <TextInput label={t('regional.name')} {...form.getInputProps('name')} />
        <div className="hb-fields-row">
          <TextInput
            label={t('regional.currency')}
            description={t('regional.currencyHelp')}
            maxLength={3}
            {...form.getInputProps('currency')}
          />
          <Select
            label={t('regional.timeZone')}
            description={t('regional.timeZoneHelp')}
            searchable
            limit={100}
            nothingFoundMessage={t('ui.nothingFound')}
            data={timeZones(settings.timeZone)}
            {...form.getInputProps('timeZone')}
          />
        </div>
        <div className="hb-fields-row">
          <Select
            label={t('regional.language')}
            data={languages.map((value) => ({
              value,
              label: t(`regional.languages.${value}`),
            }))}
            {...form.getInputProps('language')}
          />
          <Select
            label={t('regional.weekStartsOn')}
            data={[
              { value: '1', label: t('regional.monday') },
              { value: '0', label: t('regional.sunday') },
              { value: '6', label: t('regional.saturday') },
            ]}
            {...form.getInputProps('weekStartsOn')}
          />
        </div>
      </Section>
      <Section title={t('regional.formats')}>
        <div className="hb-fields-row">
          <Select
            label={t('regional.dateFormat')}
            data={dateFormats.map((dateFormat) => ({
              value: dateFormat,
              label: createFormats({ ...formats.settings, dateFormat }).day(exampleDay),
            }))}
            {...form.getInputProps('dateFormat')}
          />
          <Select
            label={t('regional.timeFormat')}
            data={timeFormats.map((timeFormat) => ({
              value: timeFormat,
              label: createFormats({ ...formats.settings, timeFormat }).time('14:30'),
            }))}
            {...form.getInputProps('timeFormat')}
          />
        </div>
        <div className="hb-fields-row">
          <Select
            label={t('regional.numberFormat')}
            data={[...numberFormats]}
            {...form.getInputProps('numberFormat')}
          />
          <Select
            label={t('regional.durationFormat')}
            data={durationFormats.map((durationFormat) => ({
              value: durationFormat,
              label: createFormats({ ...formats.settings, durationFormat }).duration(5400),
            }))}
            {...form.getInputProps('durationFormat')}
          />
        </div>
        <FormatExample formats={formats} day={exampleDay} />
      </Section>
      <Section title={t('regional.prices')} description={t('regional.pricesHelp')}>
        <div className="hb-fields-row">
          <RateField
            owner={{ kind: 'workspace', id: '' }}
            label={t('regional.hourlyRate')}
            onChanged={(first) => keepRate('hourlyRate', first)}
          />
          <RateField
            owner={{ kind: 'workspace_mileage', id: '' }}
            label={t('regional.mileageRate')}
            onChanged={(first) => keepRate('mileageRate', first)}
          />
        </div>
        <div className="hb-fields-row">
          <TextInput
            label={t('regional.invoicePrefix')}
            description={t('regional.prefixHelp')}
            {...form.getInputProps('invoicePrefix')}
          />
          <DecimalInput
            label={t('regional.paymentTermDays')}
            description={t('regional.termHelp')}
            unit={t('regional.days')}
            {...form.getInputProps('paymentTermDays')}
          />
        </div>
        <RoundingSelect
          value={chosen(hourRoundings, form.values.hourRounding)}
          error={form.errors['hourRounding']}
          onChange={(rule) => form.setFieldValue('hourRounding', rule ?? 'none')}
        />
      </Section>
      <RefusalNote refusal={save.error} fields={Object.keys(form.values)} />
      <div className="hb-settings-actions">
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('ui.save')}
        </Button>
        {form.isDirty() ? (
          <Button variant="default" onClick={() => form.reset()}>
            {t('ui.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

type FormFields = Record<
  | 'name'
  | 'currency'
  | 'timeZone'
  | 'language'
  | 'dateFormat'
  | 'timeFormat'
  | 'numberFormat'
  | 'durationFormat'
  | 'weekStartsOn'
  | 'hourlyRate'
  | 'mileageRate'
  | 'invoicePrefix'
  | 'paymentTermDays'
  | 'hourRounding',
  string
>

function fieldsOf(settings: Settings): FormFields {
  return {
    name: settings.name,
    currency: settings.currency,
    timeZone: settings.timeZone,
    language: settings.language,
    dateFormat: settings.dateFormat,
    timeFormat: settings.timeFormat,
    numberFormat: settings.numberFormat,
    durationFormat: settings.durationFormat,
    weekStartsOn: String(settings.weekStartsOn),
    hourlyRate: settings.hourlyRate,
    mileageRate: settings.mileageRate,
    invoicePrefix: settings.invoicePrefix,
    paymentTermDays: String(settings.paymentTermDays),
    hourRounding: settings.hourRounding,
  }
}

function settingsFrom(values: FormFields) {
  return {
    name: values.name.trim(),
    currency: values.currency.trim().toUpperCase(),
    timeZone: values.timeZone,
    language: languageOf(values.language) ?? 'en',
    dateFormat: chosen(dateFormats, values.dateFormat),
    timeFormat: chosen(timeFormats, values.timeFormat),
    numberFormat: chosen(numberFormats, values.numberFormat),
    durationFormat: chosen(durationFormats, values.durationFormat),
    weekStartsOn: weekStart(values.weekStartsOn),
    hourlyRate: values.hourlyRate,
    mileageRate: values.mileageRate,
    invoicePrefix: values.invoicePrefix.trim(),
    paymentTermDays: Number(values.paymentTermDays),
    hourRounding: chosen(hourRoundings, values.hourRounding),
  }
}

function chosen<Format extends string>(
  known: readonly [Format, ...Format[]],
  value: string,
): Format {
  return known.find((each) => each === value) ?? known[0]
}

function weekStart(value: string): 0 | 1 | 6 {
  return value === '0' ? 0 : value === '6' ? 6 : 1
}

// The browser may not list the zone that is set, such as UTC.
function timeZones(current: string): string[] {
  return [...new Set([current, ...Intl.supportedValuesOf('timeZone')])].toSorted()
}
