import { answered, api, type AnswerOf } from '#client/api.ts'
import {
  filledIn,
  linePlaceholders,
  type LineTextName,
  lineTextNames,
  unknownLinePlaceholders,
} from '#domain/line-texts.ts'
import { lineGroupings } from '#domain/document-lines.ts'
import { Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { PlaceholderList } from './PlaceholderList.tsx'
import { workspaceSettingsQuery } from './RegionalPage.tsx'
import './settings.css'

type Settings = AnswerOf<'/api/v1/workspace'>
type Texts = Record<LineTextName, string>
type Fields = { lineTexts: Texts }

const others = ['expense', 'mileage'] as const
const longestText = 500
const exampleDay = '2026-11-23'

/** What Hourbook writes where a workspace wants nothing else. */
const ours: Texts = {
  project: '{{project}}',
  task: '{{project}} · {{task}}',
  user: '{{project}} · {{person}}',
  day: '{{project}} · {{date}}',
  entry: '{{project}} · {{date}} · {{person}} · {{task}}\n{{notes}}',
  expense: '{{project}} · {{product}}',
  mileage: '{{project}} · {{route}}',
}

/** What the lines of documents say. */
export function LineTextsPage() {
  const { t } = useTranslation()
  const { data: settings } = useSuspenseQuery(workspaceSettingsQuery)
  return (
    <Page title={t('lineTexts.title')} description={t('lineTexts.description')} width="narrow">
      <LineTextsForm settings={settings} />
    </Page>
  )
}

function LineTextsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation()
  const form = useForm<Fields>({
    initialValues: fieldsOf(settings),
    validate: {
      lineTexts: Object.fromEntries(
        lineTextNames.map((name) => [
          name,
          (text: string) => {
            const [placeholder] = unknownLinePlaceholders(text)
            return placeholder ? t('lineTexts.unknown', { placeholder }) : null
          },
        ]),
      ),
    },
  })
  const save = useWrite({
    send: (body: Fields, headers) => answered(api.PATCH('/api/v1/workspace', { headers, body })),
    touches: [workspaceSettingsQuery.queryKey],
    onDone: (saved) => {
      const fields = fieldsOf(saved)
      form.setValues(fields)
      form.resetDirty(fields)
      toast(t('lineTexts.saved'))
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const isOwn = Object.values(settings.lineTexts).some(Boolean)
  const field = (name: LineTextName) => (
    <LineText
      key={name}
      name={name}
      text={form.values.lineTexts[name]}
      input={form.getInputProps(`lineTexts.${name}`)}
    />
  )
  return (
    <form
      noValidate
      className="hb-settings-form"
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <div className="hb-line-text">
        <PlaceholderList names={linePlaceholders} />
        <p className="hb-small hb-dim">{t('lineTexts.placeholdersHelp')}</p>
      </div>
      <Section title={t('lineTexts.hours')} description={t('lineTexts.hoursHelp')}>
        {lineGroupings.map(field)}
      </Section>
      <Section title={t('lineTexts.others')}>{others.map(field)}</Section>
      <RefusalNote refusal={save.error} fields={['lineTexts']} />
      <div className="hb-settings-actions">
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('ui.save')}
        </Button>
        {form.isDirty() ? (
          <Button variant="default" onClick={() => form.reset()}>
            {t('ui.cancel')}
          </Button>
        ) : isOwn ? (
          <Button variant="default" onClick={() => save.mutate(fieldsOf({ lineTexts: {} }))}>
            {t('lineTexts.useOurs')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

type LineTextProps = {
  name: LineTextName
  text: string
  input: ReturnType<ReturnType<typeof useForm<Fields>>['getInputProps']>
}

/** A text, and how a line of it reads. */
function LineText({ name, text, input }: LineTextProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const isTime = name !== 'expense' && name !== 'mileage'
  const values = {
    client: t('lineTexts.examples.client'),
    project: t('lineTexts.examples.project'),
    task: isTime ? t('lineTexts.examples.task') : '',
    person: t('lineTexts.examples.person'),
    // Hourbook itself writes days in the way that everybody reads alike.
    date: text.trim() ? formats.day(exampleDay) : exampleDay,
    notes: name === 'mileage' ? '' : t('lineTexts.examples.notes'),
    product: name === 'expense' ? t('lineTexts.examples.product') : '',
    route: name === 'mileage' ? t('lineTexts.examples.route') : '',
  }
  return (
    <div className="hb-line-text">
      <Textarea
        autosize
        minRows={1}
        maxRows={6}
        maxLength={longestText}
        label={t(`lineTexts.${name}`)}
        placeholder={ours[name]}
        {...input}
      />
      <p className="hb-small hb-dim hb-line-text-example">
        {t('lineTexts.example')} {filledIn(text.trim() || ours[name], values)}
      </p>
    </div>
  )
}

function fieldsOf({ lineTexts }: Pick<Settings, 'lineTexts'>): Fields {
  const texts = { ...ours }
  for (const name of lineTextNames) texts[name] = lineTexts[name] ?? ''
  return { lineTexts: texts }
}
