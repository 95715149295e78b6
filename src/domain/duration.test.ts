import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFormats } from '#lib/formats.ts'
import { formatDuration, parseDuration, parsePause, parseTimeOfDay, parseWork } from './duration.ts'

test.each([
  ['1:30', 5400],
  ['01:30', 5400],
  [':45', 2700],
  ['1:30:15', 5415],
  ['1.5', 5400],
  ['1,5', 5400],
  [',25', 900],
  ['.5', 1800],
  ['8', 28_800],
  ['0', 0],
  ['90m', 5400],
  ['90 min', 5400],
  ['1h30', 5400],
  ['1h 30m', 5400],
  ['1H', 3600],
  ['1.5h', 5400],
  ['2 hours', 7200],
  ['1 uur 15 min', 4500],
  ['9-12:15', 11_700],
  ['09:00 – 17.30', 30_600],
  ['0900-1730', 30_600],
  [' 1:30 ', 5400],
  ['24:00', 86_400],
  ['1440m', 86_400],
  ['0-24', 86_400],
  ['9:00-17:00 -30m', 27_000],
  ['9-17 - 0:30', 27_000],
  ['9-17-0,5', 27_000],
  ['9-17 −45 min', 26_100],
  ['9am-5:30pm', 30_600],
  ['12am to 12pm', 43_200],
  ['9 tot 17', 28_800],
  ['9-10 -1h', 0],
])('%j is %i seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})

test.each([
  '',
  ' ',
  ':',
  '.',
  '-',
  'h',
  'm',
  'x',
  '-1',
  '-1:30',
  '1:60',
  '1:5',
  '24:01',
  '25',
  '1441m',
  '1h60',
  '1.5h30',
  '1e3',
  'Infinity',
  '١',
  '12-9',
  '9-9',
  '9-',
  '-9',
  '9-25',
  '24-24',
  '1:30 x',
  '1:30:60',
  '=1+1',
  '99999999999',
])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test('a range keeps its two times and its pause', () => {
  expect(parseWork('9-12:15')).toEqual({
    work: { startedAt: '09:00', endedAt: '12:15', pauseSeconds: 0 },
  })
  expect(parseWork('22 — 24 -15m')).toEqual({
    work: { startedAt: '22:00', endedAt: '24:00', pauseSeconds: 900 },
  })
})

test.each([
  ['17-9', 'end_is_before_start'],
  ['22-6', 'end_is_before_start'],
  ['9-9', 'end_is_before_start'],
  ['24-24', 'end_is_before_start'],
  ['9-17 --30m', 'pause_is_negative'],
  ['9-17 +30m', 'pause_is_negative'],
  ['9-10 -61m', 'pause_is_longer_than_work'],
  ['24:01', 'duration_is_over_24_hours'],
  ['25', 'duration_is_over_24_hours'],
  ['9-17 -30', 'duration_is_not_understood'],
  ['9-17 30m', 'duration_is_not_understood'],
  ['9-12:5', 'duration_is_not_understood'],
  ['9-25', 'duration_is_not_understood'],
  ['13pm-14pm', 'duration_is_not_understood'],
  ['soon', 'duration_is_not_understood'],
])('%j is refused: %s', (text, refusal) => {
  expect(parseWork(text)).toEqual({ refusal })
})

test('a pause alone may be written in minutes', () => {
  expect(['', '30', '30m', '0:30', '0,5'].map(parsePause)).toEqual([0, 1800, 1800, 1800, 1800])
  expect(['-30', 'x', '1.5.2', '99999'].map(parsePause)).toEqual(Array(4).fill(undefined))
})

test('a time of the day may be written short', () => {
  expect(['9', '9:05', '9.05', '0905', '24', '9PM'].map(parseTimeOfDay)).toEqual([
    '09:00',
    '09:05',
    '09:05',
    '09:05',
    '24:00',
    '21:00',
  ])
  expect(['24:01', '9:5', '9:60', 'nine', ''].map(parseTimeOfDay)).toEqual(Array(5).fill(undefined))
})

test('what is shown in either format is understood again, to the minute and to the hundredth', () => {
  fc.assert(
    fc.property(fc.nat(86_400), (seconds) => {
      const minutes = parseDuration(formatDuration(seconds, 'h:mm'))
      expect(Math.abs((minutes ?? Number.NaN) - seconds)).toBeLessThanOrEqual(30)
      const hundredths = parseDuration(formatDuration(seconds, 'decimal'))
      expect(Math.abs((hundredths ?? Number.NaN) - seconds)).toBeLessThanOrEqual(18)
    }),
  )
})

test('what a workspace shows is understood again, however it writes numbers', () => {
  const ways = fc.record({
    numberFormat: fc.constantFrom('1,234.56', '1.234,56', '1 234,56'),
    durationFormat: fc.constantFrom('h:mm', 'decimal'),
  })
  const rest = {
    currency: 'EUR',
    timeZone: 'UTC',
    language: 'en',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: '24h',
    weekStartsOn: 1,
  }
  fc.assert(
    fc.property(ways, fc.nat(1440), (way, minutes) => {
      const shown = createFormats({ ...rest, ...way }).duration(minutes * 60)
      const tolerance = way.durationFormat === 'decimal' ? 18 : 0
      expect(Math.abs((parseDuration(shown) ?? Number.NaN) - minutes * 60)).toBeLessThanOrEqual(
        tolerance,
      )
    }),
  )
})

test('two times and a pause say what they take, in whichever way they are written', () => {
  const minute = fc.nat(1440)
  const spell = (minutes: number) =>
    `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  fc.assert(
    fc.property(minute, minute, minute, (from, to, pause) => {
      const parsed = parseDuration(`${spell(from)}-${spell(to)} -${pause}m`)
      expect(parsed).toBe(to > from && pause <= to - from ? (to - from - pause) * 60 : undefined)
    }),
  )
})

test('only numbers, their units and the words between two times are taken', () => {
  const letters = fc.stringMatching(/^[0-9:.,hmaptou -]{0,10}$/)
  const known = /^(?:[\d:.,\s-]|h|hr|hrs|hours?|u|uur|m|mins?|minutes?|minuten|am|pm|to|tot)+$/
  fc.assert(
    fc.property(letters, (text) => {
      if (parseDuration(text) === undefined) return
      expect(text.trim()).toMatch(known)
      expect(text).toMatch(/\d/)
    }),
    { numRuns: 2000 },
  )
})

test('whatever is typed, the answer is undefined or whole seconds within a day', () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^[0-9:.,hm -]{0,8}$/))
  fc.assert(
    fc.property(typed, (text) => {
      const seconds = parseDuration(text)
      if (seconds === undefined) return
      expect(Number.isInteger(seconds)).toBe(true)
      expect(seconds).toBeGreaterThanOrEqual(0)
      expect(seconds).toBeLessThanOrEqual(86_400)
    }),
  )
})
