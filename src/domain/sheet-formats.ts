import { parseDuration, parseTimeOfDay } from './duration.ts'
import { isWorkDay, secondsPerDay } from './work-day.ts'

// How days, numbers and durations are written in a file: recognised from what stands in it, confirmed by a person.

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]
export const decimalSigns = ['.', ','] as const
export type DecimalSign = (typeof decimalSigns)[number]
export const durationUnits = ['hours', 'minutes', 'seconds'] as const
export type DurationUnit = (typeof durationUnits)[number]

export type SheetFormats = {
  dateOrder: DateOrder
  decimalSign: DecimalSign
  durationUnit: DurationUnit
}

/** What stands in the columns that can be written in several ways. */
export type FormatSamples = { days: string[]; numbers: string[]; durations: string[] }

export type RecognisedFormats = {
  formats: SheetFormats
  /** Whether the days of the file can be read in one way only. */
  isDateSure: boolean
}

/** What the samples are most likely written in; what they leave open is as the workspace writes it. */
export function recogniseFormats(
  { days, numbers, durations }: FormatSamples,
  usual: Pick<SheetFormats, 'dateOrder' | 'decimalSign'>,
): RecognisedFormats {
  const unclear = days.filter((text) => dayParts(text)?.isClear === false)
  const fitting = (['dmy', 'mdy'] as const).filter((order) =>
    unclear.every((text) => dayFrom(text, order) !== undefined),
  )
  const open = usual.dateOrder === 'mdy' ? 'mdy' : 'dmy'
  const [only, other] = fitting
  return {
    formats: {
      dateOrder: unclear.length === 0 ? 'ymd' : only && !other ? only : open,
      decimalSign: signOf([...numbers, ...durations]) ?? usual.decimalSign,
      durationUnit: unitOf(durations),
    },
    isDateSure: unclear.length === 0 || fitting.length === 1,
  }
}

function signOf(texts: readonly string[]): DecimalSign | undefined {
  const count = (pattern: RegExp) => texts.filter((text) => pattern.test(text.trim())).length
  const commas = count(/^\D{0,4}[\d.]*,\d{1,2}\D{0,4}$/)
  const points = count(/^\D{0,4}[\d,]*\.\d{1,2}\D{0,4}$/)
  if (commas === points) return undefined
  return commas > points ? ',' : '.'
}

const hoursPerDay = 24
const minutesPerDay = 1440

// Nobody works 25 hours on a day: whole numbers above that are minutes or, above a day of minutes, seconds.
function unitOf(texts: readonly string[]): DurationUnit {
  const numbers = texts.filter((text) => text.trim() !== '')
  if (numbers.length === 0 || !numbers.every((text) => /^\d+$/.test(text.trim()))) return 'hours'
  const most = Math.max(...numbers.map(Number))
  if (most <= hoursPerDay) return 'hours'
  return most <= minutesPerDay ? 'minutes' : 'seconds'
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Other beginnings of months, in Dutch, German and French. */
const otherMonths: Record<string, number> = {
  maa: 3,
  mrt: 3,
  mär: 3,
  fév: 2,
  avr: 4,
  mei: 5,
  mai: 5,
  okt: 10,
  dez: 12,
  déc: 12,
}

type DayParts = { first: string; second: string; year: string; isClear: boolean }

/** The parts of a day as it is written; a clear one says itself which is the month. */
function dayParts(text: string): DayParts | undefined {
  const day = text.trim().replace(/(?:[T ,]+)\d{1,2}:\d{2}.*$/, '')
  const iso =
    /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\.?$/.exec(day) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(day)
  if (iso) return { year: iso[1] ?? '', second: iso[2] ?? '', first: iso[3] ?? '', isClear: true }
  const [, before, beforeMonth, beforeYear] =
    /^(\d{1,2})[-/. ]*(\p{L}{3,9})[-/., ]*(\d{4}|\d{2})$/u.exec(day) ?? []
  if (before && beforeMonth) return namedParts(before, beforeMonth, beforeYear ?? '')
  const [, named, after, afterYear] = /^(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})$/u.exec(day) ?? []
  if (named && after) return namedParts(after, named, afterYear ?? '')
  const plain = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\.?$/.exec(day)
  if (!plain) return undefined
  // Nobody who writes points puts the month first.
  const isClear = day.includes('.')
  return { first: plain[1] ?? '', second: plain[2] ?? '', year: plain[3] ?? '', isClear }
}

