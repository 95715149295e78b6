import { describe, expect, test } from 'vitest'
import { createFormats, decimalFromText } from './formats.ts'

const settings = {
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  language: 'en',
  dateFormat: 'dd-MM-yyyy',
  numberFormat: '1.234,56',
  durationFormat: 'h:mm',
  weekStartsOn: 1,
}

describe('a workspace writes', () => {
  const formats = createFormats(settings)

  test.each([
    [0, '€0,00'],
    [5, '€0,05'],
    [-5, '−€0,05'],
    [123_456_789, '€1.234.567,89'],
  ])('%i minor units as %s', (minor, text) => {
    expect(formats.money(minor)).toBe(text)
  })

  test('another currency by its sign, and none where none is asked for', () => {
    expect(formats.money(100, 'USD')).toBe('$1,00')
    expect(formats.money(100, 'CHF')).toBe('CHF 1,00')
    expect(formats.money(100, null)).toBe('1,00')
  })

  test.each([
    ['95.0000', 2, '95,00'],
    ['95.1250', 2, '95,125'],
    ['1500', 0, '1.500'],
    ['2.00', 0, '2'],
  ])('the quantity %s with at least %i decimals as %s', (value, decimals, text) => {
    expect(formats.quantity(value, decimals)).toBe(text)
  })

  test.each([
    ['dd-MM-yyyy', '09-03-2026'],
    ['d-M-yyyy', '9-3-2026'],
    ['MM/dd/yyyy', '03/09/2026'],
    ['d MMM yyyy', '9 Mar 2026'],
  ])('a day in %s as %s', (dateFormat, text) => {
    expect(createFormats({ ...settings, dateFormat }).day('2026-03-09')).toBe(text)
  })

  test('a moment in its own time zone, also across midnight', () => {
    expect(formats.moment('2026-03-08T23:30:00Z')).toBe('09-03-2026 00:30')
  })

  test('durations as hours and minutes, or decimal', () => {
    expect(formats.duration(5_400)).toBe('1:30')
    expect(formats.duration(59 * 60 + 59)).toBe('1:00')
    expect(formats.duration(4_500_000)).toBe('1.250:00')
    expect(createFormats({ ...settings, durationFormat: 'decimal' }).duration(5_400)).toBe('1,50')
  })
})

test.each([
  ['1,5', ',', '1.5'],
  ['1.5', ',', '1.5'],
  ['1.234,56', ',', '1234.56'],
  ['1,234.56', '.', '1234.56'],
  ['1 234,56', ',', '1234.56'],
  ['abc', ',', undefined],
])('%s typed where %s separates decimals is %s', (typed, separator, decimal) => {
  expect(decimalFromText(typed, separator)).toBe(decimal)
})
