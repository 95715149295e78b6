import { lineNetMinor } from '#domain/money.ts'
import { invoiceMethods, type InvoiceMethod } from '#domain/rates.ts'
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { formRootRule, useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { ClientSelect } from '../pickers/ClientSelect.tsx'
import { MemberSelect } from '../pickers/MemberSelect.tsx'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { MembersPicker, TagsPicker, TasksPicker } from '../pickers/SeveralPickers.tsx'
import { RoundingSelect } from '../pickers/RoundingSelect.tsx'
import { VatRateSelect } from '../pickers/VatRateSelect.tsx'
import { RateField } from '../rates/RateField.tsx'
import { oneOf } from '../search-params.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { isDecimal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Section } from '../ui/Page.tsx'
import { ColorSelect } from './ColorSelect.tsx'
import { PlannedFields } from './PlannedFields.tsx'
import { projectValues, type Project, type ProjectValues } from './project-queries.ts'
import './projects.css'

export type ProjectFormState = ReturnType<typeof useProjectForm>

/** The values of the project form and what is asked of them before they are sent. */
export function useProjectForm(
  project: Project | undefined,
  start: { clientId: string | null; parentId: string | null } = { clientId: null, parentId: null },
) {
  const { t } = useTranslation()
  const price = (value: string, decimals: number, missing: string) => {
    if (value === '') return missing
    return isDecimal(value, decimals) ? null : t('projects.notANumber', { example: '95.00' })
  }
  const isMethod = (values: ProjectValues, method: InvoiceMethod) => values.invoiceMethod === method
  return useForm<ProjectValues>({
    initialValues: projectValues(project, start),
    validate: {
      clientId: (value) => (value ? null : t('projects.clientMissing')),
      name: (value) => (value.trim() ? null : t('projects.nameMissing')),
      invoiceMethod: (value) => (value ? null : t('projects.methodMissing')),
      endsOn: (value, values) =>
        value && values.startsOn && value < values.startsOn ? t('projects.endBeforeStart') : null,
      hourlyRate: (value, values) =>
        isMethod(values, 'project_hourly_rate') && (value !== '' || values.parentId === null)
          ? price(value, 4, t('projects.rateMissing'))
          : null,
      fixedPriceMinor: (value, values) =>
        isMethod(values, 'fixed_price') ? price(value, 2, t('projects.priceMissing')) : null,
      schedule: {
        [formRootRule]: (parts, values) =>
          isMethod(values, 'fixed_price_instalments') && parts.length === 0
            ? t('projects.partsMissing')
            : null,
        amount: (value, values) =>
          isMethod(values, 'fixed_price_instalments')
            ? price(value, 2, t('projects.priceMissing'))
            : null,
      },
      taskPrices: {
        [formRootRule]: (parts, values) =>
          isMethod(values, 'fixed_price_per_task') && parts.length === 0
            ? t('projects.partsMissing')
            : null,
        taskId: (value, values) =>
          isMethod(values, 'fixed_price_per_task') && !value ? t('projects.taskMissing') : null,
        amount: (value, values) =>
          isMethod(values, 'fixed_price_per_task')
            ? price(value, 2, t('projects.priceMissing'))
            : null,
      },
      subscription: {
        startsOn: (value, values) =>
          isMethod(values, 'subscription') && !value ? t('projects.startMissing') : null,
        endsOn: (value, values) =>
          isMethod(values, 'subscription') &&
          value &&
          values.subscription.startsOn &&
          value < values.subscription.startsOn
            ? t('projects.endBeforeStart')
            : null,
        quantity: (value, values) =>
          isMethod(values, 'subscription') && !isDecimal(value, 2)
            ? t('projects.notANumber', { example: '1' })
            : null,
        unitPrice: (value, values) =>
          isMethod(values, 'subscription') ? price(value, 4, t('projects.priceMissing')) : null,
      },
    },
  })
}

type ProjectFieldsProps = {
  form: ProjectFormState
  /** The project as it is; of a new one what is known of it. */
  project?: Partial<Project> | undefined
}

/** All fields of a project; the invoice method decides which prices are asked. */
export function ProjectFields({ form, project }: ProjectFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Section title={t('projects.details')}>
        <div className="hb-projects-fields">
          <ClientSelect
            isRequired
            value={form.values.clientId}
            valueLabel={project?.clientName}
            error={form.errors['clientId']}
            onChange={(clientId) => {
              form.setFieldValue('clientId', clientId)
              form.setFieldValue('parentId', null)
            }}
          />
          {form.values.clientId && !project?.subProjectCount ? (
            <ProjectSelect
              key={form.values.clientId}
              isClearable
              isMain
              exceptId={project?.id}
              clientId={form.values.clientId}
              label={t('projects.mainProject')}
              placeholder={t('projects.noMainProject')}
              description={form.values.parentId ? t('projects.mainProjectHelp') : undefined}
              value={form.values.parentId}
              valueLabel={project?.parentName ?? undefined}
              error={form.errors['parentId']}
              onChange={(parentId) => form.setFieldValue('parentId', parentId)}
            />
          ) : null}
          <div className="hb-projects-name">
            <TextInput required label={t('projects.projectName')} {...form.getInputProps('name')} />
            <TextInput label={t('projects.code')} {...form.getInputProps('code')} />
          </div>
          <div className="hb-fields-row">
            <DayInput
              isClearable
              label={t('projects.starts')}
              value={form.values.startsOn}
              error={form.errors['startsOn']}
              onChange={(day) => form.setFieldValue('startsOn', day)}
            />
            <DayInput
              isClearable
              label={t('projects.ends')}
              value={form.values.endsOn}
              error={form.errors['endsOn']}
              onChange={(day) => form.setFieldValue('endsOn', day)}
            />
          </div>
        </div>
      </Section>
      <Section title={t('projects.peopleAndTasks')}>
        <div className="hb-projects-fields">
          <MemberSelect
            isClearable
            label={t('projects.manager')}
            placeholder={t('projects.noManager')}
            value={form.values.managerId}
            onChange={(managerId) => form.setFieldValue('managerId', managerId)}
          />
          <MembersPicker
            label={t('projects.members')}
            description={t('projects.membersHelp')}
            placeholder={t('projects.everybody')}
            values={form.values.memberIds}
            known={project?.members ?? []}
            onChange={(memberIds) => form.setFieldValue('memberIds', memberIds)}
          />
          <TasksPicker
            label={t('projects.tasks')}
            description={t('projects.tasksHelp')}
            placeholder={t('projects.allTasks')}
            values={form.values.taskIds}
            known={project?.tasks ?? []}
            onChange={(taskIds) => form.setFieldValue('taskIds', taskIds)}
          />
        </div>
      </Section>
      <Section title={t('projects.invoicing')} description={t('projects.fallback')}>
        <MethodFields form={form} project={project} />
        <VatRateSelect
          value={form.values.vatRateId}
          error={form.errors['vatRateId']}
          onChange={(vatRateId) => form.setFieldValue('vatRateId', vatRateId)}
        />
        <RoundingSelect
          fallback={form.values.parentId ? 'main' : 'client'}
          value={form.values.hourRounding}
          error={form.errors['hourRounding']}
          onChange={(rule) => form.setFieldValue('hourRounding', rule)}
        />
        <div className="hb-fields-row">
          <ClientSelect
            isClearable
            label={t('projects.billTo')}
            placeholder={t(form.values.parentId ? 'projects.billToMain' : 'projects.billToClient')}
            value={form.values.billToClientId}
            valueLabel={project?.billToClientName ?? undefined}
            error={form.errors['billToClientId']}
            onChange={(clientId) => form.setFieldValue('billToClientId', clientId)}
          />
          <TextInput
            label={t('projects.reference')}
            placeholder={t('projects.referenceExample')}
            {...form.getInputProps('reference')}
          />
        </div>
      </Section>
      <Section title={t('projects.more')}>
        <div className="hb-projects-fields">
          <ColorSelect
            value={form.values.color}
            onChange={(color) => form.setFieldValue('color', color)}
          />
          <TagsPicker
            label={t('projects.tags')}
            values={form.values.tagIds}
            known={project?.tags ?? []}
            onChange={(tagIds) => form.setFieldValue('tagIds', tagIds)}
          />
          <Textarea
            label={t('projects.notes')}
            minRows={2}
            autosize
            {...form.getInputProps('notes')}
          />
        </div>
      </Section>
    </>
  )
}

