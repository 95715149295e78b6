import type { EmailTemplate } from '#domain/email-template.ts'
import { reminderTemplate } from '#domain/words/reminder-templates.ts'
import { type Language, languages } from '#lib/languages.ts'

/** A step as it is being typed; `key` stays when others come and go. */
export type StepFields = {
  key: string
  daysAfterDue: string
  templates: Record<Language, EmailTemplate>
}

type Kept = { step: number; daysAfterDue: number; templates: Record<Language, EmailTemplate> }

export function stepFields(steps: readonly Kept[]): StepFields[] {
  const of = ({ subject, body }: EmailTemplate) => ({ subject, body })
  return steps.map(({ step, daysAfterDue, templates: { en, nl } }) => ({
    key: `step-${step}`,
    daysAfterDue: String(daysAfterDue),
    templates: { en: of(en), nl: of(nl) },
  }))
}

/** The steps as the API takes them: where Hourbook's words stand, they stay Hourbook's. */
export function stepsInput(steps: readonly StepFields[]) {
  const count = steps.length
  return steps.map(({ daysAfterDue, templates }, index) => {
    const own = (language: Language) =>
      isOurs(templates[language], language, { step: index + 1, count }) ? null : templates[language]
    return { daysAfterDue: Number(daysAfterDue), templates: { en: own('en'), nl: own('nl') } }
  })
}

/** With one more step, two weeks after the last. */
export function withStep(steps: readonly StepFields[], key: string): StepFields[] {
  const count = steps.length + 1
  const days = Math.min(365, Number(steps.at(-1)?.daysAfterDue ?? 0) + 14)
  const place = { step: count, count }
  const templates = { en: reminderTemplate('en', place), nl: reminderTemplate('nl', place) }
  const before = steps.map((each, index) =>
    moved(each, { step: index + 1, count: steps.length }, { step: index + 1, count }),
  )
  return [...before, { key, daysAfterDue: String(days), templates }]
}

export function withoutStep(steps: readonly StepFields[], key: string): StepFields[] {
  const left = steps.filter((each) => each.key !== key)
  return left.map((each, index) => {
    const was = { step: steps.indexOf(each) + 1, count: steps.length }
    return moved(each, was, { step: index + 1, count: left.length })
  })
}

type Place = { step: number; count: number }

/** Hourbook's words follow the place of their step: the last notice stays the last. */
function moved(fields: StepFields, was: Place, now: Place): StepFields {
  const templates = { ...fields.templates }
  for (const language of languages) {
    if (!isOurs(templates[language], language, was)) continue
    templates[language] = reminderTemplate(language, now)
  }
  return { ...fields, templates }
}

function isOurs({ subject, body }: EmailTemplate, language: Language, place: Place): boolean {
  const ours = reminderTemplate(language, place)
  return subject === ours.subject && body === ours.body
}
