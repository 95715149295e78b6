import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CreditableLine, creditOf, leftToCredit } from './credit-invoice.ts'
import { discountedMinor } from './discounts.ts'
import { decimalFrom, taxMinor } from './money.ts'

const line: CreditableLine = {
  quantity: '3.00',
  unitPrice: '33.3333',
  discountPercentage: '0.00',
  vatPercentage: '21.00',
  netMinor: 10_000,
  credited: { quantity: '0.00', netMinor: 0 },
}

test('a whole line is taken back to the cent', () => {
  expect(leftToCredit(line)).toBe('3.00')
  expect(creditOf(line, '3')).toEqual({ quantity: '-3.00', netMinor: -10_000, taxMinor: -2100 })
})

test('a discount is taken back the other way round', () => {
  const discount = { ...line, quantity: '-1.00', unitPrice: '5.00', netMinor: -500 }
  expect(leftToCredit(discount)).toBe('-1.00')
  expect(creditOf(discount, '-1')).toEqual({ quantity: '1.00', netMinor: 500, taxMinor: 105 })
  expect(creditOf(discount, '1')).toBeUndefined()
})

test('a part of a line with a discount is taken back with that discount', () => {
  const cheaper = { ...line, discountPercentage: '10.00', netMinor: 9000 }
  expect(creditOf(cheaper, '1')).toEqual({ quantity: '-1.00', netMinor: -3000, taxMinor: -630 })
  expect(creditOf(cheaper, '3')?.netMinor).toBe(-9000)
})

test.each(['0', '-1', '3.01', '0.00'])('%s of three cannot be credited', (quantity) => {
  expect(creditOf(line, quantity)).toBeUndefined()
})

test('parts come to the whole, each with the tax that Xero adds to it, and nothing is credited twice', () => {
  const hundredths = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(
      hundredths,
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.boolean(),
      fc.array(hundredths, { maxLength: 6 }),
      (whole, price, isDiscount, parts) => {
        const sign = isDiscount ? -1 : 1
        const decimal = (scaled: number) => decimalFrom(BigInt(sign * scaled), 2)
        const unitPrice = decimalFrom(BigInt(price), 4)
        const quantity = decimal(whole)
        const discountPercentage = '12.50'
        const { netMinor } = discountedMinor({ quantity, unitPrice, discountPercentage })
        const credited = { quantity: '0.00', netMinor: 0 }
        const vatPercentage = '21.00'
        const sold = { quantity, unitPrice, discountPercentage, vatPercentage, netMinor, credited }
        let left = whole
        for (const part of [...parts, left]) {
          const asked = Math.min(part, left)
          const credit = creditOf(sold, decimal(asked))
          if (asked === 0) {
            expect(credit).toBeUndefined()
            continue
          }
          expect(credit?.taxMinor).toBe(taxMinor(credit?.netMinor ?? 0, '21.00'))
          left -= asked
          sold.credited.netMinor += credit?.netMinor ?? 0
          sold.credited.quantity = decimal(left - whole)
          expect(Math.abs(sold.credited.netMinor)).toBeLessThanOrEqual(Math.abs(netMinor))
        }
        const rest = creditOf(sold, decimal(left))
        expect(sold.credited.netMinor + (rest?.netMinor ?? 0)).toBe(0 - netMinor)
        expect(creditOf(sold, decimal(left + 1))).toBeUndefined()
      },
    ),
  )
})