type PricedProps = { form: ProjectFormState; project: Partial<Project> | undefined }

function MethodFields({ form, project }: PricedProps) {
  const { t } = useTranslation()
  const fields: Partial<Record<InvoiceMethod, ReactNode>> = {
    project_hourly_rate: <HourlyRateField form={form} project={project} />,
    fixed_price: <FixedPriceField form={form} />,
    fixed_price_instalments: <PlannedFields form={form} isPerTask={false} />,
    fixed_price_per_task: <PlannedFields form={form} isPerTask />,
    subscription: <SubscriptionFields form={form} />,
  }
  return (
    <ChoiceList
      isLabelHidden
      label={t('projects.method')}
      value={form.values.invoiceMethod}
      error={form.errors['invoiceMethod']}
      onChange={(method) => form.setFieldValue('invoiceMethod', method)}
      choices={invoiceMethods.map((method) => ({
        value: method,
        label: t(`projects.methods.${method}`),
        description: t(`projects.methodHelp.${method}`),
        children: fields[method],
      }))}
    />
  )
}

function HourlyRateField({ form, project }: PricedProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  if (project?.id && project.hourlyRate) {
    return (
      <RateField
        owner={{ kind: 'project', id: project.id }}
        label={t('projects.hourlyRate')}
        onChanged={(first) => form.setFieldValue('hourlyRate', first ?? '')}
      />
    )
  }
  return (
    <DecimalInput
      isRequired={form.values.parentId === null}
      className="hb-projects-amount"
      label={t('projects.hourlyRate')}
      placeholder={form.values.parentId ? t('projects.mainRate') : ''}
      decimals={2}
      unit={t('projects.perHour', { currency: workspace.currency })}
      {...form.getInputProps('hourlyRate')}
    />
  )
}

