import { expect, test } from 'vitest'
import { fileWords } from './words/file-words.ts'
import { instalmentRefusal, instalmentWords, leftMinor } from './fixed-price.ts'

test('in Dutch, with the number as the workspace writes it', () => {
  const dutch = { words: fileWords('nl'), number: (decimal: string) => decimal.replace('.', ',') }
  const price = { priceMinor: 1000, billedMinor: 400 }
  expect(instalmentWords(price, { amountMinor: 600, ...dutch })).toBe(
    'Rest van de vaste prijs van 10,00',
  )
})

const writing = { words: fileWords('en'), number: (decimal: string) => decimal }

test.each([
  { priceMinor: 1000, billedMinor: 0, part: 1000, refusal: undefined },
  { priceMinor: 1000, billedMinor: 400, part: 600, refusal: undefined },
  { priceMinor: 1000, billedMinor: 400, part: 601, refusal: 'fixed_price_would_be_exceeded' },
  { priceMinor: 1000, billedMinor: 1000, part: 1, refusal: 'fixed_price_is_fully_billed' },
  // The price was lowered after more was billed.
  { priceMinor: 500, billedMinor: 900, part: 1, refusal: 'fixed_price_is_fully_billed' },
])('$part of $priceMinor with $billedMinor billed: $refusal', ({ part, refusal, ...price }) => {
  expect(instalmentRefusal(price, part)).toBe(refusal)
})

test('what is left is never less than nothing', () => {
  expect(leftMinor({ priceMinor: 500, billedMinor: 900 })).toBe(0)
})

test.each([
  [0, 1000, 'Fixed price'],
  [0, 400, 'Part of the fixed price of 10.00'],
  [400, 100, 'Part of the fixed price of 10.00'],
  [400, 600, 'Rest of the fixed price of 10.00'],
])('with %i billed, %i more is called: %s', (billedMinor, amountMinor, words) => {
  expect(instalmentWords({ priceMinor: 1000, billedMinor }, { amountMinor, ...writing })).toBe(
    words,
  )
})
