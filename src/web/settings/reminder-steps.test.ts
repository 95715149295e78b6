import { reminderTemplate } from '#domain/words/reminder-templates.ts'
import { expect, test } from 'vitest'
import { stepFields, stepsInput, withoutStep, withStep } from './reminder-steps.ts'

const kept = [7, 21, 35].map((daysAfterDue, index) => {
  const place = { step: index + 1, count: 3 }
  const templates = { en: reminderTemplate('en', place), nl: reminderTemplate('nl', place) }
  return { step: index + 1, daysAfterDue, templates }
})

test("Hourbook's words are not sent as one's own", () => {
  expect(stepsInput(stepFields(kept)).map(({ templates }) => templates.en)).toEqual([
    null,
    null,
    null,
  ])
})

test('the last notice stays the last when a step comes or goes, and own words stay', () => {
  const steps = stepFields(kept)
  const [first] = steps
  if (first) first.templates.nl = { subject: 'Eigen', body: 'Eigen' }
  const four = withStep(steps, 'new')
  expect(four.map(({ templates }) => templates.en.subject.split(':')[0])).toEqual([
    'Reminder',
    'Second reminder',
    'Second reminder',
    'Last notice',
  ])
  expect(four.at(-1)?.daysAfterDue).toBe('49')
  const two = withoutStep(steps, 'step-2')
  expect(two.map(({ templates }) => templates.en.subject.split(':')[0])).toEqual([
    'Reminder',
    'Last notice',
  ])
  expect(stepsInput(two)[0]?.templates.nl).toEqual({ subject: 'Eigen', body: 'Eigen' })
})
