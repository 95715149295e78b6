import { expect, test } from 'vitest'
import { barOf, type CallUse, dayBudget } from './call-limits.ts'

const now = new Date('2026-11-16T10:00:00Z')
const later = new Date('2026-11-16T10:00:30Z')
const night = new Date('2026-11-17T02:00:00Z')
const dayLimit = 1000

const free: CallUse = {
  underWay: 0,
  minuteLeft: 60,
  minuteEndsAt: later,
  dayUsed: 0,
  dayLeft: null,
  dayEndsAt: night,
  parkedUntil: null,
  offlineUntil: null,
  appMinuteLeft: 10_000,
  appMinuteEndsAt: later,
}

test.each([
  ['nothing', {}, undefined, undefined, undefined],
  ['three under way', { underWay: 3 }, undefined, undefined, 'concurrent'],
  ['four under way', { underWay: 4 }, undefined, 'concurrent', 'concurrent'],
  ['five under way', { underWay: 5 }, 'concurrent', 'concurrent', 'concurrent'],
  ['six left of the minute', { minuteLeft: 6 }, undefined, undefined, 'minute'],
  ['two left of the minute', { minuteLeft: 2 }, undefined, 'minute', 'minute'],
  ['none left of the minute', { minuteLeft: 0 }, 'minute', 'minute', 'minute'],
  ['a minute that is over', { minuteLeft: 0, minuteEndsAt: now }, undefined, undefined, undefined],
  ['a fifth of the day left', { dayUsed: 800 }, undefined, undefined, 'day_reserve'],
  ['a fifth by Xero', { dayUsed: 10, dayLeft: 2 }, undefined, undefined, 'day_reserve'],
  ['none left of the day', { dayUsed: 1000 }, 'day', 'day', 'day'],
  ['none left by Xero', { dayUsed: 10, dayLeft: 0 }, 'day', 'day', 'day'],
  ['parked', { parkedUntil: later }, 'day', 'day', 'day'],
  ['the app at its end', { appMinuteLeft: 0 }, 'app_minute', 'app_minute', 'app_minute'],
] as const)('%s bars a person, what was promised, and the background', (_, use, ...expected) => {
  const bars = (['person', 'promised', 'background'] as const).map(
    (urgency) => barOf({ ...free, ...use }, { now, urgency, dayLimit })?.limit,
  )
  expect(bars).toEqual(expected)
})

test('the budget of a day believes Xero where it is lower, and starts anew when the day is over', () => {
  expect(dayBudget(undefined, { now, dayLimit })).toEqual({
    used: 0,
    left: 1000,
    keptForPeople: 200,
    endsAt: null,
  })
  const use = { ...free, dayUsed: 100, dayLeft: 300 }
  expect(dayBudget(use, { now, dayLimit })).toMatchObject({
    used: 100,
    left: 300,
    keptForPeople: 80,
  })
  expect(dayBudget(use, { now: night, dayLimit })).toMatchObject({ used: 0, left: 1000 })
})
