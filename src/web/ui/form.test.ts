import { expect, test } from 'vitest'
import { isDecimal } from './form.ts'

test.each([
  { value: '95', decimals: 4, is: true },
  { value: '95.1234', decimals: 4, is: true },
  { value: '95.12345', decimals: 4, is: false },
  { value: '95.125', decimals: 2, is: false },
  { value: '-1', decimals: 2, is: false },
  { value: '1.', decimals: 2, is: false },
  { value: '1.2.3', decimals: 2, is: false },
  { value: '123456789', decimals: 2, is: false },
  { value: 'abc', decimals: 2, is: false },
])("'$value' with at most $decimals decimals: $is", ({ value, decimals, is }) => {
  expect(isDecimal(value, decimals)).toBe(is)
})
