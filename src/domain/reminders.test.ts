import { expect, test } from 'vitest'
import { areRising, dueReminder, nextReminder, reminderRefusal } from './reminders.ts'

const steps = [7, 21, 35].map((daysAfterDue, index) => ({ step: index + 1, daysAfterDue }))
const dueOn = '2028-02-20'

test.each([
  // 2028 is a leap year.
  { last: null, step: 1, on: '2028-02-27' },
  { last: { step: 1, plannedOn: '2028-02-27' }, step: 2, on: '2028-03-12' },
  { last: { step: 2, plannedOn: '2028-03-12' }, step: 3, on: '2028-03-26' },
  // One that came late leaves the client the days between the steps.
  { last: { step: 1, plannedOn: '2028-06-01' }, step: 2, on: '2028-06-15' },
  // One that was sent early by hand does not bring the next forward.
  { last: { step: 1, plannedOn: '2028-02-21' }, step: 2, on: '2028-03-12' },
  // The first was taken from the steps since.
  { last: { step: 2, plannedOn: '2028-02-29' }, step: 3, on: '2028-03-26' },
])('after $last comes step $step on $on', ({ last, step, on }) => {
  expect(nextReminder(steps, { dueOn, last })).toEqual({ step, on })
})

test('nothing comes after the last step, or without steps', () => {
  const last = { step: 3, plannedOn: dueOn }
  expect(nextReminder(steps, { dueOn, last })).toBeUndefined()
  expect(nextReminder([], { dueOn, last: null })).toBeUndefined()
})

const overdue = {
  state: 'sent' as const,
  creditsId: null,
  dueOn,
  totalMinor: 12_100,
  creditedMinor: 0,
  paidMinor: 0,
  getsReminders: true,
}

test.each([
  [{}, '2028-02-21', undefined],
  [{}, dueOn, 'invoice_is_not_overdue'],
  [{ state: 'draft' as const }, '2028-03-01', 'invoice_is_not_finalised'],
  [{ creditsId: 'the-other' }, '2028-03-01', 'invoice_is_a_credit'],
  [{ paidMinor: 12_100 }, '2028-03-01', 'nothing_left_to_pay'],
  [{ paidMinor: 12_099 }, '2028-03-01', undefined],
  [{ creditedMinor: -12_100 }, '2028-03-01', 'nothing_left_to_pay'],
  // To be refunded: nobody is late.
  [{ creditedMinor: -100, paidMinor: 12_100 }, '2028-03-01', 'invoice_is_not_overdue'],
  [{ totalMinor: -500 }, '2028-03-01', 'invoice_is_not_overdue'],
  [{ getsReminders: false }, '2028-03-01', 'client_gets_no_reminders'],
])('%j on %s: %s', (changes, today, refusal) => {
  expect(reminderRefusal({ ...overdue, ...changes }, today)).toBe(refusal)
})

test('steps come one after the other', () => {
  expect(areRising([7, 21, 35])).toBe(true)
  expect(areRising([7, 7])).toBe(false)
  expect(areRising([21, 7])).toBe(false)
})

test.each([
  [{}, '2028-02-26', false],
  [{}, '2028-02-27', true],
  // Whoever never got the invoice is not late with it.
  [{ state: 'finalised' as const }, '2028-06-01', false],
  [{ getsReminders: false }, '2028-06-01', false],
  [{ paidMinor: 12_100 }, '2028-06-01', false],
  [
    { lastReminder: { step: 1, plannedOn: '2028-02-27', state: 'unknown' as const } },
    '2028-06-01',
    true,
  ],
  [
    { lastReminder: { step: 1, plannedOn: '2028-02-27', state: 'refused' as const } },
    '2028-06-01',
    false,
  ],
  [
    { lastReminder: { step: 3, plannedOn: '2028-03-26', state: 'sent' as const } },
    '2028-06-01',
    false,
  ],
])('by night %j on %s: %s', (changes, day, isDue) => {
  expect(dueReminder(steps, { ...overdue, lastReminder: null, ...changes }, day)).toBe(isDue)
})
