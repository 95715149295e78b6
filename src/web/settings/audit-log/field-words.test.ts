import { expect, test } from 'vitest'
import { fieldWords, shownValue } from './field-words.ts'

test('fields are named as people read them', () => {
  expect(
    ['hourlyRate', 'fixedPriceMinor', 'archivedAt', 'vatNumber', 'xeroTaxType'].map(fieldWords),
  ).toEqual(['Hourly rate', 'Fixed price', 'Archived', 'VAT number', 'Xero tax type'])
})

test('values are shown by what they are', () => {
  expect(shownValue('totalMinor', 1250)).toEqual({ minor: 1250 })
  expect(shownValue('rows', 12)).toEqual({ text: '12' })
  expect(shownValue('isDefault', false)).toEqual({ flag: false })
  expect(shownValue('archivedAt', '2026-11-16T10:00:00.000Z')).toEqual({
    moment: '2026-11-16T10:00:00.000Z',
  })
  expect(shownValue('email', '')).toBeNull()
  expect(shownValue('invoiceAddress', {})).toBeNull()
  expect(shownValue('invoiceAddress', { city: 'Utrecht', line1: null })).toEqual({
    text: 'City: Utrecht',
  })
  const people = [{ id: '0198', name: 'Emma' }]
  expect(shownValue('members', people)).toEqual({ text: 'Emma' })
  expect(shownValue('tracking', [{ optionId: 'x' }, { optionId: 'y' }])).toEqual({
    text: 'Option: x; Option: y',
  })
})
