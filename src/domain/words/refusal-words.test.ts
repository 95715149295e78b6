import { expect, test } from 'vitest'
import { type RefusalCode, refusals } from '../refusals.ts'
import { usesInWords } from '../uses.ts'
import { explainXeroProblem, xeroProblemCodes } from '../xero-problems.ts'
import { sentencesInDutch } from './nl-sentences.ts'
import { xeroProblemsInDutch } from './nl-xero-problems.ts'
import {
  inLanguage,
  inWordsOf,
  languageFrom,
  messageInDutch,
  refusalWords,
} from './refusal-words.ts'
import { say } from './say.ts'

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

const facts = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted().join()

test('Dutch speaks to nobody', () => {
  const words = [
    ...codes.flatMap((code) => Object.values(refusalWords(code, 'nl'))),
    ...Object.values(sentencesInDutch),
    ...Object.values(xeroProblemsInDutch).flatMap((each) => Object.values(each)),
  ]
  expect(words.filter((text) => /\b(?:u|uw|je|jij|jouw)\b/i.test(text))).toEqual([])
})

test('every sentence of the server is known again in Dutch, whatever its facts are', () => {
  const filled = (words: string, sentence: string) =>
    words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (/^(?:count|least|most)$/.test(name)) return '12'
      return name === 'words' ? sentence : `<${name}>`
    })
  const lost = Object.entries(sentencesInDutch).filter(
    ([english, dutch]) =>
      messageInDutch(filled(english, 'Choose a line.')) !== filled(dutch, 'Kies een regel.'),
  )
  expect(lost).toEqual([])
})

test('the facts are the same in both languages, and few words are', () => {
  const pairs = Object.entries(sentencesInDutch)
  expect(pairs.filter(([english, dutch]) => facts(english) !== facts(dutch))).toEqual([])
  const same = pairs.filter(([english, dutch]) => english === dutch).map(([english]) => english)
  expect(same).toEqual([
    '{{count}} project',
    '{{count}} product',
    '{{count}} document in Xero',
    'project',
    '{{name}}: {{words}}',
  ])
})

test.each(xeroProblemCodes)('the problem %s of Xero is told in Dutch', (code) => {
  const { message, fix } = explainXeroProblem(code)
  const dutch = xeroProblemsInDutch[code]
  expect([inLanguage(message, 'nl'), inLanguage(fix, 'nl')]).toEqual([dutch.message, dutch.fix])
  expect(inLanguage(message, 'en')).toBe(message)
})

test('what is said in pieces is read in Dutch piece by piece', () => {
  const problem = explainXeroProblem('period_is_locked').message
  expect(messageInDutch(`${problem} ${say('Xero says: {{detail}}', { detail: 'No.' })}`)).toBe(
    'De datum valt in een periode die in Xero is afgesloten. Xero meldt: No.',
  )
  const uses = [
    { kind: 'projects', count: 1200 },
    { kind: 'clients', count: 1 },
    { kind: 'hours', count: 12 },
  ] as const
  expect(messageInDutch(usesInWords(uses))).toBe(
    'In gebruik bij 1.200 projecten, 1 klant en 12 urenregels.',
  )
  const item = say('time entry of {{about}}', { about: '2026-11-02, Website (“A. B”)' })
  const where = say('invoice {{number}}', { number: '2026-0007' })
  const others = say('{{count}} more are invoiced as well.', { count: 3 })
  expect(
    messageInDutch(`${say('The {{item}} is already on {{where}}.', { item, where })} ${others}`),
  ).toBe(
    'Urenregel van 2026-11-02, Website (“A. B”) staat al op factuur 2026-0007. Ook 3 andere zijn al gefactureerd.',
  )
})

test('messages about fields are known, and the words of Xero and of people are left', () => {
  expect(messageInDutch('Use at most 1,000 characters.')).toBe('Gebruik ten hoogste 1.000 tekens.')
  expect(messageInDutch(refusals.client_not_found.title)).toBe('Deze klant bestaat niet.')
  expect(messageInDutch('Client number 7 is taken.')).toBe('Klantnummer 7 is al in gebruik.')
  expect(messageInDutch('The document date cannot be before the lock date')).toBeUndefined()
  expect(messageInDutch('clients of ours')).toBeUndefined()
})

test('days, numbers and amounts are written as the workspace writes them, whatever the language', () => {
  const swiss = { dateFormat: 'dd.MM.yyyy', numberFormat: '1 234,56' }
  const american = { dateFormat: 'MM/dd/yyyy', numberFormat: '1,234.56' }
  const english = (text: string) => inWordsOf(text, { language: 'en', formats: swiss })
  const dutch = (text: string) => inWordsOf(text, { language: 'nl', formats: american })
  const closed = say('Everything up to and including {{day}} is closed.', { day: '2026-03-02' })
  expect(english(closed)).toBe('Everything up to and including 02.03.2026 is closed.')
  expect(dutch(closed)).toBe('Alles tot en met 03/02/2026 is afgesloten.')
  const dates = { name: 'Plan 2026-01-01', startsOn: '2026-03-02', endsOn: '2026-04-30' }
  const runs = say('{{name}} runs from {{startsOn}} to {{endsOn}}.', dates)
  // A name stays what it is, whatever is in it.
  expect(english(runs)).toBe('Plan 2026-01-01 runs from 02.03.2026 to 30.04.2026.')
  const left = say('Of {{name}}, {{amount}} is left.', { name: 'Plan', amount: '1234567.50' })
  expect([english(left), dutch(left)]).toEqual([
    'Of Plan, 1 234 567,50 is left.',
    'Van Plan is nog 1,234,567.50 over.',
  ])
  const many = say('{{count}} projects', { count: 1234 })
  expect([english(`Used by ${many} and 1 client.`), dutch(many)]).toEqual([
    'Used by 1 234 projects and 1 client.',
    '1,234 projecten',
  ])
  const item = say('time entry of {{about}}', { about: '2026-03-02, Website' })
  expect(english(say('The {{item}} is written off.', { item }))).toBe(
    'The time entry of 02.03.2026, Website is written off.',
  )
  expect(inWordsOf(closed, { language: 'en' })).toBe(closed)
})
