import { expect, test } from 'vitest'
import {
  draftAmountMinor,
  draftTotals,
  isPrice,
  isQuantity,
  type DraftLine,
} from './invoice-draft.ts'

const rates = [
  { id: 'high', name: 'High', percentage: '21.00', isDefault: true },
  { id: 'low', name: 'Low', percentage: '9.00', isDefault: false },
  { id: 'none', name: 'None', percentage: '0.00', isDefault: false },
]

const line = (quantity: string, unitPrice: string, vatRateId: string | null = null): DraftLine => ({
  key: `${quantity} ${unitPrice}`,
  description: 'Work',
  quantity,
  unitPrice,
  vatRateId,
  discount: '',
})

test('a line without its numbers comes to nothing yet', () => {
  expect(draftAmountMinor(line('', '95'))).toBeUndefined()
  expect(draftAmountMinor(line('1.234', '95'))).toBeUndefined()
  expect(draftAmountMinor(line('1.5', '95.5'))).toBe(14_325)
})

test('tax is rounded for each line and added up for each rate', () => {
  const totals = draftTotals(
    [line('1', '0.10'), line('3', '0.10'), line('1', '10', 'low'), line('1', '5', 'none')],
    { rates, pricesIncludeVat: false },
  )
  expect(totals).toMatchObject({
    subtotalMinor: 1540,
    taxMinor: 98,
    totalMinor: 1638,
    taxes: [
      { percentage: '21.00', minor: 8 },
      { percentage: '9.00', minor: 90 },
    ],
  })
})

test('discounts are taken off as the server takes them, by line and over all rates above', () => {
  const { amounts, ...totals } = draftTotals(
    [
      { ...line('2', '50'), discount: '10' },
      line('1', '10', 'low'),
      { ...line('', ''), key: 'off', ofAbove: { percentage: '10', isSurcharge: false } },
      { ...line('1', '5'), discount: '101' },
      { ...line('', ''), key: 'more', ofAbove: { percentage: '5', isSurcharge: true } },
    ],
    { rates, pricesIncludeVat: false },
  )
  expect(amounts).toEqual([9000, 1000, -1000, undefined, 450])
  expect(totals).toMatchObject({
    subtotalMinor: 9450,
    taxes: [
      { percentage: '21.00', minor: 1890 - 189 + 85 },
      { percentage: '9.00', minor: 90 - 9 + 4 },
    ],
  })
})

test('where prices include VAT, the tax is in what each line comes to', () => {
  const lines = [
    line('1', '10'),
    line('1', '5', 'low'),
    { ...line('', ''), key: 'off', ofAbove: { percentage: '10', isSurcharge: false } },
  ]
  expect(draftTotals(lines, { rates, pricesIncludeVat: true })).toMatchObject({
    amounts: [1000, 500, -150],
    subtotalMinor: 826 + 459 - 83 - 46,
    taxMinor: 174 + 41 - 17 - 4,
    totalMinor: 1350,
  })
})

test('what counts as a quantity and as a price', () => {
  expect(isQuantity('0')).toBe(false)
  expect(isQuantity('12.25')).toBe(true)
  expect(isPrice('95.0001')).toBe(true)
  expect(isPrice('1e3')).toBe(false)
  expect(isPrice('')).toBe(false)
})
