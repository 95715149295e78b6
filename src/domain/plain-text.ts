// What texts may hold, for the edge and for files alike. The reasons are in docs/decisions/0007-names-are-plain.md.
import { say } from './words/say.ts'

export type TextRule = { isKept: (text: string) => boolean; words: string }

// oxlint-disable-next-line no-control-regex -- exactly the characters that must not come in
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const emoji = /\p{Emoji_Presentation}|\ufe0f/u

export const textRules: readonly TextRule[] = [
  { isKept: (text) => !controlCharacters.test(text), words: say('Leave out control characters.') },
  // Half of a pair is no text: PostgreSQL cannot keep it, and no font shows it.
  { isKept: (text) => text.isWellFormed(), words: say('Leave out characters that do not exist.') },
]

export const nameRules: readonly TextRule[] = [
  {
    isKept: (text) => !/[<>]/.test(text),
    words: say('Leave out < and >: Xero does not accept them in names.'),
  },
  {
    isKept: (text) => !/^[=+@\t]/.test(text),
    words: say('A name cannot start with =, + or @: spreadsheets would run it.'),
  },
  {
    isKept: (text) => !emoji.test(text),
    words: say('Leave out emoji: names are printed on invoices.'),
  },
]

export const codePattern = /^[\x20-\x7e]*$/
export const codeWords = say('Use letters, digits and signs without accents.')

export const codeRules: readonly TextRule[] = [
  { isKept: (text) => codePattern.test(text), words: codeWords },
  { isKept: (text) => !/[<>]/.test(text), words: say('Leave out < and >.') },
  {
    isKept: (text) => !/^[=+@]/.test(text),
    words: say('It cannot start with =, + or @: spreadsheets would run it.'),
  },
]

// The same addresses as the API's library takes.
export const emailPattern =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/
export const emailWords = say('Give an e-mail address such as name@example.com.')

export function longestWords(longest: number): string {
  return say('Use at most {{count}} characters.', { count: longest })
}

/** The first thing that is wrong with a text, in words; undefined when it can be kept. */
export function textProblem(
  text: string,
  { longest, rules = [] }: { longest: number; rules?: readonly TextRule[] },
): string | undefined {
  if (text.length > longest) return longestWords(longest)
  return [...textRules, ...rules].find((rule) => !rule.isKept(text))?.words
}
