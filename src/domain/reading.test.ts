import { expect, test } from 'vitest'
import { isReadingDue, readingFrom, readUpTo } from './reading.ts'

const timeZone = 'Europe/Amsterdam'
const at = (text: string) => new Date(`2026-11-16T${text}Z`)

test.each([
  ['10:00:00', '10:14:00', true],
  ['10:00:00', '10:13:00', false],
  ['22:00:00', '22:30:00', false],
  ['22:00:00', '22:59:30', true],
])('read at %s, it is due again at %s: %s', (before, now, isDue) => {
  expect(isReadingDue({ timeZone, documentsReadAt: at(before) }, at(now))).toBe(isDue)
})

test('what was never read is due', () => {
  expect(isReadingDue({ timeZone, documentsReadAt: null }, at('03:00:00'))).toBe(true)
})

test('the next reading begins ten minutes before the newest change that was seen', () => {
  const seen = ['2026-11-16T10:00:00.000Z', null, '2026-11-16T11:00:00.000Z']
  const upTo = readUpTo({ before: at('09:00:00'), seen }, 0)
  expect(readingFrom(upTo)).toEqual(at('10:50:00'))
})

// A change that came to a page that was read already, while a later page was read, must not be passed.
test('a reading that took long is not believed to its end', () => {
  const seen = ['2026-11-16T11:00:00.000Z']
  expect(readUpTo({ before: at('09:00:00'), seen }, 900)).toEqual(at('10:45:00'))
})

test('nothing new leaves the moment where it was, and it never goes back', () => {
  const before = at('09:00:00')
  expect(readUpTo({ before, seen: [] }, 10)).toEqual(before)
  expect(readUpTo({ before, seen: ['2026-11-16T08:00:00.000Z'] }, 0)).toEqual(before)
})
