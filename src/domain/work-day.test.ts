import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { addDays, isTimeOfDay, isWorkDay, weekdayOf, workedSeconds } from './work-day.ts'

test.each(['1990-01-01', '2099-12-31', '2024-02-29', '2000-02-29', '2026-11-23'])(
  '%s is a day that can be registered',
  (day) => {
    expect(isWorkDay(day)).toBe(true)
  },
)

test.each([
  '20226-01-01',
  '1989-12-31',
  '2100-01-01',
  '2023-02-29',
  '2100-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '01-01-2026',
  '2026-01-01T00:00',
  ' 2026-01-01',
  '2026-01-01\n',
  '',
  'today',
])('%j is not', (day) => {
  expect(isWorkDay(day)).toBe(false)
})

test.each(['00:00', '09:05', '23:59', '24:00'])('%s is a time of the day', (time) => {
  expect(isTimeOfDay(time)).toBe(true)
})

test.each(['24:01', '9:05', '12:60', '12:00:00', '', '٠٩:٠٥'])('%j is not a time', (time) => {
  expect(isTimeOfDay(time)).toBe(false)
})

describe('from one time to another', () => {
  test.each([
    { startedAt: '09:00', endedAt: '12:15', pauseSeconds: 0, seconds: 11_700 },
    { startedAt: '09:00', endedAt: '17:30', pauseSeconds: 1800, seconds: 28_800 },
    { startedAt: '00:00', endedAt: '24:00', pauseSeconds: 0, seconds: 86_400 },
    { startedAt: '09:00', endedAt: '09:00', pauseSeconds: 0, seconds: 0 },
  ])('$startedAt to $endedAt with $pauseSeconds s of pause', ({ seconds, ...worked }) => {
    expect(workedSeconds(worked)).toEqual({ seconds })
  })

  test('an end before its start, and a pause longer than the work, are refused', () => {
    expect(workedSeconds({ startedAt: '12:00', endedAt: '09:00', pauseSeconds: 0 })).toEqual({
      refusal: 'end_is_before_start',
    })
    expect(workedSeconds({ startedAt: '09:00', endedAt: '10:00', pauseSeconds: 3601 })).toEqual({
      refusal: 'pause_is_longer_than_work',
    })
  })
})

test('the calendar agrees with a known one', () => {
  const epoch = Temporal.PlainDate.from('1970-01-01')
  const days = fc.integer({ min: -900, max: 900 })
  fc.assert(
    fc.property(fc.integer({ min: 7305, max: 47_481 }), days, (number, later) => {
      const known = epoch.add({ days: number })
      expect(addDays(known.toString(), later)).toBe(known.add({ days: later }).toString())
      expect(weekdayOf(known.toString())).toBe(known.dayOfWeek % 7)
      expect(isWorkDay(known.toString())).toBe(true)
    }),
  )
})
