import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextClientNumbers, suggestedClientNumber } from './client-number.ts'

test.each([
  [[], ['C-1001', 'C-1002']],
  [
    ['C-1042', 'C-1001', 'X-9'],
    ['C-1043', 'C-1044'],
  ],
  [
    ['007', '009'],
    ['010', '011'],
  ],
  [
    ['ACME', 'BETA'],
    ['C-1001', 'C-1002'],
  ],
  [
    ['K-9', 'k-10 ', 'K-8'],
    ['K-11', 'K-12'],
  ],
])('after %j come %j', (taken, numbers) => {
  expect(nextClientNumbers(taken, 2)).toEqual(numbers)
})

test('none of the taken numbers is given, and none twice', () => {
  const number = fc.oneof(fc.stringMatching(/^[A-C]-?\d{1,4}$/), fc.string({ maxLength: 6 }))
  fc.assert(
    fc.property(fc.array(number), fc.nat(20), (taken, count) => {
      const given = nextClientNumbers(taken, count)
      expect(new Set([...taken, ...given].map((each) => each.toLowerCase())).size).toBe(
        new Set(taken.map((each) => each.toLowerCase())).size + count,
      )
    }),
  )
})

test.each([
  [[], 'C-1001'],
  [['C-1001', 'C-1002'], 'C-1003'],
  [['C-1001', 'c-1003', 'C-1004'], 'C-1002'],
  [['C-1001', 'C-1002', 'C-2000'], 'C-1003'],
  [['007', '009'], '008'],
])('after %j comes %s', (taken, number) => {
  expect(suggestedClientNumber(taken)).toBe(number)
})
