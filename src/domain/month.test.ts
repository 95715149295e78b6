import { expect, test } from 'vitest'
import { daysOfMonth } from './month.ts'

test.each([
  ['2026-11', '2026-11-01', '2026-12-01'],
  ['2026-12', '2026-12-01', '2027-01-01'],
])('%s begins on %s and ends before %s', (month, from, until) => {
  expect(daysOfMonth(month)).toEqual({ from, until })
})
