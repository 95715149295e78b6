import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('cells are quoted where they must be', () => {
  expect(csvLine(['a', 'b, c', 'say "x"', 'two\nlines', null])).toBe(
    'a,"b, c","say ""x""","two\nlines",\r\n',
  )
})

test('days and numbers stand as they are', () => {
  expect(csvLine([{ day: '2026-11-23' }, { decimal: '-12.50' }])).toBe('2026-11-23,-12.50\r\n')
})

test.each(['=1+1', '+31 20', '-x', '@SUM(A1)', '\tx'])('%j is no formula', (text) => {
  expect(csvLine([text])).toBe(`'${text}\r\n`)
})

test('a formula behind a quote is none either', () => {
  expect(csvLine(['=HYPERLINK("x","y")'])).toBe('"\'=HYPERLINK(""x"",""y"")"\r\n')
})

test('where a comma separates decimals, semicolons separate cells', () => {
  expect(csvLine(['a;b', 'c, d', { day: '2026-11-23' }, { decimal: '-1234.50' }], ',')).toBe(
    '"a;b";c, d;2026-11-23;-1234,50\r\n',
  )
})
