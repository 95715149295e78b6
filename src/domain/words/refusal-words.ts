import type { Language } from '#lib/languages.ts'
import { type RefusalCode, refusals } from '../refusals.ts'
import { refusalsInDutch } from './nl-refusals.ts'

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

/** A message about a field in Dutch; undefined for one that has particulars of its own. */
export function messageInDutch(message: string): string | undefined {
  const most = /^Use at most ([\d,]+) characters\.$/.exec(message)?.[1]
  if (most !== undefined) return `Gebruik ten hoogste ${most.replaceAll(',', '.')} tekens.`
  return messages[message] ?? titles().get(message)
}

const messages: Readonly<Record<string, string>> = {
  'Fill this in.': 'Vul dit in.',
  'This cannot be accepted.': 'Dit kan niet worden verwerkt.',
  'There is no such field here. Check how it is spelled.':
    'Dit veld bestaat hier niet. Controleer hoe het is gespeld.',
  'Give an e-mail address such as name@example.com.':
    'Geef een e-mailadres zoals naam@example.com.',
  'The year must lie between 1990 and 2099.': 'Het jaar moet tussen 1990 en 2099 liggen.',
  'A percentage is at most 100.': 'Een percentage is ten hoogste 100.',
  'Use letters, digits and signs without accents.':
    'Gebruik letters, cijfers en tekens zonder accenten.',
  'Leave out emoji: names are printed on invoices.':
    'Laat emoji weg: namen komen op facturen te staan.',
  'Leave out control characters.': 'Laat stuurtekens weg.',
  'Leave out characters that do not exist.': 'Laat tekens weg die niet bestaan.',
  'Leave out < and >: Xero does not accept them in names.':
    'Laat < en > weg: Xero neemt ze in namen niet aan.',
  'Leave out < and >.': 'Laat < en > weg.',
  'It cannot start with =, + or @: spreadsheets would run it.':
    'Dit kan niet met =, + of @ beginnen: een spreadsheet zou het uitvoeren.',
}

let known: Map<string, string> | undefined

// Of several things at once, each says the title of its own refusal.
function titles(): Map<string, string> {
  known ??= new Map(
    (Object.keys(refusals) as RefusalCode[]).map((code) => [
      refusals[code].title,
      refusalsInDutch[code].title,
    ]),
  )
  return known
}
