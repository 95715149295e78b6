import { languages } from '#lib/languages.ts'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { nl } from './nl.ts'

// Words that are the same in Dutch; everything else that is equal was forgotten.
const sameInDutch = new Set([
  'Alt ↑',
  'Alt ↓',
  'Apps',
  'Budget',
  'Code',
  'Conflict',
  'Contact',
  'Contract',
  'Credit',
  'CSV',
  'Details',
  'document',
  'Document in Xero',
  'document in Xero',
  'E-mail',
  'E-mails',
  'English',
  'BIC',
  'Compact',
  'Excel',
  'Exports',
  'Filters',
  'Filters ()',
  'Hourbook',
  'IBAN',
  'In Xero',
  'in document',
  'Indigo',
  'is',
  'Is % in Xero',
  'kB',
  'km',
  'Manager',
  'MB',
  'min',
  'ms',
  'Nederlands',
  'Modern',
  'Logo',
  'Open',
  'Percentage',
  'Product',
  'product',
  'Product in Xero',
  'Project',
  'project',
  'Status',
  'Status in Xero',
  'Team',
  'Teams',
  'Test',
  'Timer',
  'Token',
  'Violet',
  'Website',
  'Week',
  'Xero',
])

type Texts = { readonly [key: string]: string | Texts }

function textsOf(texts: Texts, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text]] : textsOf(text, `${path}${key}.`),
  )
}

const english = textsOf(en)
const dutch = new Map(textsOf(nl))
const factsOf = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name ?? '').toSorted()

test('every text is there in Dutch, and no other', () => {
  expect([...dutch.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
  expect([...dutch].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('both languages name the same facts', () => {
  const named = (text: string | undefined) => [...new Set(factsOf(text))]
  const different = english.filter(([key, text]) => {
    return named(text).join() !== named(dutch.get(key)).join()
  })
  expect(different).toEqual([])
})

test('a Dutch text is not the English one', () => {
  const same = english.filter(([key, text]) => dutch.get(key) === text).map(([, text]) => text)
  const words = same.map((text) =>
    text
      .replaceAll(/\{\{.*?\}\}/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  const forgotten = words.filter((each) => /[a-z]{2}/i.test(each) && !sameInDutch.has(each))
  expect([...new Set(forgotten)]).toEqual([])
})

test('Dutch speaks to nobody', () => {
  const polite = [...dutch].filter(([, text]) => /\b(?:u|uw|je|jij|jouw|jullie)\b/i.test(text))
  expect(polite).toEqual([])
})

test.each(languages)('a language names itself: %s', (language) => {
  const names = [en, nl].map((catalogue) => catalogue.regional.languages[language])
  expect(new Set(names).size).toBe(1)
})