function namedParts(day: string, name: string, year: string): DayParts | undefined {
  const beginning = name.toLowerCase().slice(0, 3)
  const month = otherMonths[beginning] ?? months.indexOf(beginning) + 1
  return month === 0 ? undefined : { first: day, second: String(month), year, isClear: true }
}

/** A day as the file writes it, as 'YYYY-MM-DD'; undefined when it is none, or none that can be worked on. */
export function dayFrom(text: string, order: DateOrder): string | undefined {
  const parts = dayParts(text)
  if (!parts || (!parts.isClear && order === 'ymd')) return undefined
  const isMonthFirst = !parts.isClear && order === 'mdy'
  const [month, day] = isMonthFirst ? [parts.first, parts.second] : [parts.second, parts.first]
  const year = parts.year.length === 2 ? `20${parts.year}` : parts.year
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isWorkDay(written) ? written : undefined
}

/** The seconds since midnight of '9:00', '09:00:13', '9:00:13 PM' or of the end of a moment; undefined when it is none. */
export function secondsOfTime(text: string): number | undefined {
  const time = text.trim().replace(/^\S*\d{4}\S*[T ]+/, '')
  const [, hoursAndMinutes, seconds = '0', half = ''] =
    /^(\d{1,2}[:.]\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?$/i.exec(time) ?? []
  const parsed = parseTimeOfDay(
    hoursAndMinutes === undefined ? time : hoursAndMinutes + half.replaceAll('.', ''),
  )
  if (parsed === undefined || Number(seconds) > 59) return undefined
  const [hours = '0', minutes = '0'] = parsed.split(':')
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return total > secondsPerDay ? undefined : total
}

/** Whether a text names a day before its time, as '2026-03-04 09:00' does. */
export function hasDay(text: string): boolean {
  return dayParts(text) !== undefined && /\d[T ,]+\d{1,2}:\d{2}/.test(text)
}

/** The seconds of '1:30', '01:30:00', '1.5', '1,5', '90m', or of a whole number in another unit; undefined when it is none. */
export function secondsOfDuration(text: string, unit: DurationUnit): number | undefined {
  // A workbook keeps a duration as a time on its first day.
  const typed = text.trim().replace(/^(?:1899-12-3[01]|1900-01-0[01])T/, '')
  if (unit !== 'hours' && /^\d{1,7}$/.test(typed)) {
    const seconds = Number(typed) * (unit === 'minutes' ? 60 : 1)
    return seconds > secondsPerDay ? undefined : seconds
  }
  const long = /^(\d{1,2})[.,](\d{5,})$/.exec(typed)
  if (long) return Math.round(Number(`${long[1]}.${long[2]}`) * 3600)
  return /^[\d:.,\shmuinorsetagd]+$/i.test(typed) && /\d/.test(typed)
    ? parseDuration(typed)
    : undefined
}

/** A decimal as the file writes it, '1.234,50' or '€ 85', as '1234.50'; undefined when it is none. */
export function decimalIn(text: string, sign: DecimalSign): string | undefined {
  const plain = text
    .replaceAll(/[\s\u00a0\u202f'’]/g, '')
    .replaceAll(/^(?:[€$£]|EUR|USD|GBP)|(?:[€$£]|EUR|USD|GBP)$/g, '')
  const group = sign === ',' ? '.' : ','
  const [whole = '', fraction, more] = plain.split(sign)
  if (more !== undefined || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined
  const isGrouped = new RegExp(String.raw`^\d{1,3}(?:[${group}]\d{3})+$`).test(whole)
  if (!isGrouped && !/^\d+$/.test(whole)) return undefined
  const digits = whole.replaceAll(group, '').replace(/^0+(?=\d)/, '')
  return digits.length > 12 ? undefined : fraction === undefined ? digits : `${digits}.${fraction}`
}

const yes = new Set('yes y true 1 x ja j oui o si sí sim wahr waar billable'.split(' '))
const no = new Set('no n false 0 nee nein non não falsch onwaar non-billable'.split(' '))

/** Whether a cell says yes; undefined when it says neither. */
export function yesOrNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) || word === '-' ? false : undefined
}
