import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration, parseTimeOfDay, parseTimeRange } from './duration.ts'

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

test('a range keeps its two times', () => {
  expect(parseTimeRange('9-12:15')).toEqual({ startedAt: '09:00', endedAt: '12:15' })
  expect(parseTimeRange('22 — 24')).toEqual({ startedAt: '22:00', endedAt: '24:00' })
  expect(parseTimeRange('17-9')).toBeUndefined()
})

test('a time of the day may be written short', () => {
  expect(['9', '9:05', '9.05', '0905', '24'].map(parseTimeOfDay)).toEqual([
    '09:00',
    '09:05',
    '09:05',
    '09:05',
    '24:00',
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
