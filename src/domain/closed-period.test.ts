import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closedThrough, isClosed } from './closed-period.ts'
import { weekOf } from './periods.ts'
import { addDays } from './work-day.ts'

const monday = { today: '2026-11-23', weekStartsOn: 1 }

test.each([
  ['nothing', { lockedThrough: null, closesAfterWeeks: null }, null],
  ['a day', { lockedThrough: '2026-10-31', closesAfterWeeks: null }, '2026-10-31'],
  ['one week', { lockedThrough: null, closesAfterWeeks: 1 }, '2026-11-15'],
  ['two weeks', { lockedThrough: null, closesAfterWeeks: 2 }, '2026-11-08'],
  ['the later of both', { lockedThrough: '2026-11-10', closesAfterWeeks: 2 }, '2026-11-10'],
  ['the later of both', { lockedThrough: '2026-10-31', closesAfterWeeks: 2 }, '2026-11-08'],
])('%s closes %o through %s', (_words, rule, through) => {
  expect(closedThrough(rule, monday)).toBe(through)
})

test('a week stays open until so many whole weeks have passed since it ended, wherever weeks start', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2000-01-01', count))
  fc.assert(
    fc.property(
      day,
      day,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(0, 1, 6),
      (on, today, closesAfterWeeks, weekStartsOn) => {
        const through = closedThrough(
          { lockedThrough: null, closesAfterWeeks },
          { today, weekStartsOn },
        )
        const closesOn = addDays(weekOf(on, weekStartsOn).next, closesAfterWeeks * 7)
        expect(isClosed(on, through)).toBe(today >= closesOn)
      },
    ),
  )
})

test('what is closed stays closed as days pass, and no day after a closed one is open before it', () => {
  const day = fc.integer({ min: 0, max: 5000 }).map((count) => addDays('2020-01-01', count))
  const rule = fc.record({
    lockedThrough: fc.option(day),
    closesAfterWeeks: fc.option(fc.integer({ min: 1, max: 30 })),
  })
  fc.assert(
    fc.property(rule, day, day, fc.nat({ max: 100 }), (closing, on, today, later) => {
      const now = closedThrough(closing, { today, weekStartsOn: 1 })
      const then = closedThrough(closing, { today: addDays(today, later), weekStartsOn: 1 })
      if (isClosed(on, now)) {
        expect(isClosed(on, then)).toBe(true)
        expect(isClosed(addDays(on, -1), now)).toBe(true)
      }
    }),
  )
})
