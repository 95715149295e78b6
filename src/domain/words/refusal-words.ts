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

/** Something the server said in English, in the language of who reads it; what it does not know it leaves as it is. */
export function inLanguage(text: string, language: Language): string {
  return language === 'nl' ? (messageInDutch(text) ?? text) : text
}

/** What the server said in English, in Dutch; undefined for what is not known, as names and Xero's own words. */
export function messageInDutch(message: string): string | undefined {
  return plainWords().get(message) ?? several(message) ?? filled(message)
}

// These facts are words of the product themselves. What stands for `words` must be known; the others may be names.
const spokenFacts = ['words', 'thing', 'kind', 'tab', 'expected', 'item', 'where', 'uses', 'detail']
// Numbers with the separators of English.
const countFact = /^\d{1,3}(?:,\d{3})+$/

function filled(message: string): string | undefined {
  for (const { pattern, names, dutch } of templates()) {
    const found = pattern.exec(message)
    if (!found) continue
    const facts = names.map((name, index) => factInDutch(name, found[index + 1] ?? ''))
    if (facts.includes(undefined)) continue
    return dutch.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => facts[names.indexOf(name)] ?? '')
  }
  return undefined
}

function factInDutch(name: string, fact: string): string | undefined {
  if (isCount(name)) {
    return countFact.test(fact) ? fact.replaceAll(',', '.') : fact
  }
  if (name === 'words') return messageInDutch(fact)
  if (name === 'uses') return listInDutch(fact)
  return spokenFacts.includes(name) ? (messageInDutch(fact) ?? fact) : fact
}

/** "3 projects, 1 client and 12 time entries" */
function listInDutch(list: string): string {
  const inDutch = (each: string) => messageInDutch(each) ?? each
  const parts = list.split(' and ')
  return parts.map((part) => part.split(', ').map(inDutch).join(', ')).join(' en ')
}

/** Sentences after each other, all of them known. */
function several(message: string): string | undefined {
  for (const { index } of message.matchAll(/(?<=[.:)”]) /g)) {
    const first = plainWords().get(message.slice(0, index)) ?? filled(message.slice(0, index))
    const rest = first === undefined ? undefined : messageInDutch(message.slice(index + 1))
    if (rest !== undefined) return `${first} ${rest}`
  }
  return undefined
}

type Template = { pattern: RegExp; names: string[]; dutch: string }

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
      dutch,
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

function isCount(name: string): boolean {
  return name === 'count' || name === 'least' || name === 'most'
}
