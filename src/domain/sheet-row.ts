import { say } from './words/say.ts'
import { decimalFrom, scaledFrom } from './money.ts'
import { type TextRule, textProblem } from './plain-text.ts'
import { type Matching, meantText } from './sheet-columns.ts'
import {
  dayFrom,
  decimalIn,
  secondsOfDuration,
  secondsOfTime,
  type SheetFormats,
  yesOrNo,
} from './sheet-formats.ts'

/** What is wrong with a row: where, what was found, and what is expected. */
export type RowProblem<Field extends string = string> = {
  field: Field | null
  words: string
  /** What the row names that does not exist, where that is all that is wrong. */
  missing?: string
}

export const formulaWords = say('This is a formula. Put the value in its place.')

/** Why a row does not fit under its headings; undefined when it does. */
export function raggedProblem(cells: readonly string[], width: number): string | undefined {
  const count = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (count > width) {
    return say(
      'This row has {{count}} cells, the header row {{width}}. Put a text with a delimiter in it between quotes.',
      { count, width },
    )
  }
  return cells.length < width
    ? say(
        'This row has {{count}} cells, the header row {{width}}. Put a text with a line break in it between quotes, and add the cells that are missing.',
        { count: cells.length, width },
      )
    : undefined
}

/** Reads the cells of one row field by field, and gathers what is wrong with any of them. */
export type RowReader<Field extends string> = {
  problems: RowProblem<Field>[]
  add: (field: Field | null, words: string) => void
  has: (field: Field) => boolean
  text: (field: Field, rule: { longest: number; rules?: readonly TextRule[] }) => string | null
  /** As `text`, and a problem where the cell is empty. */
  required: (field: Field, rule: { longest: number; rules?: readonly TextRule[] }) => string
  day: (field: Field) => string | null
  /** Seconds since midnight. */
  time: (field: Field) => number | null
  duration: (field: Field) => number | null
  decimal: (field: Field, most: { whole: number; decimals: number }) => string | null
  yesOrNo: (field: Field) => boolean | null
}

const dayExamples = {
  ymd: say('year-month-day, such as 2026-12-31'),
  dmy: say('day-month-year, such as 31-12-2026'),
  mdy: say('month/day/year, such as 12/31/2026'),
}

export function readRow<Field extends string>(
  cells: readonly string[],
  { matching, width, formats }: { matching: Matching<Field>; width: number; formats: SheetFormats },
): RowReader<Field> {
  const problems: RowProblem<Field>[] = []
  const add = (field: Field | null, words: string) => void problems.push({ field, words })
  const texts = new Map<Field, string>()
  const ragged = raggedProblem(cells, width)
  if (ragged !== undefined) add(null, ragged)
  else {
    for (const [index, field] of matching.entries()) {
      if (field === null) continue
      const text = meantText(cells[index] ?? '')
      if (text === undefined) add(field, formulaWords)
      // A lone dash is how people and programs write that there is nothing.
      else if (!/^[-–—]?$/.test(text)) texts.set(field, text)
    }
  }

  /** What `parse` makes of a cell; what it cannot be is told with what is expected. */
  function read<Value>(
    field: Field,
    parse: (text: string) => Value | undefined,
    expected: string,
  ): Value | null {
    const text = texts.get(field)
    if (text === undefined) return null
    const value = parse(text)
    if (value !== undefined) return value
    add(
      field,
      say('{{text}} is not understood. Expected: {{expected}}.', { text: quoted(text), expected }),
    )
    return null
  }

  const text: RowReader<Field>['text'] = (field, rule) => {
    const given = texts.get(field)
    if (given === undefined) return null
    const words = textProblem(given, rule)
    if (words !== undefined) add(field, words)
    return words === undefined ? given : null
  }
  const has = (field: Field) =>
    texts.has(field) || problems.some((each) => each.field === field || each.field === null)
  return {
    problems,
    add,
    has,
    text,
    required: (field, rule) => {
      if (!has(field)) add(field, say('Fill this in.'))
      return text(field, rule) ?? ''
    },
    day: (field) =>
      read(field, (each) => dayFrom(each, formats.dateOrder), dayExamples[formats.dateOrder]),
    time: (field) => read(field, secondsOfTime, say('a time of the day, such as 09:30')),
    duration: (field) =>
      read(
        field,
        (each) => secondsOfDuration(each, formats.durationUnit),
        formats.durationUnit === 'hours'
          ? say('a duration of at most 24 hours, such as 1:30 or 1.5')
          : formats.durationUnit === 'minutes'
            ? say('whole minutes, at most 24 hours')
            : say('whole seconds, at most 24 hours'),
      ),
    decimal: (field, { whole, decimals }) =>
      read(
        field,
        (each) => {
          const decimal = decimalIn(each, formats.decimalSign)
          const fits = new RegExp(String.raw`^\d{1,${whole}}(?:\.\d{1,${decimals}}0*)?$`)
          if (decimal === undefined || !fits.test(decimal)) return undefined
          // Always as many, so that 12.5 and 12.50 are the same.
          return decimalFrom(scaledFrom(decimal, decimals), decimals)
        },
        say('a number with at most {{count}} decimals, such as {{example}}', {
          count: decimals,
          example: `12${formats.decimalSign}50`,
        }),
      ),
    yesOrNo: (field) => read(field, yesOrNo, say('yes or no')),
  }
}

const longestQuote = 60

/** What was found, as it is shown in a sentence. */
export function quoted(text: string): string {
  return `“${text.length > longestQuote ? `${text.slice(0, longestQuote).toWellFormed()}…` : text}”`
}
