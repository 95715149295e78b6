import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CreditableLine, creditOf, leftToCredit } from './credit-invoice.ts'
import { discountedMinor } from './discounts.ts'
import { decimalFrom } from './money.ts'
import { type LineAmounts, shownMinor, withVat } from './vat-amounts.ts'

const line: CreditableLine = {
  quantity: '3.00',
  unitPrice: '33.3333',
  discountPercentage: '0.00',
  vatPercentage: '21.00',
  netMinor: 10_000,
  taxMinor: 2100,
  pricesIncludeVat: false,
  credited: { quantity: '0.00', netMinor: 0, taxMinor: 0 },
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

test('a line whose price includes VAT is taken back with the tax that is in what is taken', () => {
  const sold = { ...line, quantity: '3.00', unitPrice: '10.00', pricesIncludeVat: true }
  const part = { ...sold, netMinor: 2479, taxMinor: 521 }
  expect(creditOf(part, '1')).toEqual({ quantity: '-1.00', netMinor: -826, taxMinor: -174 })
  const credited = { quantity: '-2.00', netMinor: -1652, taxMinor: -348 }
  expect(creditOf({ ...part, credited }, '1')).toMatchObject({ netMinor: -826, taxMinor: -174 })
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
      fc.boolean(),
      (whole, price, isDiscount, parts, pricesIncludeVat) => {
        const sign = isDiscount ? -1 : 1
        const decimal = (scaled: number) => decimalFrom(BigInt(sign * scaled), 2)
        const unitPrice = decimalFrom(BigInt(price), 4)
        const quantity = decimal(whole)
        const vatPercentage = '21.00'
        const how = { unitPrice, discountPercentage: '12.50', vatPercentage, pricesIncludeVat }
        const { amountMinor } = discountedMinor({ quantity, ...how })
        const credited = { quantity: '0.00', netMinor: 0, taxMinor: 0 }
        const sold = { quantity, ...how, ...withVat(amountMinor, how), credited }
        const shown = (amounts: LineAmounts) => shownMinor(amounts, pricesIncludeVat)
        let left = whole
        for (const part of [...parts, left]) {
          const asked = Math.min(part, left)
          const credit = creditOf(sold, decimal(asked))
          if (asked === 0) {
            expect(credit).toBeUndefined()
            continue
          }
          const { netMinor = 0, taxMinor = 0 } = credit ?? {}
          expect({ netMinor, taxMinor }).toEqual(withVat(shown({ netMinor, taxMinor }), how))
          left -= asked
          sold.credited.netMinor += netMinor
          sold.credited.taxMinor += taxMinor
          sold.credited.quantity = decimal(left - whole)
          expect(Math.abs(shown(sold.credited))).toBeLessThanOrEqual(Math.abs(amountMinor))
        }
        const rest = creditOf(sold, decimal(left))
        expect(shown(sold.credited) + (rest ? shown(rest) : 0)).toBe(0 - amountMinor)
        expect(creditOf(sold, decimal(left + 1))).toBeUndefined()
      },
    ),
  )
})
