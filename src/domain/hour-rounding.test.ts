import fc from 'fast-check'
import { expect, test } from 'vitest'
import { billedSeconds, hourRoundings, stepOf } from './hour-rounding.ts'

test.each([
  ['none', 4021, 4021],
  ['up_15', 3600, 3600],
  ['up_15', 3601, 4500],
  ['nearest_15', 4049, 3600],
  ['nearest_15', 4050, 4500], // half a step counts up
  ['down_15', 4499, 3600],
  ['down_60', 3599, 0],
  ['up_6', 1, 360],
  ['up_60', 0, 0],
  ['up_1', 86_400, 86_400],
] as const)('%s bills %i seconds as %i', (rule, worked, billed) => {
  expect(billedSeconds(worked, rule)).toBe(billed)
})

test('what is billed is whole steps, less than one step away from what was worked, and never more than a day', () => {
  const day = 86_400
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: day }),
      fc.constantFrom(...hourRoundings),
      (worked, rule) => {
        const billed = billedSeconds(worked, rule)
        const { direction, minutes } = stepOf(rule) ?? { direction: undefined, minutes: 0 }
        if (direction === undefined) return billed === worked
        const step = minutes * 60
        const more = billed - worked
        expect(billed % step).toBe(0)
        expect(billed).toBeLessThanOrEqual(day)
        if (direction === 'up') expect(more >= 0 && more < step).toBe(true)
        if (direction === 'down') expect(more <= 0 && more > -step).toBe(true)
        if (direction === 'nearest') expect(more * 2 <= step && more * 2 > -step).toBe(true)
        return true
      },
    ),
  )
})
