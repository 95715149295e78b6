import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Discountable, discountedMinor, spreadPercentage } from './discounts.ts'
import { decimalFrom, sumMinor } from './money.ts'
import { shownMinor, withVat } from './vat-amounts.ts'

const high = { vatRateId: 'high', vatPercentage: '21.00' }
const low = { vatRateId: 'low', vatPercentage: '9.00' }

test.each([
  ['2', '50', '10', 1000, 9000],
  ['1', '0.05', '50', 3, 2], // Half a cent goes up.
  ['-1', '0.05', '50', -3, -2],
  ['3', '10', '0', 0, 3000],
  ['3', '10', '100', 3000, 0],
])('%s × %s less %s%% is taken off to the cent', (quantity, unitPrice, off, discount, net) => {
  const priced = discountedMinor({ quantity, unitPrice, discountPercentage: off })
  expect(priced).toEqual({ discountMinor: discount, amountMinor: net })
})

const priced = (amountMinor: number, rate: typeof high): Discountable => ({
  ...withVat(amountMinor, { ...rate, pricesIncludeVat: false }),
  ...rate,
})
const off = (percentage: number) => ({ percentage: `-${percentage}`, pricesIncludeVat: false })

test('a percentage of prices that include VAT is of what they come to with it', () => {
  const withTax = (amountMinor: number, rate: typeof high) => ({
    ...withVat(amountMinor, { ...rate, pricesIncludeVat: true }),
    ...rate,
  })
  const lines = [withTax(1000, high), withTax(500, low)]
  expect(spreadPercentage(lines, { percentage: '-10', pricesIncludeVat: true })).toMatchObject([
    { netMinor: -83, taxMinor: -17, quantity: '-1.00', unitPrice: '1.00' },
    { netMinor: -46, taxMinor: -4, quantity: '-1.00', unitPrice: '0.50' },
  ])
})

test('a percentage is spread over the VAT rates', () => {
  const lines = [priced(10_000, high), priced(5000, low), priced(1005, high)]
  expect(spreadPercentage(lines, off(10))).toMatchObject([
    { ...high, netMinor: -1101, taxMinor: -231, quantity: '-1.00', unitPrice: '11.01' },
    { ...low, netMinor: -500, taxMinor: -45, quantity: '-1.00', unitPrice: '5.00' },
  ])
  expect(spreadPercentage(lines, { percentage: '2.5', pricesIncludeVat: false })).toMatchObject([
    { netMinor: 275, quantity: '1.00', unitPrice: '2.75' },
    { netMinor: 125, quantity: '1.00', unitPrice: '1.25' },
  ])
  expect(spreadPercentage([priced(0, high)], off(10))).toMatchObject([{ netMinor: 0 }])
  expect(spreadPercentage([], off(10))).toEqual([])
})

test('what is left of every rate is its part, to the cent, and all is taken off by 100%', () => {
  const line = fc.record({
    amountMinor: fc.integer({ min: -1e7, max: 1e7 }),
    rate: fc.constantFrom(high, low),
  })
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1 }),
      fc.integer({ min: 1, max: 10_000 }),
      fc.boolean(),
      (given, off, pricesIncludeVat) => {
        const lines = given.map(({ amountMinor, rate }) => ({
          ...withVat(amountMinor, { ...rate, pricesIncludeVat }),
          ...rate,
        }))
        const percentage = decimalFrom(BigInt(-off), 2)
        const spread = spreadPercentage(lines, { percentage, pricesIncludeVat })
        for (const { vatRateId } of [high, low]) {
          const of = (all: readonly Discountable[]) =>
            sumMinor(
              all.flatMap((each) =>
                each.vatRateId === vatRateId ? shownMinor(each, pricesIncludeVat) : [],
              ),
            )
          const left = of([...lines, ...spread])
          expect(Math.abs(left - (of(lines) * (10_000 - off)) / 10_000)).toBeLessThanOrEqual(0.5)
          if (off === 10_000) expect(left).toBe(0)
        }
        for (const { netMinor, taxMinor, vatPercentage } of spread) {
          const amountMinor = shownMinor({ netMinor, taxMinor }, pricesIncludeVat)
          expect({ netMinor, taxMinor }).toEqual(
            withVat(amountMinor, { vatPercentage, pricesIncludeVat }),
          )
        }
      },
    ),
  )
})
