import { expect, test } from 'vitest'
import fc from 'fast-check'
import { ibanFromText, ibanInGroups } from './iban.ts'

test.each([
  ['NL91 ABNA 0417 1643 00', 'NL91ABNA0417164300'],
  ['nl91abna0417164300', 'NL91ABNA0417164300'],
  ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
  ['GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432'],
  ['NL91 ABNA 0417 1643 01', undefined],
  ['NL91 ABNA 0417 1643 0', undefined],
  ['XX', undefined],
  ['NL91 ABNA 0417 1643 00; drop', undefined],
])('%s is %s', (text, iban) => {
  expect(ibanFromText(text)).toBe(iban)
})

test('is printed in groups of four', () => {
  expect(ibanInGroups('NL91ABNA0417164300')).toBe('NL91 ABNA 0417 1643 00')
})

test('any one digit that is typed wrong is noticed', () => {
  const right = 'NL91ABNA0417164300'
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 17 }), fc.integer({ min: 0, max: 9 }), (place, digit) => {
      const typed = right.slice(0, place) + String(digit) + right.slice(place + 1)
      expect(ibanFromText(typed)).toBe(typed === right ? right : undefined)
    }),
  )
})
