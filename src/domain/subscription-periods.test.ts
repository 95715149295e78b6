import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  elapsedPeriods,
  periodAfter,
  periodStartingOn,
  type SubscriptionCalendar,
} from './subscription-periods.ts'
import { addDays } from './work-day.ts'

test.each([
  {
    interval: 'month',
    startsOn: '2026-01-31',
    through: '2026-05-30',
    starts: ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  },
  {
    interval: 'month',
    startsOn: '2026-12-15',
    through: '2027-02-14',
    starts: ['2026-12-15', '2027-01-15'],
  },
  {
    interval: 'week',
    startsOn: '2026-12-28',
    through: '2027-01-10',
    starts: ['2026-12-28', '2027-01-04'],
  },
  {
    interval: 'quarter',
    startsOn: '2025-11-30',
    through: '2026-05-29',
    starts: ['2025-11-30', '2026-02-28'],
  },
  {
    interval: 'year',
    startsOn: '2024-02-29',
    through: '2028-02-28',
    starts: ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28'],
  },
] as const)('a $interval from $startsOn', ({ interval, startsOn, through, starts }) => {
  const periods = elapsedPeriods(aSubscription({ interval, startsOn }), through)
  expect(periods.map((period) => period.startsOn)).toEqual(starts)
})

test('a period has elapsed when its last day is over, not before', () => {
  const monthly = aSubscription({ startsOn: '2026-10-01' })
  expect(elapsedPeriods(monthly, '2026-10-30')).toEqual([])
  expect(elapsedPeriods(monthly, '2026-10-31')).toEqual([
    { startsOn: '2026-10-01', endsOn: '2026-10-31' },
  ])
  expect(periodAfter(monthly, '2026-10-31')?.startsOn).toBe('2026-11-01')
})

test('the last period ends with the subscription, and no other follows', () => {
  const ended = aSubscription({ startsOn: '2026-10-01', endsOn: '2026-11-10' })
  expect(elapsedPeriods(ended, '2027-12-31').at(-1)).toEqual({
    startsOn: '2026-11-01',
    endsOn: '2026-11-10',
  })
  expect(periodAfter(ended, '2027-12-31')).toBeUndefined()
})

test('only the first day of a period names it', () => {
  const monthly = aSubscription({ startsOn: '2026-01-31' })
  expect(periodStartingOn(monthly, '2026-02-28')?.endsOn).toBe('2026-03-30')
  expect(periodStartingOn(monthly, '2026-02-27')).toBeUndefined()
})

// Every day from the start is in exactly one period: nothing is billed twice, nothing is left out.
test('periods follow each other without a gap', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
  const interval = fc.constantFrom('week', 'month', 'quarter', 'year')
  fc.assert(
    fc.property(day, interval, (startsOn, every) => {
      const periods = elapsedPeriods(aSubscription({ interval: every, startsOn }), '2060-01-01')
      let next = startsOn
      for (const period of periods) {
        expect(period.startsOn).toBe(next)
        expect(period.endsOn >= period.startsOn).toBe(true)
        next = addDays(period.endsOn, 1)
      }
    }),
    { numRuns: 50 },
  )
})

function aSubscription(values: Partial<SubscriptionCalendar> = {}): SubscriptionCalendar {
  return {
    interval: 'month',
    startsOn: '2026-01-01',
    endsOn: null,
    ...values,
  }
}
