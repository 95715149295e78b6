import { answered, api, type Refusal } from '#client/api.ts'
import { plainElectronicAddress } from '#domain/electronic-address.ts'
import { ibanFromText, ibanInGroups } from '#domain/iban.ts'
import { type LetterheadLayout, letterheadLayouts } from '#domain/letterhead.ts'
import { Button, Checkbox, ColorInput, Radio, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { showRefusal } from '../../ui/form.ts'
import { Section } from '../../ui/Page.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { LayoutPicture } from './LayoutPicture.tsx'
import { downloadExample, type Letterhead, letterheadQuery } from './letterhead-queries.ts'

const swatches = ['#1f6f54', '#1d5a8a', '#5b4a9e', '#a3375c', '#b4541a', '#31332e']

export function LetterheadForm({ letterhead }: { letterhead: Letterhead }) {
  const { t } = useTranslation()
  const form = useForm<FormFields>({
    initialValues: fieldsOf(letterhead),
    validate: {
      iban: (value: string) =>
        value.trim() === '' || ibanFromText(value) ? null : t('letterhead.ibanWrong'),
      electronicAddress: (value: string) =>
        value.trim() === '' || plainElectronicAddress(value)
          ? null
          : t('letterhead.electronicAddressWrong'),
      accentColor: (value: string) =>
        /^#[0-9a-f]{6}$/i.test(value) ? null : t('letterhead.colorWrong'),
    },
  })
  const save = useWrite({
    send: (values: FormFields, headers) =>
      answered(api.PATCH('/api/v1/letterhead', { headers, body: letterheadFrom(values) })),
    touches: [letterheadQuery.queryKey],
    onDone: (saved) => {
      const fields = fieldsOf(saved)
      form.setValues(fields)
      form.resetDirty(fields)
      toast(t('letterhead.saved'))
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const example = useMutation<void, Refusal>({
    mutationFn: () => downloadExample(form.values.layout, t('letterhead.example')),
    onError: (refusal) => toastProblem(refusal.message),
  })
  const text = (
    name: Exclude<keyof FormFields, 'showsPaymentCode' | 'showsHours' | 'attachesEInvoice'>,
  ) => ({
    label: t(`letterhead.${name}`),
    ...form.getInputProps(name),
  })
  const color = /^#[0-9a-f]{6}$/i.test(form.values.accentColor)
    ? form.values.accentColor
    : '#31332e'
  return (
    <form
      noValidate
      className="hb-settings-form"
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <Section title={t('letterhead.looks')}>
        <Radio.Group label={t('letterhead.layout')} {...form.getInputProps('layout')}>
          <div className="hb-layouts">
            {letterheadLayouts.map((layout) => (
              <Radio.Card key={layout} value={layout} className="hb-layout">
                <LayoutPicture layout={layout} color={color} />
                <span>{t(`letterhead.layouts.${layout}`)}</span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        <div className="hb-fields-row">
          <ColorInput
            format="hex"
            swatches={swatches}
            withEyeDropper={false}
            {...text('accentColor')}
          />
        </div>
        <Textarea autosize minRows={2} maxLength={1000} {...text('footer')} />
        <Checkbox
          label={t('letterhead.showsHours')}
          {...form.getInputProps('showsHours', { type: 'checkbox' })}
        />
      </Section>
      <Section title={t('letterhead.from')} description={t('letterhead.fromHelp')}>
        <TextInput {...text('legalName')} />
        <div className="hb-fields-row">
          <TextInput autoComplete="address-line1" {...text('line1')} />
          <TextInput {...text('line2')} />
        </div>
        <div className="hb-fields-row">
          <TextInput {...text('postalCode')} />
          <TextInput {...text('city')} />
        </div>
        <div className="hb-fields-row">
          <TextInput {...text('country')} />
          <TextInput {...text('website')} />
        </div>
        <div className="hb-fields-row">
          <TextInput type="email" {...text('email')} />
          <TextInput type="tel" {...text('phone')} />
        </div>
        <div className="hb-fields-row">
          <TextInput
            description={t('letterhead.registrationHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...text('registrationNumber')}
          />
          <TextInput {...text('vatNumber')} />
        </div>
      </Section>
      <Section title={t('letterhead.payment')}>
        <div className="hb-fields-row">
          <TextInput {...text('iban')} />
          <TextInput
            description={t('letterhead.bicHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...text('bic')}
          />
        </div>
        <Textarea
          autosize
          minRows={2}
          maxLength={1000}
          description={t('letterhead.paymentTermsHelp')}
          placeholder={t('letterhead.paymentTermsExample')}
          {...text('paymentTerms')}
        />
        <Checkbox
          label={t('letterhead.showsPaymentCode')}
          description={t('letterhead.showsPaymentCodeHelp')}
          {...form.getInputProps('showsPaymentCode', { type: 'checkbox' })}
        />
      </Section>
      <Section title={t('letterhead.eInvoice')} description={t('letterhead.eInvoiceHelp')}>
        <TextInput
          description={t('letterhead.electronicAddressHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="0106:12345678"
          {...text('electronicAddress')}
        />
        <Checkbox
          label={t('letterhead.attachesEInvoice')}
          description={t('letterhead.attachesEInvoiceHelp')}
          {...form.getInputProps('attachesEInvoice', { type: 'checkbox' })}
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
        ) : (
          <Button variant="default" loading={example.isPending} onClick={() => example.mutate()}>
            {t('letterhead.example')}
          </Button>
        )}
      </div>
    </form>
  )
}

const textFields = [
  'legalName',
  'registrationNumber',
  'vatNumber',
  'iban',
  'bic',
  'email',
  'phone',
  'website',
  'paymentTerms',
  'footer',
  'accentColor',
  'electronicAddress',
] as const
const addressFields = ['line1', 'line2', 'postalCode', 'city', 'country'] as const

type FormFields = Record<(typeof textFields)[number] | (typeof addressFields)[number], string> & {
  layout: LetterheadLayout
  showsPaymentCode: boolean
  showsHours: boolean
  attachesEInvoice: boolean
}

function fieldsOf(letterhead: Letterhead): FormFields {
  const { address, layout, showsPaymentCode, showsHours, legalName, registrationNumber } =
    letterhead
  const { vatNumber, iban, bic, email, phone, website, paymentTerms, footer, accentColor } =
    letterhead
  const { electronicAddress, attachesEInvoice } = letterhead
  return {
    legalName,
    registrationNumber,
    vatNumber,
    iban: ibanInGroups(iban),
    bic,
    email,
    phone,
    website,
    paymentTerms,
    footer,
    accentColor,
    line1: address.line1 ?? '',
    line2: address.line2 ?? '',
    postalCode: address.postalCode ?? '',
    city: address.city ?? '',
    country: address.country ?? '',
    layout,
    showsPaymentCode,
    showsHours,
    electronicAddress,
    attachesEInvoice,
  }
}

function letterheadFrom({ line1, line2, postalCode, city, country, ...fields }: FormFields) {
  return {
    ...fields,
    accentColor: fields.accentColor.toLowerCase(),
    address: { line1, line2, postalCode, city, country },
  }
}
