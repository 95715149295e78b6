import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Budget,
  budgetSpan,
  burnLine,
  forecastBudget,
  paceFrom,
  reachedPercentages,
  usedPercentage,
} from './budgets.ts'
import { addDays } from './work-day.ts'

const hour = 3600
const budget: Budget = { measure: 'hours', period: 'total', amount: 100 * hour, warnAt: [75, 100] }
const today = '2026-11-16'

test.each([
  { worked: 0, percentage: 0, reached: [] },
  { worked: 74.999 * hour, percentage: 74, reached: [] },
  { worked: 75 * hour, percentage: 75, reached: [75] },
  { worked: 99.9 * hour, percentage: 99, reached: [75] },
  { worked: 100 * hour, percentage: 100, reached: [75, 100] },
  { worked: 250 * hour, percentage: 250, reached: [75, 100] },
])('after $worked seconds $percentage % is used', ({ worked, percentage, reached }) => {
  const seconds = Math.round(worked)
  expect(usedPercentage(seconds, budget.amount)).toBe(percentage)
  expect(reachedPercentages(budget, seconds)).toEqual(reached)
})

test('a monthly budget begins anew with the month, one in all never', () => {
  expect(budgetSpan('month', '2026-12-31')).toEqual({
    key: '2026-12',
    from: '2026-12-01',
    until: '2027-01-01',
  })
  expect(budgetSpan('total', today)).toEqual({ key: 'total', from: null, until: null })
})

test('the pace is that of the last four weeks, today included', () => {
  expect(paceFrom(today)).toBe('2026-10-20')
})

const half = { worked: 50 * hour, billed: 0, recent: 28 * hour }

test.each([
  // An hour a day: fifty days of work are left.
  { end: null, expected: null, runsOutOn: '2027-01-05' },
  { end: '2026-12-16', expected: 80 * hour, runsOutOn: null },
  { end: '2027-01-05', expected: 100 * hour, runsOutOn: '2027-01-05' },
  { end: '2027-02-24', expected: 150 * hour, runsOutOn: '2027-01-05' },
  // It has ended already.
  { end: '2026-11-01', expected: 50 * hour, runsOutOn: null },
])('a project until $end comes to $expected and runs out on $runsOutOn', (row) => {
  expect(forecastBudget(budget, half, { today, projectEndsOn: row.end })).toEqual({
    endsOn: row.end,
    expected: row.expected,
    runsOutOn: row.runsOutOn,
  })
})

test('a monthly budget is drawn on to the end of the month, whenever the project ends', () => {
  const forecast = forecastBudget({ ...budget, period: 'month' }, half, {
    today,
    projectEndsOn: '2030-01-01',
  })
  expect(forecast).toEqual({ endsOn: '2026-11-30', expected: 64 * hour, runsOutOn: null })
})

test('without work in four weeks, or with nothing left, no day is named', () => {
  const still = { ...half, recent: 0 }
  expect(forecastBudget(budget, still, { today, projectEndsOn: null }).runsOutOn).toBeNull()
  const over = { ...half, worked: 101 * hour }
  expect(forecastBudget(budget, over, { today, projectEndsOn: null }).runsOutOn).toBeNull()
})

test('the day it runs out is the first on which the pace has used it up', () => {
  const amounts = fc.record({
    amount: fc.integer({ min: 1, max: 1e9 }),
    worked: fc.nat(1e9),
    recent: fc.integer({ min: 1, max: 1e7 }),
  })
  fc.assert(
    fc.property(amounts, ({ amount, worked, recent }) => {
      const asked = { today, projectEndsOn: '2099-12-31' }
      const { runsOutOn } = forecastBudget(
        { ...budget, amount },
        { worked, billed: 0, recent },
        asked,
      )
      if (runsOutOn === null) return
      const days = (Date.parse(runsOutOn) - Date.parse(today)) / 86_400_000
      expect(worked * 28 + recent * days).toBeGreaterThanOrEqual(amount * 28)
      expect(worked * 28 + recent * (days - 1)).toBeLessThan(amount * 28)
    }),
  )
})

test('the line ends where the work ends, never falls, and has few points', () => {
  const work = fc
    .uniqueArray(
      fc.record({ on: fc.nat(2000).map((n) => addDays('2022-01-01', n)), worked: fc.nat(90_000) }),
      {
        selector: (each) => each.on,
        minLength: 1,
        maxLength: 80,
      },
    )
    .map((days) => days.toSorted((a, b) => a.on.localeCompare(b.on)))
  fc.assert(
    fc.property(work, (days) => {
      const line = burnLine(days)
      expect(line.length).toBeLessThanOrEqual(60)
      expect(line.at(-1)).toEqual({
        on: days.at(-1)?.on,
        worked: days.reduce((sum, each) => sum + each.worked, 0),
      })
      expect(line.map((each) => each.worked)).toEqual(
        line.map((each) => each.worked).toSorted((a, b) => a - b),
      )
      for (const { on, worked } of line) {
        const until = days.filter((each) => each.on <= on)
        expect(worked).toBe(until.reduce((sum, each) => sum + each.worked, 0))
      }
    }),
  )
  expect(burnLine([])).toEqual([])
})
