import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addVat, takeVat } from './expense-price.ts'

test.each([
  { gross: '121', percentage: '21.00', net: 10_000, vat: 2100, unitPrice: '100.0000' },
  { gross: '18.50', percentage: '21.00', net: 1529, vat: 321, unitPrice: '15.2900' },
  { gross: '18.50', percentage: '9', net: 1697, vat: 153, unitPrice: '16.9700' },
  { gross: '18.50', percentage: '0', net: 1850, vat: 0, unitPrice: '18.5000' },
  // No net amount has three cents with VAT: what was paid stays what it was all the same.
  { gross: '0.03', percentage: '21.00', net: 2, vat: 1, unitPrice: '0.0200' },
  { gross: '10.05', percentage: '100', net: 502, vat: 503, unitPrice: '5.0200' },
])('$gross with $percentage% holds $vat', ({ gross, percentage, net, vat, unitPrice }) => {
  const amounts = takeVat({ quantity: '1', grossUnitPrice: gross, percentage })
  const grossMinor = net + vat
  expect(amounts).toEqual({ netMinor: net, vatMinor: vat, grossMinor, unitPrice })
})

test('a price of four decimals cannot say every amount of many pieces', () => {
  const price = { quantity: '1000', percentage: '21.00' }
  expect(takeVat({ ...price, grossUnitPrice: '1.21' })?.unitPrice).toBe('1.0000')
  expect(takeVat({ ...price, grossUnitPrice: '0.99' })).toBeUndefined()
})

const decimals = (max: number, places: number) =>
  fc.bigInt({ min: 1n, max: BigInt(max) }).map((value) => {
    const digits = value.toString().padStart(places + 1, '0')
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`
  })
const percentage = fc.oneof(fc.constantFrom('21.00', '9.00', '0.00', '100.00'), decimals(10_000, 2))
const price = decimals(99_999_999, 4)
const fewPieces = decimals(9999, 2)

test('net and VAT are the gross amount, whatever is entered, and the net price makes the net amount', () => {
  fc.assert(
    fc.property(fewPieces, price, percentage, (quantity, grossUnitPrice, rate) => {
      const amounts = takeVat({ quantity, grossUnitPrice, percentage: rate })
      expect(amounts).toBeDefined()
      if (!amounts) return
      const { netMinor, vatMinor, grossMinor, unitPrice } = amounts
      expect(netMinor + vatMinor).toBe(grossMinor)
      const again = addVat({ quantity, unitPrice, percentage: rate })
      expect(again.netMinor).toBe(netMinor)
      // VAT worked out from either side differs by a cent at most, where no net amount has this gross one.
      expect(Math.abs(again.vatMinor - vatMinor)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 1000 },
  )
})

test('what was net, read as gross and back, is the same net amount and the same VAT', () => {
  fc.assert(
    fc.property(decimals(99_999_999, 2), percentage, (unitPrice, rate) => {
      const net = addVat({ quantity: '1', unitPrice, percentage: rate })
      const text = String(net.grossMinor).padStart(3, '0')
      const grossUnitPrice = `${text.slice(0, -2)}.${text.slice(-2)}`
      expect(takeVat({ quantity: '1', grossUnitPrice, percentage: rate })).toMatchObject(net)
    }),
    { numRuns: 1000 },
  )
})
