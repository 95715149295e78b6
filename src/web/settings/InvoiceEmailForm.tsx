import { answered, api } from '#client/api.ts'
import { emailPlaceholders, fillTemplate } from '#domain/email-template.ts'
import { type Language, languageOf, languages } from '#lib/languages.ts'
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EmailSettings, emailSettingsQuery } from '../emails/email-queries.ts'
import { EmailPreview } from '../emails/EmailPreview.tsx'
import { useExampleInvoice } from '../emails/use-example-invoice.ts'
import { useMe } from '../me.ts'
import { isGiven, showRefusal } from '../ui/form.ts'
import { Section } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { PlaceholderList } from './PlaceholderList.tsx'
import './settings.css'
import '../emails/emails.css'

type Template = { subject: string; body: string }
type Fields = { invoiceTemplates: Record<Language, Template> }
type Changes = {
  invoiceTemplates?: Partial<Record<Language, Template | null>>
}

/** What stands on invoices, and what goes with them by e-mail, in both languages. */
export function InvoiceEmailForm({ settings }: { settings: EmailSettings }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const queryClient = useQueryClient()
  const [language, setLanguage] = useState<Language>(languageOf(workspace.language) ?? 'en')
  const words = {
    subject: isGiven(t('emails.subjectMissing')),
    body: isGiven(t('emails.textMissing')),
  }
  const form = useForm<Fields>({
    initialValues: fieldsOf(settings),
    validate: { invoiceTemplates: { en: words, nl: words } },
  })
  const save = useWrite<Changes, EmailSettings>({
    send: (body, headers) => answered(api.PATCH('/api/v1/email-settings', { headers, body })),
    onDone: (saved) => {
      queryClient.setQueryData(emailSettingsQuery.queryKey, saved)
      const fields = fieldsOf(saved)
      form.setInitialValues(fields)
      form.setValues(fields)
      toast(t('emails.saved'))
    },
    onRefused: (refusal) => {
      const [field = ''] = Object.keys(refusal.fieldErrors)
      setLanguage(languageOf(field.split('.')[1]) ?? language)
      showRefusal(form, refusal)
    },
  })
  const path = `invoiceTemplates.${language}` as const
  const { isOwn } = settings.invoiceTemplates[language]
  return (
    <form
      noValidate
      className="hb-settings-form"
      onSubmit={form.onSubmit(
        (values) => save.mutate(changesOf(values, settings)),
        (errors) => {
          const wrong = languages.find((each) =>
            Object.keys(errors).some((field) => field.includes(`.${each}.`)),
          )
          if (wrong) setLanguage(wrong)
        },
      )}
    >
      <Section title={t('emails.templates')} description={t('emails.templatesHelp')}>
        <SegmentedControl
          aria-label={t('regional.language')}
          value={language}
          onChange={(value) => setLanguage(languageOf(value) ?? 'en')}
          data={languages.map((value) => ({ value, label: t(`regional.languages.${value}`) }))}
        />
        <TextInput
          key={`${language}-subject`}
          label={t('emails.subject')}
          maxLength={200}
          {...form.getInputProps(`${path}.subject`)}
        />
        <Textarea
          key={`${language}-body`}
          label={t('emails.text')}
          autosize
          minRows={7}
          maxRows={16}
          maxLength={5000}
          {...form.getInputProps(`${path}.body`)}
        />
        <PlaceholderList names={emailPlaceholders} />
        <TemplateExample language={language} template={form.values.invoiceTemplates[language]} />
      </Section>
      <RefusalNote refusal={save.error} fields={['invoiceTemplates']} />
      <div className="hb-settings-actions">
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('ui.save')}
        </Button>
        {isOwn ? (
          <Button
            variant="default"
            onClick={() => save.mutate({ invoiceTemplates: { [language]: null } })}
          >
            {t('emails.useOurs')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

/** The text as a client would get it. */
function TemplateExample({ language, template }: { language: Language; template: Template }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const values = useExampleInvoice()
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

function fieldsOf({ invoiceTemplates: { en, nl } }: EmailSettings): Fields {
  const of = ({ subject, body }: Template) => ({ subject, body })
  return { invoiceTemplates: { en: of(en), nl: of(nl) } }
}

// Only what is changed: what Hourbook says stays Hourbook's.
function changesOf(values: Fields, settings: EmailSettings): Changes {
  const changed = languages.filter((each) => {
    const { subject, body } = settings.invoiceTemplates[each]
    const now = values.invoiceTemplates[each]
    return now.subject !== subject || now.body !== body
  })
  return {
    ...(changed.length > 0 && {
      invoiceTemplates: Object.fromEntries(
        changed.map((each) => [each, values.invoiceTemplates[each]]),
      ),
    }),
  }
}
