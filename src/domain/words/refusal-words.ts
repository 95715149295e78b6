import { createFormats, decimalFromText } from '#lib/formats.ts'
import type { Language } from '#lib/languages.ts'
import { type RefusalCode, refusals } from '../refusals.ts'
import { explainXeroProblem, xeroProblemCodes } from '../xero-problems.ts'
import { refusalsInDutch } from './nl-refusals.ts'
import { sentencesInDutch } from './nl-sentences.ts'
import { xeroProblemsInDutch } from './nl-xero-problems.ts'

type RefusalWords = { title: string; fix?: string }

/** What a refusal says in a language; the codes are the same in all. */
export function refusalWords(code: RefusalCode, language: Language): RefusalWords {
  return language === 'nl' ? refusalsInDutch[code] : refusals[code]
}

/** The language that is liked best of an Accept-Language header, among those that are spoken here. */
export function languageFrom(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';')
    const quality = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find(Boolean)
    return { language: tag.split('-')[0], quality: Number(quality ?? '1') }
  })
  const [best] = wishes
    .filter(({ language, quality }) => (language === 'en' || language === 'nl') && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  return best?.language === 'nl' ? 'nl' : 'en'
}

/** Who reads: in which language, and how their workspace writes days and numbers; as the language does, if none is known. */
export type Reader = { language: Language; formats?: WrittenFormats | null | undefined }
export type WrittenFormats = { dateFormat: string; numberFormat: string }

/** Something the server said in English, as its reader reads it; what it does not know it leaves as it is. */
export function inWordsOf(text: string, reader: Reader): string {
  const isKept = reader.language === 'en' && (!reader.formats || !/\d/.test(text))
  return isKept ? text : (messageFor(writerFor(reader), text) ?? text)
}

/** Something the server said in English, in a language. */
export function inLanguage(text: string, language: Language): string {
  return inWordsOf(text, { language })
}

/** What the server said in English, in Dutch; undefined for what is not known, as names and Xero's own words. */
export function messageInDutch(message: string): string | undefined {
  return messageFor(writerFor({ language: 'nl' }), message)
}

type Writer = Pick<ReturnType<typeof createFormats>, 'day' | 'number' | 'quantity'> & {
  language: Language
}

function writerFor({ language, formats }: Reader): Writer {
  const own = {
    dateFormat: 'yyyy-MM-dd',
    numberFormat: language === 'nl' ? '1.234,56' : '1,234.56',
  }
  const rest = { currency: '', timeZone: 'UTC', timeFormat: '24h', durationFormat: 'h:mm' }
  const settings = { ...rest, ...(formats ?? own), language, weekStartsOn: 1 }
  const { day, number, quantity } = createFormats(settings)
  return { language, day, number, quantity }
}

function messageFor(writer: Writer, message: string): string | undefined {
  const plain = plainWords().get(message)
  if (plain !== undefined) return writer.language === 'nl' ? plain : message
  return several(writer, message) ?? filled(writer, message)
}

// These facts are words of the product themselves. What stands for `words` must be known; the others may be names.
const spokenFacts = ['words', 'thing', 'kind', 'tab', 'expected', 'item', 'where', 'uses', 'detail']
// Kept as English writes them, and days as the calendar does.
const numberFact = /^-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?$/
const dayFact = /^\d{4}-\d\d-\d\d$/

function filled(writer: Writer, message: string): string | undefined {
  for (const { pattern, names, words } of templates()) {
    const found = pattern.exec(message)
    if (!found) continue
    const facts = names.map((name, index) => factFor(writer, name, found[index + 1] ?? ''))
    if (facts.includes(undefined)) continue
    return words[writer.language].replaceAll(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => facts[names.indexOf(name)] ?? '',
    )
  }
  return undefined
}

function factFor(writer: Writer, name: string, fact: string): string | undefined {
  if (isCount(name)) {
    return numberFact.test(fact) ? writer.number(decimalFromText(fact, '.') ?? fact) : fact
  }
  if (dayFacts.has(name)) return dayFact.test(fact) ? writer.day(fact) : fact
  if (name === 'about') return fact.replace(/^\d{4}-\d\d-\d\d(?=, )/, writer.day)
  if (name === 'amount') return numberFact.test(fact) ? writer.quantity(fact, 2) : fact
  if (name === 'words') return messageFor(writer, fact)
  if (name === 'uses') return listFor(writer, fact)
  return spokenFacts.includes(name) ? (messageFor(writer, fact) ?? fact) : fact
}

/** "3 projects, 1 client and 12 time entries" */
function listFor(writer: Writer, list: string): string {
  const said = (each: string) => messageFor(writer, each) ?? each
  const parts = list.split(' and ').map((part) => part.split(', ').map(said).join(', '))
  return parts.join(writer.language === 'nl' ? ' en ' : ' and ')
}

/** Sentences after each other, all of them known. */
function several(writer: Writer, message: string): string | undefined {
  for (const { index } of message.matchAll(/(?<=[.:)”]) /g)) {
    const head = message.slice(0, index)
    const plain = plainWords().get(head)
    const first = plain === undefined ? filled(writer, head) : inLanguage(head, writer.language)
    const rest = first === undefined ? undefined : messageFor(writer, message.slice(index + 1))
    if (rest !== undefined) return `${first} ${rest}`
  }
  return undefined
}

type Template = { pattern: RegExp; names: string[]; words: Record<Language, string> }

let known: Map<string, string> | undefined
let patterns: Template[] | undefined

/** What has no facts: sentences, the titles of refusals and what to do about them, the problems of Xero. */
function plainWords(): Map<string, string> {
  known ??= new Map([
    ...(Object.keys(refusals) as RefusalCode[]).flatMap((code) =>
      pairs(refusalWords(code, 'en'), refusalsInDutch[code]),
    ),
    ...xeroProblemCodes.flatMap((code) =>
      pairs(explainXeroProblem(code), xeroProblemsInDutch[code]),
    ),
    ...Object.entries(sentencesInDutch).filter(([english]) => !english.includes('{{')),
  ])
  return known
}

type Said = { title?: string; message?: string; fix?: string }

function pairs(english: Said, dutch: Said): [string, string][] {
  return (['title', 'message', 'fix'] as const).flatMap((name) => {
    const [from, to] = [english[name], dutch[name]]
    return from === undefined || to === undefined ? [] : [[from, to] as [string, string]]
  })
}

/** The most particular first: "There is no client X. …" is not one that is called "client X. …". */
function templates(): Template[] {
  patterns ??= Object.entries(sentencesInDutch)
    .filter(([english]) => english.includes('{{'))
    .toSorted(([a], [b]) => literalLength(b) - literalLength(a))
    .map(([english, dutch]) => ({
      pattern: patternOf(english),
      names: [...english.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name),
      words: { en: english, nl: dutch },
    }))
  return patterns
}

function literalLength(words: string): number {
  return words.replaceAll(/\{\{\w+\}\}/g, '').length
}

function patternOf(words: string): RegExp {
  const pieces = words.split(/(\{\{\w+\}\})/).map((each) => {
    if (isCount(each.slice(2, -2))) return String.raw`([\d,.-]+)`
    if (each.startsWith('{{')) return String.raw`([\s\S]+?)`
    return each.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  })
  return new RegExp(`^${pieces.join('')}$`)
}

// What stands for these is a day wherever it is written as one.
const dayFacts = new Set(['day', 'startsOn', 'endsOn', 'from', 'to'])

function isCount(name: string): boolean {
  return name === 'count' || name === 'least' || name === 'most'
}
