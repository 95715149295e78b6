import { type AnswerOf, answered, api } from '#client/api.ts'
import { fillTemplate, reminderPlaceholders } from '#domain/email-template.ts'
import { mostReminderSteps } from '#domain/reminders.ts'
import { newId } from '#lib/ids.ts'
import { type Language, languageOf, languages } from '#lib/languages.ts'
import { ActionIcon, Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmailPreview } from '../emails/EmailPreview.tsx'
import { reminderSettingsKey } from '../finance/invoices/ReminderNote.tsx'
import { useExampleInvoice } from '../emails/use-example-invoice.ts'
import { useMe } from '../me.ts'
import { Callout } from '../ui/Callout.tsx'
import { isGiven, showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { CloseIcon, PlusIcon } from '../ui/icons.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { PlaceholderList } from './PlaceholderList.tsx'
import { type StepFields, stepFields, stepsInput, withoutStep, withStep } from './reminder-steps.ts'
import './settings.css'
import '../emails/emails.css'

type Settings = AnswerOf<'/api/v1/reminder-settings'>
type Fields = { isAutomatic: boolean; steps: StepFields[] }

const settingsQuery = queryOptions({
  queryKey: reminderSettingsKey,
  queryFn: () => answered(api.GET('/api/v1/reminder-settings')),
})

/** When clients are reminded of overdue invoices, and with what words. */
export function RemindersPage() {
  const { t } = useTranslation()
  const { data: settings } = useSuspenseQuery(settingsQuery)
  return (
    <Page title={t('reminders.title')} description={t('reminders.description')} width="narrow">
      <RemindersForm settings={settings} />
    </Page>
  )
}

function RemindersForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const queryClient = useQueryClient()
  const [language, setLanguage] = useState<Language>(languageOf(workspace.language) ?? 'en')
  const [isPreview, setIsPreview] = useState(false)
  const words = {
    subject: isGiven(t('emails.subjectMissing')),
    body: isGiven(t('emails.textMissing')),
  }
  const form = useForm<Fields>({
    initialValues: fieldsOf(settings),
    validate: {
      steps: {
        daysAfterDue: (value, { steps }, path) => {
          const before = steps[Number(path.split('.')[1]) - 1]
          if (!/^\d{1,3}$/.test(value) || Number(value) < 1 || Number(value) > 365)
            return t('reminders.daysInvalid')
          const isLater = before === undefined || Number(value) > Number(before.daysAfterDue)
          return isLater ? null : t('reminders.daysRise')
        },
        templates: { en: words, nl: words },
      },
    },
  })
  const save = useWrite({
    send: ({ isAutomatic, steps }: Fields, headers) =>
      answered(
        api.PATCH('/api/v1/reminder-settings', {
          headers,
          body: { isAutomatic, steps: stepsInput(steps) },
        }),
      ),
    touches: [['invoices']],
    onDone: (saved) => {
      queryClient.setQueryData(settingsQuery.queryKey, saved)
      const fields = fieldsOf(saved)
      form.setInitialValues(fields)
      form.setValues(fields)
      toast(t('emails.saved'))
    },
    onRefused: (refusal) => {
      showErrorsOf(Object.keys(refusal.fieldErrors))
      showRefusal(form, refusal)
    },
  })
  const { steps, isAutomatic } = form.values
  const { dueNow, isMailOn } = settings
  return (
    <form
      noValidate
      className="hb-settings-form"
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        (errors) => showErrorsOf(Object.keys(errors)),
      )}
    >
      <Section title={t('reminders.automatic')}>
        {isMailOn ? null : (
          <Callout tone="warning" title={t('emails.offTitle')}>
            {t('reminders.mailOff')}
          </Callout>
        )}
        <Checkbox
          label={t('reminders.isAutomatic')}
          description={t('reminders.isAutomaticHelp')}
          {...form.getInputProps('isAutomatic', { type: 'checkbox' })}
        />
        {isAutomatic ? (
          <p className="hb-dim">
            {t('reminders.dueNow', { count: dueNow.invoices })}
            {dueNow.withoutAddress > 0
              ? ` ${t('reminders.withoutAddress', { count: dueNow.withoutAddress })}`
              : null}
          </p>
        ) : null}
      </Section>
      <Section title={t('reminders.steps')} description={t('reminders.stepsHelp')}>
        <div className="hb-reminder-views">
          <SegmentedControl
            aria-label={t('regional.language')}
            value={language}
            onChange={(value) => setLanguage(languageOf(value) ?? 'en')}
            data={languages.map((value) => ({ value, label: t(`regional.languages.${value}`) }))}
          />
          <SegmentedControl
            aria-label={t('emails.view')}
            value={isPreview ? 'preview' : 'write'}
            onChange={(value) => setIsPreview(value === 'preview')}
            data={[
              { value: 'write', label: t('emails.write') },
              { value: 'preview', label: t('emails.preview') },
            ]}
          />
        </div>
        {isPreview ? null : <PlaceholderList names={reminderPlaceholders} />}
        {steps.map((step, index) => (
          // A group, not a fieldset: its head is a line with a button.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div key={step.key} role="group" aria-label={nameOf(index)} className="hb-reminder-step">
            <div className="hb-reminder-head">
              <h3>{nameOf(index)}</h3>
              {steps.length > 1 ? (
                <ActionIcon
                  aria-label={t('reminders.remove', { step: index + 1 })}
                  onClick={() => form.setFieldValue('steps', withoutStep(steps, step.key))}
                >
                  <CloseIcon />
                </ActionIcon>
              ) : null}
            </div>
            {isPreview ? (
              <Example
                language={language}
                template={step.templates[language]}
                daysLate={step.daysAfterDue}
              />
            ) : (
              <>
                <TextInput
                  label={t('reminders.days')}
                  inputMode="numeric"
                  maw={200}
                  {...form.getInputProps(`steps.${index}.daysAfterDue`)}
                />
                <TextInput
                  key={`${language}-subject`}
                  label={t('emails.subject')}
                  maxLength={200}
                  {...form.getInputProps(`steps.${index}.templates.${language}.subject`)}
                />
                <Textarea
                  key={`${language}-body`}
                  label={t('emails.text')}
                  autosize
                  minRows={5}
                  maxRows={16}
                  maxLength={5000}
                  {...form.getInputProps(`steps.${index}.templates.${language}.body`)}
                />
              </>
            )}
          </div>
        ))}
        {steps.length < mostReminderSteps ? (
          <div>
            <Button
              variant="default"
              leftSection={<PlusIcon />}
              onClick={() => form.setFieldValue('steps', withStep(steps, newId()))}
            >
              {t('reminders.add')}
            </Button>
          </div>
        ) : null}
      </Section>
      <RefusalNote refusal={save.error} fields={['steps']} />
      <div className="hb-settings-actions">
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )

  function nameOf(index: number): string {
    return t('reminders.stepOf', { step: index + 1, count: steps.length })
  }

  /** What is wrong is shown in the language that it is in. */
  function showErrorsOf(paths: readonly string[]): void {
    setIsPreview(false)
    const wrong = languages.find((each) => paths.some((path) => path.includes(`.${each}.`)))
    if (wrong) setLanguage(wrong)
  }
}

const exampleOpenMinor = 60_500

type ExampleProps = { language: Language; template: Template; daysLate: string }
type Template = { subject: string; body: string }

/** The text as a client would get it. */
function Example({ language, template, daysLate }: ExampleProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { workspace } = useMe()
  const invoice = useExampleInvoice()
  const values = {
    ...invoice,
    open: formats.money(exampleOpenMinor),
    'days.late': daysLate,
  }
  return (
    <EmailPreview
      from={workspace.name}
      to={[t('emails.exampleClient')]}
      subject={fillTemplate(template.subject, values)}
      body={fillTemplate(template.body, values)}
      language={language}
    />
  )
}

function fieldsOf({ isAutomatic, steps }: Settings): Fields {
  return { isAutomatic, steps: stepFields(steps) }
}