function FixedPriceField({ form }: { form: ProjectFormState }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  return (
    <DecimalInput
      isRequired
      className="hb-projects-amount"
      label={t('projects.fixedPrice')}
      decimals={2}
      unit={workspace.currency}
      {...form.getInputProps('fixedPriceMinor')}
    />
  )
}

const intervals = ['week', 'month', 'quarter', 'year'] as const

function SubscriptionFields({ form }: { form: ProjectFormState }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const { subscription } = form.values
  return (
    <>
      <div className="hb-fields-row">
        <Select
          label={t('projects.interval')}
          value={subscription.interval}
          onChange={(value) =>
            form.setFieldValue('subscription.interval', oneOf(value, intervals) ?? 'month')
          }
          data={intervals.map((value) => ({ value, label: t(`projects.intervals.${value}`) }))}
        />
        <DayInput
          isRequired
          label={t('projects.firstPeriod')}
          value={subscription.startsOn}
          error={form.errors['subscription.startsOn']}
          onChange={(day) => form.setFieldValue('subscription.startsOn', day)}
        />
        <DayInput
          isClearable
          label={t('projects.lastPeriod')}
          placeholder={t('projects.runsOn')}
          value={subscription.endsOn}
          error={form.errors['subscription.endsOn']}
          onChange={(day) => form.setFieldValue('subscription.endsOn', day)}
        />
      </div>
      <Textarea
        label={t('projects.description')}
        placeholder={t('projects.descriptionExample')}
        minRows={1}
        {...form.getInputProps('subscription.description')}
      />
      <div className="hb-fields-row">
        <DecimalInput
          isRequired
          label={t('projects.quantity')}
          {...form.getInputProps('subscription.quantity')}
        />
        <DecimalInput
          isRequired
          label={t('projects.unitPrice')}
          decimals={2}
          unit={workspace.currency}
          {...form.getInputProps('subscription.unitPrice')}
        />
      </div>
      <SubscriptionSum form={form} />
      <Checkbox
        label={t('projects.proratesPauses')}
        description={t('projects.proratesPausesHint')}
        {...form.getInputProps('subscription.proratesPauses', { type: 'checkbox' })}
      />
    </>
  )
}

function SubscriptionSum({ form }: { form: ProjectFormState }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { quantity, unitPrice, interval } = form.values.subscription
  if (!isDecimal(quantity, 2) || !isDecimal(unitPrice)) return null
  return (
    <p className="hb-projects-sum" aria-live="polite">
      {t('projects.perPeriod', {
        amount: formats.money(lineNetMinor(quantity, unitPrice)),
        period: t(`projects.each.${interval}`),
      })}
    </p>
  )
}
