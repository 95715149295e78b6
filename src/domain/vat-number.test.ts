import { expect, test } from 'vitest'
import { isVatNumber } from './vat-number.ts'

test.each([
  ['NL123456789B01', true],
  ['nl 1234.56.789.b01', true],
  ['BE0123456789', true],
  ['FRXX123456789', true],
  ['GB123456789', true],
  ['123456789', true],
  ['CHE-123.456.789 MWST', true],
  ['NL123456789B1', false],
  ['NL12345678901', false],
  ['DE12345678', false],
  ['ATX12345678', false],
])('%s can be a VAT number: %s', (text, is) => {
  expect(isVatNumber(text)).toBe(is)
})
