import { createFormats } from '#lib/formats.ts'
import { expect, test } from 'vitest'
import { typedPrice } from './typed-price.ts'

const formats = (currency: string) =>
  createFormats({
    currency,
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    dateFormat: 'd-M-yyyy',
    timeFormat: '24h',
    numberFormat: '1.234,56',
    durationFormat: 'h:mm',
    weekStartsOn: 1,
  })

test.each([
  ['18,50', '18.50'],
  ['18.50', '18.50'],
  ['€ 18,50', '18.50'],
  ['18,50 EUR', '18.50'],
  ['eur 1.234,5', '1234.5'],
])('%s is %s', (typed, price) => {
  expect(typedPrice(typed, formats('EUR'))).toEqual({ price })
})

test.each([
  ['', 'priceMissing'],
  ['EUR', 'priceMissing'],
  ['$ 18,50', 'otherCurrency'],
  ['18,50 USD', 'otherCurrency'],
  ['£5', 'otherCurrency'],
  ['-5', 'priceInvalid'],
  ['1,23456', 'priceInvalid'],
  ['123456789', 'priceInvalid'],
])('%s is %s', (typed, words) => {
  expect(typedPrice(typed, formats('EUR'))).toEqual({ words })
})

test('a sign that many currencies have is the own one', () => {
  expect(typedPrice('$5', formats('AUD'))).toEqual({ price: '5' })
})
