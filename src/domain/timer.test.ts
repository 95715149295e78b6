import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crossesMidnight, timerParts } from './timer.ts'

const zone = 'Europe/Amsterdam'
const at = (iso: string) => new Date(iso)
const run = (from: string, to: string) => [at(from), at(to)] as const

test('a timer becomes the times of its day, to the nearest minute', () => {
  expect(timerParts(zone, run('2026-11-16T08:00:12Z', '2026-11-16T09:45:50Z'), 'split')).toEqual([
    { workedOn: '2026-11-16', startedAt: '09:00', endedAt: '10:46', seconds: 6360 },
  ])
})

test('less than a minute counts as one', () => {
  const [part] = timerParts(zone, run('2026-11-16T08:00:00Z', '2026-11-16T08:00:05Z'), 'split')
  expect(part).toMatchObject({ startedAt: '09:00', endedAt: '09:01', seconds: 60 })
})

test('past midnight it is split by the day, or kept on the first as a duration', () => {
  const night = run('2026-11-16T21:30:00Z', '2026-11-18T00:15:00Z')
  expect(crossesMidnight(zone, night)).toBe(true)
  expect(timerParts(zone, night, 'split')).toEqual([
    { workedOn: '2026-11-16', startedAt: '22:30', endedAt: '24:00', seconds: 5400 },
    { workedOn: '2026-11-17', startedAt: '00:00', endedAt: '24:00', seconds: 86_400 },
    { workedOn: '2026-11-18', startedAt: '00:00', endedAt: '01:15', seconds: 4500 },
  ])
  expect(timerParts(zone, night, 'keep')).toEqual([
    { workedOn: '2026-11-16', startedAt: null, endedAt: null, seconds: 96_300 },
  ])
})

test('to the stroke of midnight is not past it', () => {
  expect(crossesMidnight(zone, run('2026-11-16T22:00:00Z', '2026-11-16T23:00:20Z'))).toBe(false)
  expect(crossesMidnight(zone, run('2026-11-16T22:00:00Z', '2026-11-16T23:00:40Z'))).toBe(true)
})

test('on a night that changes the clock, what passed counts, without times that say otherwise', () => {
  expect(timerParts(zone, run('2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z'), 'split')).toEqual([
    { workedOn: '2026-10-25', startedAt: null, endedAt: null, seconds: 2700 },
  ])
  expect(timerParts(zone, run('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'), 'split')).toEqual([
    { workedOn: '2026-03-29', startedAt: '01:30', endedAt: '03:30', seconds: 3600 },
  ])
})

test('wherever it runs, however long: the parts are all of it, one for each day', () => {
  const zones = fc.constantFrom(
    'Europe/Amsterdam',
    'America/New_York',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Pacific/Apia',
    'Asia/Kathmandu',
  )
  const first = Date.parse('2026-01-01T00:00:00Z') / 60_000
  const minutes = fc.integer({ min: first, max: first + 366 * 1440 })
  fc.assert(
    fc.property(zones, minutes, fc.integer({ min: 1, max: 4000 }), (timeZone, from, length) => {
      const span = [new Date(from * 60_000), new Date((from + length) * 60_000)] as const
      const parts = timerParts(timeZone, span, 'split')
      expect(parts.reduce((sum, part) => sum + part.seconds, 0)).toBe(length * 60)
      expect(new Set(parts.map((part) => part.workedOn)).size).toBe(parts.length)
      expect(parts.length > 1).toBe(crossesMidnight(timeZone, span))
    }),
  )
})
