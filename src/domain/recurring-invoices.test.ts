import { expect, test } from 'vitest'
import {
  comingPeriods,
  firstNumberFrom,
  missedPeriods,
  type RecurringCalendar,
  recurringPeriod,
} from './recurring-invoices.ts'

const monthly: RecurringCalendar = {
  interval: 'month',
  startsOn: '2027-12-31',
  endsOn: null,
  times: null,
}
const daysOf = (calendar: RecurringCalendar, count: number) =>
  comingPeriods(calendar, { from: 0, count }).map(({ startsOn }) => startsOn)

test.each([
  [monthly, ['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']],
  [{ ...monthly, startsOn: '2027-01-29' }, ['2027-01-29', '2027-02-28', '2027-03-29']],
  [{ ...monthly, interval: 'week' as const }, ['2027-12-31', '2028-01-07', '2028-01-14']],
  [{ ...monthly, interval: 'quarter' as const }, ['2027-12-31', '2028-03-31', '2028-06-30']],
  [
    { ...monthly, interval: 'year' as const, startsOn: '2028-02-29' },
    ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
  ],
])('%j: %j', (calendar, days) => {
  expect(daysOf(calendar, days.length)).toEqual(days)
})

test('it ends with its day, that day too, or with its number of times', () => {
  expect(daysOf({ ...monthly, endsOn: '2028-02-29' }, 9)).toHaveLength(3)
  expect(daysOf({ ...monthly, endsOn: '2028-02-28' }, 9)).toHaveLength(2)
  expect(daysOf({ ...monthly, times: 4 }, 9)).toHaveLength(4)
})

test('a period is whole, also where no other follows', () => {
  expect(recurringPeriod({ ...monthly, startsOn: '2028-02-01', times: 1 }, 0)).toEqual({
    startsOn: '2028-02-01',
    endsOn: '2028-02-29',
  })
})

test('what was missed is counted, and left out on request', () => {
  expect(missedPeriods(monthly, { from: 0, day: '2028-03-01' })).toBe(3)
  expect(missedPeriods(monthly, { from: 3, day: '2028-03-01' })).toBe(0)
  expect(missedPeriods(monthly, { from: 0, day: '2040-01-01' })).toBe(13)
  expect(firstNumberFrom(monthly, { from: 0, day: '2028-03-01' })).toBe(3)
  expect(firstNumberFrom(monthly, { from: 0, day: '2028-03-31' })).toBe(3)
  expect(firstNumberFrom({ ...monthly, times: 2 }, { from: 0, day: '2028-03-31' })).toBe(2)
})
