import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsOnLine } from './line-limit.ts'
import { lineNetMinor } from './money.ts'

test('what fits on a line can be booked to the cent', () => {
  const quantity = fc.nat(9_999_999_999).map((hundredths) => (hundredths / 100).toFixed(2))
  const price = fc.nat(99_999_999).map(String)
  fc.assert(
    fc.property(quantity, price, (many, each) => {
      fc.pre(fitsOnLine(many, each))
      expect(lineNetMinor(many, each)).toBeLessThanOrEqual(99_999_999_999)
    }),
  )
})

test('the line is drawn below a thousand million', () => {
  expect(fitsOnLine('1.00', '999999999.99')).toBe(true)
  expect(fitsOnLine('1.00', '1000000000')).toBe(false)
  expect(fitsOnLine('99999999.99', '99999999.9999')).toBe(false)
})
