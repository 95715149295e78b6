import { assert } from '#lib/assert.ts'
import type { RefusalCode } from './refusals.ts'

const firstYear = 1990
const lastYear = 2099
const secondsPerMinute = 60

/** What a person can work in one day, all entries together. */
export const secondsPerDay = 86_400

/** Whether the text is a real calendar day ('YYYY-MM-DD') in the years that can be registered, 1990 to 2099. */
export function isWorkDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return false
  return day >= 1 && day <= daysInMonth(year, month)
}

/** Whether the text is a time of the day, 'HH:MM'. A day may end at '24:00'. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '24:00'
}

/** Seconds since midnight of an 'HH:MM'. */
export function secondsOfDay(time: string): number {
  assert(isTimeOfDay(time), `'${time}' is a time of the day`)
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * secondsPerMinute
}

/** How long it takes from one time of a day to another; undefined when the clock skips one of them that day. */
export type PassingTime = (startedAt: string, endedAt: string) => number | undefined

const onMostDays: PassingTime = (startedAt, endedAt) =>
  secondsOfDay(endedAt) - secondsOfDay(startedAt)

/** The seconds worked from one time to another of the same day, without the pause; or why there are none. */
export function workedSeconds(
  worked: { startedAt: string; endedAt: string; pauseSeconds: number },
  passingTime: PassingTime = onMostDays,
): { seconds: number } | { refusal: RefusalCode } {
  if (worked.endedAt < worked.startedAt) return { refusal: 'end_is_before_start' }
  const present = passingTime(worked.startedAt, worked.endedAt)
  if (present === undefined) return { refusal: 'time_does_not_exist' }
  if (worked.pauseSeconds > present) return { refusal: 'pause_is_longer_than_work' }
  return { seconds: present - worked.pauseSeconds }
}

export type WorkedTime = {
  startedAt: string | null
  endedAt: string | null
  pauseSeconds: number
  seconds: number
}

/** The time of an entry, given as a duration or as two times with a pause; or what is wrong, and in which field. */
export function resolveWorkedTime(
  given: {
    seconds: number | undefined
    startedAt: string | null
    endedAt: string | null
    pauseSeconds: number
  },
  passingTime?: PassingTime,
): { time: WorkedTime } | { refusal: RefusalCode; field: keyof WorkedTime } {
  const { seconds, startedAt, endedAt, pauseSeconds } = given
  if (startedAt === null && endedAt === null) {
    if (seconds === undefined) return { refusal: 'duration_is_missing', field: 'seconds' }
    return { time: { startedAt, endedAt, pauseSeconds: 0, seconds } }
  }
  if (startedAt === null) return { refusal: 'duration_is_missing', field: 'startedAt' }
  if (endedAt === null) return { refusal: 'duration_is_missing', field: 'endedAt' }
  const worked = workedSeconds({ startedAt, endedAt, pauseSeconds }, passingTime)
  if ('refusal' in worked) {
    if (worked.refusal === 'pause_is_longer_than_work') {
      return { refusal: worked.refusal, field: 'pauseSeconds' }
    }
    const isStartSkipped = passingTime?.(startedAt, startedAt) === undefined
    const isAboutStart = worked.refusal === 'time_does_not_exist' && isStartSkipped
    return { refusal: worked.refusal, field: isAboutStart ? 'startedAt' : 'endedAt' }
  }
  if (seconds !== undefined && seconds !== worked.seconds) {
    return { refusal: 'duration_does_not_match', field: 'seconds' }
  }
  return { time: { startedAt, endedAt, pauseSeconds, seconds: worked.seconds } }
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days)
}

/** How many days later the second is. */
export function daysBetween(first: string, second: string): number {
  return dayNumber(second) - dayNumber(first)
}

/** The first day of the quarter of a day. */
export function quarterOf(day: string): string {
  const month = Number(day.slice(5, 7))
  const first = month - ((month - 1) % 3)
  return `${day.slice(0, 5)}${String(first).padStart(2, '0')}-01`
}

/** The day of the week of a day: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: string): number {
  const thursday = 4 // 1970-01-01, number 0, was one.
  return (((dayNumber(day) + thursday) % 7) + 7) % 7
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

// Days since 1970-01-01 in the proleptic Gregorian calendar, after https://howardhinnant.github.io/date_algorithms.html
function dayNumber(day: string): number {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function dayFromNumber(number: number): string {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const padded = (value: number, length: number) => String(value).padStart(length, '0')
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`
}
