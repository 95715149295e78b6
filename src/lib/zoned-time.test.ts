import { describe, expect, test } from 'vitest'
import { dayIn, momentIn, secondsBetweenIn, timeIn } from './zoned-time.ts'

const hour = 3600

// The nights on which the clock changes, in five zones; Lord Howe moves by half an hour, Beirut skips midnight itself.
describe.each([
  { zone: 'Europe/Amsterdam', on: '2026-03-29', from: '01:00', to: '04:00', seconds: 2 * hour },
  { zone: 'Europe/Amsterdam', on: '2026-10-25', from: '01:00', to: '04:00', seconds: 4 * hour },
  { zone: 'America/New_York', on: '2026-03-08', from: '00:00', to: '24:00', seconds: 23 * hour },
  { zone: 'America/New_York', on: '2026-11-01', from: '00:00', to: '24:00', seconds: 25 * hour },
  { zone: 'Australia/Lord_Howe', on: '2026-10-04', from: '01:00', to: '03:00', seconds: 5400 },
  { zone: 'Australia/Lord_Howe', on: '2026-04-05', from: '01:00', to: '03:00', seconds: 9000 },
  { zone: 'Asia/Beirut', on: '2026-03-29', from: '01:00', to: '24:00', seconds: 23 * hour },
  { zone: 'America/Santiago', on: '2026-04-04', from: '22:00', to: '24:00', seconds: 3 * hour },
  { zone: 'Pacific/Auckland', on: '2026-09-27', from: '01:00', to: '09:00', seconds: 7 * hour },
])('$zone on $on', ({ zone, on, from, to, seconds }) => {
  test(`${from} to ${to} takes ${seconds} s`, () => {
    expect(secondsBetweenIn(zone, on, [from, to])).toBe(seconds)
  })
})

test.each([
  ['Europe/Amsterdam', '2026-03-29', '02:30'],
  ['America/New_York', '2026-03-08', '02:00'],
  ['Asia/Beirut', '2026-03-29', '00:30'],
])('in %s on %s there is no %s', (zone, on, time) => {
  expect(momentIn(zone, on, time)).toBeUndefined()
  expect(secondsBetweenIn(zone, on, [time, '12:00'])).toBeUndefined()
})

test('a moment falls on a day and a time, and they lead back to it', () => {
  const moment = new Date('2026-11-16T23:30:00Z')
  const zone = 'Asia/Kathmandu'
  expect([dayIn(zone, moment), timeIn(zone, moment)]).toEqual(['2026-11-17', '05:15'])
  expect(momentIn(zone, '2026-11-17', '05:15')).toEqual(moment)
})
