import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decimalFrom,
  divideHalfUp,
  hoursFromSeconds,
  lineNetMinor,
  minorFromDecimal,
  minorToDecimal,
  scaledFrom,
  splitMinor,
  sumMinor,
  sumQuantities,
  taxMinor,
} from './money.ts'

test.each([
  { quantity: '1.33', unitPrice: '100', net: 13_300 },
  { quantity: '1.00', unitPrice: '0.0050', net: 1 }, // half a cent counts up
  { quantity: '1.00', unitPrice: '0.0049', net: 0 },
  { quantity: '-1.00', unitPrice: '0.0050', net: -1 }, // and away from zero
  { quantity: '3.00', unitPrice: '33.3333', net: 10_000 },
  { quantity: '99999999.99', unitPrice: '9999.9999', net: 99_999_998_990_000 },
])('$quantity × $unitPrice is $net cents', ({ quantity, unitPrice, net }) => {
  expect(lineNetMinor(quantity, unitPrice)).toBe(net)
})

// Xero's own example: three lines of 10.02 at 21 % carry 6.30, although 21 % of 30.06 is 6.31.
test('tax is rounded on each line', () => {
  expect(sumMinor([1002, 1002, 1002].map((net) => taxMinor(net, '21')))).toBe(630)
  expect(taxMinor(3006, '21')).toBe(631)
  expect(taxMinor(50, '21')).toBe(11) // 10.5 counts up
})

test.each([
  [4800, '1.33'],
  [18, '0.01'], // half a hundredth of an hour counts up
  [17, '0.00'],
  [86_400, '24.00'],
])('%i seconds are %s hours', (seconds, hours) => {
  expect(hoursFromSeconds(seconds)).toBe(hours)
})

test('rounds half away from zero, exactly', () => {
  expect([5n, -5n, 4n, 15n].map((value) => divideHalfUp(value, 10n))).toEqual([1n, -1n, 0n, 2n])
})

test('decimals go in and out unchanged', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (scaled) => {
      expect(scaledFrom(decimalFrom(scaled, 4), 4)).toBe(scaled)
    }),
  )
  expect(minorToDecimal(-5)).toBe('-0.05')
  expect(minorFromDecimal('12.5')).toBe(1250)
  expect(minorFromDecimal('12.505')).toBeUndefined()
  expect(sumQuantities(['0.10', '0.20'])).toBe('0.30')
})

test('parts of an amount add up to it, whatever the weights', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(fc.nat(100_000), { minLength: 1 }),
      (total, weights) => {
        const parts = splitMinor(total, weights)
        expect(sumMinor(parts)).toBe(total)
        expect(parts).toHaveLength(weights.length)
      },
    ),
  )
  expect(splitMinor(100, [1, 1, 1])).toEqual([34, 33, 33])
})
