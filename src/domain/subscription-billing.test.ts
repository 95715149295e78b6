import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  billablePeriods,
  keepsBilledPeriods,
  nextBillablePeriod,
  type Pause,
  pauseOn,
  pausesOverlap,
  type Subscription,
} from './subscription-billing.ts'
import { elapsedPeriods } from './subscription-periods.ts'
import { addDays } from './work-day.ts'

describe('a pause', () => {
  const pauses = [{ startsOn: '2026-02-10', endsOn: '2026-04-30' }]

  test('takes the periods away that lie wholly inside it; one that is paused in part is billed in full', () => {
    const due = billablePeriods(monthly({ pauses }), '2026-06-01')
    expect(due.map(({ startsOn, amountMinor }) => [startsOn, amountMinor])).toEqual([
      ['2026-01-01', 1000],
      ['2026-02-01', 1000],
      ['2026-05-01', 1000],
    ])
    expect(due[1]?.pausedDays).toBe(19)
  })

  test('costs no more than the days that count, where the subscription prorates', () => {
    const due = billablePeriods(monthly({ pauses, proratesPauses: true }), '2026-06-01')
    expect(due.map(({ quantity, amountMinor }) => [quantity, amountMinor])).toEqual([
      ['1', 1000],
      // Nine of 28 days.
      ['0.32', 320],
      ['1', 1000],
    ])
  })

  test('without an end stops all that comes after it', () => {
    const open = monthly({ pauses: [{ startsOn: '2026-02-01', endsOn: null }] })
    expect(billablePeriods(open, '2030-01-01')).toHaveLength(1)
    expect(nextBillablePeriod(open, '2026-06-15')).toBeUndefined()
  })

  test('puts off the next period', () => {
    expect(nextBillablePeriod(monthly({ pauses }), '2026-02-28')?.startsOn).toBe('2026-05-01')
    expect(nextBillablePeriod(monthly({ pauses }), '2026-01-31')?.startsOn).toBe('2026-02-01')
  })

  test.each([
    [['2026-01-01', '2026-01-31'], ['2026-02-01', null], false],
    [['2026-01-01', '2026-02-01'], ['2026-02-01', null], true],
    [['2026-01-01', null], ['2026-02-01', '2026-02-02'], true],
    [['2026-03-01', null], ['2026-02-01', '2026-02-28'], false],
  ] as const)('%j and %j share a day: %s', (one, other, isShared) => {
    const pause = ([startsOn, endsOn]: readonly [string, string | null]) => ({ startsOn, endsOn })
    expect(pausesOverlap(pause(one), pause(other))).toBe(isShared)
    expect(pausesOverlap(pause(other), pause(one))).toBe(isShared)
  })
})

test('a period keeps the price that was valid on its first day', () => {
  const prices = [
    { validFrom: '2026-04-01', quantity: '2', unitPrice: '12' },
    { validFrom: '2026-02-15', quantity: '1', unitPrice: '11' },
  ]
  const due = billablePeriods(monthly({ prices }), '2026-05-31')
  expect(due.map((period) => period.amountMinor)).toEqual([1000, 1000, 1100, 2400, 2400])
})

test('a last day of the month that is missing in February, and a leap year', () => {
  const calendar = { interval: 'month', startsOn: '2027-12-31', endsOn: null } as const
  const pauses = [{ startsOn: '2028-01-31', endsOn: '2028-02-28' }]
  const due = billablePeriods({ ...monthly({ pauses }), ...calendar }, '2028-04-28')
  expect(due.map((period) => [period.startsOn, period.endsOn])).toEqual([
    ['2027-12-31', '2028-01-30'],
    ['2028-02-29', '2028-03-30'],
  ])
})

describe('what was billed', () => {
  const billed = [{ startsOn: '2026-02-01', endsOn: '2026-02-28' }]

  test.each([
    ['the same', {}, true],
    ['another interval', { interval: 'week' }, false],
    ['another first day', { startsOn: '2026-01-02' }, false],
    ['a start behind it', { startsOn: '2026-03-01', interval: 'year' }, true],
    ['a start on its last day', { startsOn: '2026-02-28' }, false],
    ['an end within it', { endsOn: '2026-02-10' }, true],
    ['an end before it', { endsOn: '2026-01-31' }, true],
  ] as const)('%s stands beside it: %s', (_, change, isKept) => {
    expect(keepsBilledPeriods({ ...monthly(), ...change }, billed)).toBe(isKept)
  })

  test('a last period that was cut short does not grow again', () => {
    const short = [{ startsOn: '2026-02-01', endsOn: '2026-02-10' }]
    expect(keepsBilledPeriods(monthly(), short)).toBe(false)
    expect(keepsBilledPeriods(monthly({ endsOn: '2026-02-10' }), short)).toBe(true)
  })
})

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2019-12-28', days))
const pause = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }))
  .map(([startsOn, length]): Pause => ({
    startsOn,
    endsOn: length === null ? null : addDays(startsOn, length),
  }))
const subscription = fc.record({
  interval: fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const),
  startsOn: day,
  endsOn: fc.option(day, { nil: null }),
  quantity: fc.constantFrom('1', '2.50'),
  unitPrice: fc.constantFrom('10', '99.9999'),
  proratesPauses: fc.boolean(),
  pauses: fc.array(pause, { maxLength: 3 }),
  prices: fc.array(
    fc.record({ validFrom: day, quantity: fc.constant('1'), unitPrice: fc.constant('20') }),
    { maxLength: 3 },
  ),
})

// The promise to the client: an elapsed period is billed once or, when it was paused throughout, never.
test('every elapsed period is due once, whatever is paused and whenever one looks', () => {
  fc.assert(
    fc.property(subscription, day, day, (plan, first, second) => {
      const [early = first, late = second] = [first, second].toSorted()
      // Billed on two days: what was due on the first is not due again on the second.
      const billed = new Set(billablePeriods(plan, early).map((period) => period.startsOn))
      const rest = billablePeriods(plan, late).filter((period) => !billed.has(period.startsOn))
      const times = [...billed, ...rest.map((period) => period.startsOn)]
      expect(new Set(times).size).toBe(times.length)
      for (const { startsOn, endsOn } of elapsedPeriods(plan, late)) {
        let isPaused = true
        for (let each = startsOn; each <= endsOn; each = addDays(each, 1)) {
          isPaused &&= pauseOn(plan.pauses, each) !== undefined
        }
        expect(times.includes(startsOn)).toBe(!isPaused)
      }
    }),
    { numRuns: 60 },
  )
})

test('resuming and changing the price never change what an earlier period cost', () => {
  fc.assert(
    fc.property(subscription, day, (plan, on) => {
      const before = billablePeriods({ ...plan, pauses: [] }, on)
      const resumed = { startsOn: on, endsOn: addDays(on, 60) }
      const price = { validFrom: addDays(on, 1), quantity: '9', unitPrice: '999' }
      const changed = { ...plan, pauses: [resumed], prices: [...plan.prices, price] }
      const after = billablePeriods(changed, '2040-01-01')
      for (const period of before.filter((each) => each.endsOn < on)) {
        expect(after).toContainEqual(period)
      }
    }),
    { numRuns: 40 },
  )
})

function monthly(values: Partial<Subscription> = {}): Subscription {
  return {
    interval: 'month',
    startsOn: '2026-01-01',
    endsOn: null,
    quantity: '1',
    unitPrice: '10',
    proratesPauses: false,
    pauses: [],
    prices: [],
    ...values,
  }
}
