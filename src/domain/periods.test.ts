import { describe, expect, test } from 'vitest'
import { isoWeekNumber, monthOf, weekNumberOf, weekOf } from './periods.ts'

describe('the week of a day', () => {
  test('starts on the day that the workspace chose', () => {
    expect(weekOf('2026-11-25', 1).from).toBe('2026-11-23')
    expect(weekOf('2026-11-25', 0).from).toBe('2026-11-22')
    expect(weekOf('2026-11-25', 6).from).toBe('2026-11-21')
    expect(weekOf('2026-11-22', 1).from).toBe('2026-11-16')
  })

  test('has seven days and its neighbours', () => {
    const week = weekOf('2027-01-01', 1)
    expect(week.days).toHaveLength(7)
    expect([week.from, week.to]).toEqual(['2026-12-28', '2027-01-03'])
    expect([week.previous, week.next]).toEqual(['2026-12-21', '2027-01-04'])
  })
})

test('the month of a day ends on its last day, in leap years too', () => {
  expect(monthOf('2028-02-10')).toEqual({
    from: '2028-02-01',
    to: '2028-02-29',
    previous: '2028-01-01',
    next: '2028-03-01',
  })
  expect(monthOf('2026-12-31').next).toBe('2027-01-01')
})

test.each([
  ['2026-11-23', 48],
  ['2026-01-01', 1],
  ['2027-01-03', 53],
  ['2024-12-30', 1],
])('the ISO week of %s is %i', (day, number) => {
  expect(isoWeekNumber(day)).toBe(number)
})

test.each([
  ['2026-11-23', 1, 48],
  ['2026-11-22', 0, 48],
  ['2026-11-21', 6, 48],
  ['2027-01-01', 0, 53],
])('the week of %s that begins on day %i has the number %i', (day, startsOn, number) => {
  expect(weekNumberOf(weekOf(day, startsOn))).toBe(number)
})
