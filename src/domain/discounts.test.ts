import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discountedMinor, spreadPercentage } from './discounts.ts'
import { decimalFrom, sumMinor, taxMinor } from './money.ts'

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
  expect(priced).toEqual({ discountMinor: discount, netMinor: net })
})

test('a percentage is spread over the VAT rates', () => {
  const lines = [
    { netMinor: 10_000, ...high },
    { netMinor: 5000, ...low },
    { netMinor: 1005, ...high },
  ]
  expect(spreadPercentage(lines, '-10')).toMatchObject([
    { ...high, netMinor: -1101, taxMinor: -231, quantity: '-1.00', unitPrice: '11.01' },
    { ...low, netMinor: -500, taxMinor: -45, quantity: '-1.00', unitPrice: '5.00' },
  ])
  expect(spreadPercentage(lines, '2.5')).toMatchObject([
    { netMinor: 275, quantity: '1.00', unitPrice: '2.75' },
    { netMinor: 125, quantity: '1.00', unitPrice: '1.25' },
  ])
  expect(spreadPercentage([{ netMinor: 0, ...high }], '-10')).toMatchObject([{ netMinor: 0 }])
  expect(spreadPercentage([], '-10')).toEqual([])
})

test('what is left of every rate is its part, to the cent, and all is taken off by 100%', () => {
  const line = fc.record({
    netMinor: fc.integer({ min: -1e7, max: 1e7 }),
    rate: fc.constantFrom(high, low),
  })
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1 }),
      fc.integer({ min: 1, max: 10_000 }),
      (given, off) => {
        const lines = given.map(({ netMinor, rate }) => ({ netMinor, ...rate }))
        const spread = spreadPercentage(lines, decimalFrom(BigInt(-off), 2))
        for (const { vatRateId } of [high, low]) {
          const of = (all: readonly { vatRateId: string | null; netMinor: number }[]) =>
            sumMinor(
              all.filter((each) => each.vatRateId === vatRateId).map((each) => each.netMinor),
            )
          const left = of([...lines, ...spread])
          expect(Math.abs(left - (of(lines) * (10_000 - off)) / 10_000)).toBeLessThanOrEqual(0.5)
          if (off === 10_000) expect(left).toBe(0)
        }
        for (const { netMinor, taxMinor: tax, vatPercentage } of spread) {
          expect(tax).toBe(taxMinor(netMinor, vatPercentage))
        }
      },
    ),
  )
})
