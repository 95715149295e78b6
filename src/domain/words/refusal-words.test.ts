import { expect, test } from 'vitest'
import { type RefusalCode, refusals } from '../refusals.ts'
import { languageFrom, messageInDutch, refusalWords } from './refusal-words.ts'

const codes = Object.keys(refusals) as RefusalCode[]

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['nl', 'nl'],
  ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
  ['fr-FR, en;q=0.5, nl;q=0.7', 'nl'],
  ['en-US,nl;q=0.5', 'en'],
  ['nl;q=0, de', 'en'],
])('who accepts %j reads %s', (header, language) => {
  expect(languageFrom(header)).toBe(language)
})

test('every refusal is said in Dutch, with what to do about it where English has that', () => {
  const same = codes.filter((code) => {
    const [english, dutch] = [refusalWords(code, 'en'), refusalWords(code, 'nl')]
    return (
      english.title === dutch.title || (english.fix === undefined) !== (dutch.fix === undefined)
    )
  })
  expect(same).toEqual([])
})

test('Dutch speaks to nobody', () => {
  const words = codes.flatMap((code) => Object.values(refusalWords(code, 'nl')))
  expect(words.filter((text) => /\b(?:u|uw|je|jij|jouw)\b/i.test(text))).toEqual([])
})

test('messages about fields are known, those with particulars are left', () => {
  expect(messageInDutch('Use at most 1,000 characters.')).toBe('Gebruik ten hoogste 1.000 tekens.')
  expect(messageInDutch(refusals.client_not_found.title)).toBe('Deze klant bestaat niet.')
  expect(messageInDutch('Client number 7 is taken.')).toBeUndefined()
})
