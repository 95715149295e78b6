import { expect, test } from 'vitest'
import { languageOf } from './languages.ts'

test.each([
  ['nl', 'nl'],
  ['nl-BE', 'nl'],
  ['EN-gb', 'en'],
  ['nld', undefined],
  ['de', undefined],
  ['', undefined],
  [null, undefined],
])('%j is the language %j', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})
