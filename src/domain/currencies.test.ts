import { expect, test } from 'vitest'
import { currencies, isCurrency } from './currencies.ts'

test('knows the currencies in use, and not the abolished or the invented', () => {
  expect(['EUR', 'USD', 'GBP', 'NZD', 'JPY', 'XCG'].every(isCurrency)).toBe(true)
  expect(
    ['NLG', 'DEM', 'XXX', 'XTS', 'EUX', 'eur', '', 'EURO', 'constructor'].some(isCurrency),
  ).toBe(false)
})

test('lists each once, in order', () => {
  expect(currencies).toEqual([...new Set(currencies)].toSorted())
  expect(currencies.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
})
