import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  isTimeOfDay,
  isWorkDay,
  resolveWorkedTime,
  weekdayOf,
  workedSeconds,
} from './work-day.ts'

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

describe('the time of an entry', () => {
  const nothing = { seconds: undefined, startedAt: null, endedAt: null, pauseSeconds: 0 }

  test('is a duration, or follows from two times; a duration without times has no pause', () => {
    const duration = { ...nothing, seconds: 3600, pauseSeconds: 600 }
    expect(resolveWorkedTime(duration)).toEqual({
      time: { seconds: 3600, startedAt: null, endedAt: null, pauseSeconds: 0 },
    })
    const times = { startedAt: '09:00', endedAt: '10:00', pauseSeconds: 600 }
    expect(resolveWorkedTime({ ...times, seconds: undefined })).toEqual({
      time: { ...times, seconds: 3000 },
    })
    expect(resolveWorkedTime({ ...times, seconds: 3000 })).toEqual({
      time: { ...times, seconds: 3000 },
    })
  })

  test.each([
    [{}, 'duration_is_missing', 'seconds'],
    [{ startedAt: '09:00' }, 'duration_is_missing', 'endedAt'],
    [{ seconds: 60, endedAt: '09:00' }, 'duration_is_missing', 'startedAt'],
    [{ startedAt: '09:00', endedAt: '08:59' }, 'end_is_before_start', 'endedAt'],
    [
      { startedAt: '09:00', endedAt: '09:01', pauseSeconds: 61 },
      'pause_is_longer_than_work',
      'pauseSeconds',
    ],
    [{ startedAt: '09:00', endedAt: '10:00', seconds: 1 }, 'duration_does_not_match', 'seconds'],
  ])('%j is refused: %s in %s', (given, refusal, field) => {
    expect(resolveWorkedTime({ ...nothing, ...given })).toEqual({ refusal, field })
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
