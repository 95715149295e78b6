import { atScale, decimalFrom, decimalsUsed, divRound, multiplyDivide } from '#simulator/money.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const roundings = fc.constantFrom('half_away_from_zero' as const, 'half_even' as const)
const anyNumber = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.maxSafeInteger(),
  // Halves are where roundings differ.
  fc.integer({ min: -100_000, max: 100_000 }).map((count) => count * 5),
)

test('a product is divided as exactly with numbers as with bigints', () => {
  const divisors = fc.oneof(
    fc.constantFrom(1, 10, 100, 1_000_000, 1_210_000),
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: -10_000, max: -1 }),
  )
  fc.assert(
    fc.property(anyNumber, anyNumber, divisors, roundings, (one, other, divisor, rounding) => {
      const exact = Number(divRound(BigInt(one) * BigInt(other), BigInt(divisor), rounding))
      expect(multiplyDivide(one, other, divisor, rounding)).toBe(exact)
    }),
    { numRuns: 2000 },
  )
})

test('a decimal means the same however many digits it is written with', () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n })
  const fraction = fc.string({ unit: fc.constantFrom('0', '5'), maxLength: 9 })
  fc.assert(
    fc.property(digits, fraction, fc.boolean(), roundings, (whole, rest, isNegative, rounding) => {
      const text = `${isNegative ? '-' : ''}${whole}.${rest}`
      const decimal = decimalFrom(text)
      if (!decimal) throw new Error(`${text} was not read`)
      const all = BigInt(`${isNegative ? '-' : ''}${whole}${rest}`)
      const places = BigInt(rest.length)
      for (const scale of [0, 2, 4]) {
        const exact = divRound(all * 10n ** BigInt(scale), 10n ** places, rounding)
        expect(atScale(decimal, scale, rounding)).toBe(Number(exact))
      }
      const used = rest.replace(/0+$/, '').length
      expect(all === 0n ? 0 : decimalsUsed(decimal)).toBe(all === 0n ? 0 : used)
    }),
    { numRuns: 2000 },
  )
})
