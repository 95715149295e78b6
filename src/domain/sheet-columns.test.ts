import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientFieldNames, clientSheetFields } from './client-sheet.ts'
import { clientSampleHeadings } from './client-sample.ts'
import {
  decimalText,
  findHeaderRow,
  guessMatching,
  headingKey,
  meantText,
} from './sheet-columns.ts'

const guess = (headings: string[]) => guessMatching(headings, clientSheetFields)

test('headings are known in English and Dutch, however they are written', () => {
  expect(guess(['Customer No.', 'COMPANY NAME', 'e-mail', 'Zip code', 'Colour'])).toEqual([
    'number',
    'name',
    'email',
    'invoicePostalCode',
    null,
  ])
  expect(guess(['Debiteurnr.', 'Bedrijfsnaam', 'BTW-nummer', 'T.a.v.', 'Betaaltermijn'])).toEqual([
    'number',
    'name',
    'vatNumber',
    'invoiceAttentionTo',
    'paymentTermDays',
  ])
  // As Xero exports its contacts.
  expect(
    guess(['*ContactName', 'AccountNumber', 'EmailAddress', 'POAddressLine1', 'SAPostalCode']),
  ).toEqual(['name', 'number', 'email', 'invoiceLine1', 'visitingPostalCode'])
})

test('no heading is known for two fields, and the sample file has each field once', () => {
  const keys = clientSheetFields.flatMap(({ name, headings }) => [
    ...new Set([name, ...headings].map(headingKey)),
  ])
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  const sample = guess(clientSampleHeadings)
  expect(sample).toHaveLength(clientFieldNames.length)
  expect(new Set(sample)).toEqual(new Set(clientFieldNames))
})

test('a field takes the leftmost of two columns, and what was chosen before wins', () => {
  expect(guess(['Name', 'Client'])).toEqual(['name', null])
  const remembered = new Map([
    ['name', null],
    ['colour', 'notes'],
    ['shape', 'gone_since'],
  ])
  const headings = ['Name', 'Client', 'Colour', 'Shape']
  expect(guessMatching(headings, clientSheetFields, remembered)).toEqual([
    null,
    'name',
    'notes',
    null,
  ])
})

test.each([
  [[['Name', 'Number']], 1],
  [[['Our clients', ''], [''], ['Name', 'Number'], ['A', '1']], 3],
  [[[''], ['Colour', 'Shape'], ['red', 'round']], 2],
  [[['R-1', 'Acme']], 1],
])('the row with the headings of %j is row %i', (rows, row) => {
  expect(findHeaderRow(rows, clientSheetFields)).toBe(row)
})

test.each([
  [' Acme ', 'Acme'],
  ['="00123"', '00123'],
  ["'+31 20", '+31 20'],
  ["'t Hoekje", "'t Hoekje"],
  ['=1+1', undefined],
  ['=HYPERLINK("https://evil.example")', undefined],
  ['+31 20', '+31 20'],
])('the cell %j means %j', (cell, meant) => {
  expect(meantText(cell)).toBe(meant)
})

test.each([
  ['85', '85'],
  ['85.5', '85.5'],
  ['85,50', '85.50'],
  ['€ 85,-', undefined],
  ['€ 1.250,00', '1250.00'],
  ['1,250.00 EUR', '1250.00'],
  ["1'250.50", '1250.50'],
  ['1.234.567,8', '1234567.8'],
  ['1.234.567', '1234567'],
  ['0,235', '0.235'],
  ['1.234', undefined], // a thousand and something, or one and something
  ['12.34,5', undefined],
  ['1,2,3', undefined],
  ['-5', undefined],
  ['five', undefined],
  ['', undefined],
])('%j is the decimal %j', (written, decimal) => {
  expect(decimalText(written)).toBe(decimal)
})

test('an amount reads back as what was written, in the ways of both sides of the sea', () => {
  const amount = fc.record({ whole: fc.nat(9_999_999), cents: fc.nat(99) })
  fc.assert(
    fc.property(amount, fc.constantFrom('en', 'nl', 'de-CH'), ({ whole, cents }, locale) => {
      const digits = { minimumFractionDigits: 2 }
      const written = (whole + cents / 100).toLocaleString(locale, digits)
      expect(decimalText(written)).toBe(`${whole}.${String(cents).padStart(2, '0')}`)
    }),
  )
})
