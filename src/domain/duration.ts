import type { RefusalCode } from './refusals.ts'
import { secondsOfDay, secondsPerDay } from './work-day.ts'

const secondsPerHour = 3600
const secondsPerMinute = 60

export type DurationFormat = 'h:mm' | 'decimal'

/** What was worked, as the API takes it: both times and the pause between them, or only seconds. */
export type TypedWork =
  | { startedAt: string; endedAt: string; pauseSeconds: number }
  | { seconds: number }

/**
 * The one place that knows how people write what they worked: '1:30', '1.5', '1,5', '90m', '1h30', '8', '9-12:15',
 * '9:00-17:00 -30m', '9am to 5pm'. Answers what it means, or why it means nothing.
 */
export function parseWork(text: string): { work: TypedWork } | { refusal: RefusalCode } {
  const typed = text.trim().toLowerCase().replaceAll(/[–—−]/g, '-')
  const range = rangePattern.exec(typed)
  if (range) return rangeFrom(range[1] ?? '', range[2] ?? '', range[3] ?? '')
  const seconds = plainSeconds(typed)
  if (seconds === undefined) return { refusal: 'duration_is_not_understood' }
  return seconds > secondsPerDay ? { refusal: 'duration_is_over_24_hours' } : { work: { seconds } }
}

/** The seconds that `parseWork` understands, without the pause; undefined when it is nothing that can be worked. */
export function parseDuration(text: string): number | undefined {
  const parsed = parseWork(text)
  return 'work' in parsed ? secondsOfWork(parsed.work) : undefined
}

/** The seconds of what was typed, pause taken off. */
export function secondsOfWork(work: TypedWork): number {
  if ('seconds' in work) return work.seconds
  return secondsOfDay(work.endedAt) - secondsOfDay(work.startedAt) - work.pauseSeconds
}

/** '9', '9:05', '9.05', '0905' and '9am' are times of the day; the answer is 'HH:MM', up to '24:00'. */
export function parseTimeOfDay(text: string): string | undefined {
  return timeFrom(text.trim().toLowerCase())
}

/** A pause: '30m', '0:30', '0.5', or '30' alone, which is minutes. Undefined when it is none. */
export function parsePause(text: string): number | undefined {
  const typed = text.trim().toLowerCase()
  if (typed === '') return 0
  return /^\d{1,4}$/.test(typed) ? Number(typed) * secondsPerMinute : plainSeconds(typed)
}

/** A duration as people read it: '1:30', or '1.50' with two decimals. */
export function formatDuration(seconds: number, format: DurationFormat): string {
  return format === 'decimal' ? inHundredths(seconds) : inMinutes(seconds)
}

// '1:30', also '1:30:15' and ':45'.
function clockSeconds(text: string): number | undefined {
  const match = /^(\d{0,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (!match) return undefined
  const [, hours, minutes, seconds = '0'] = match
  return Number(hours) * secondsPerHour + Number(minutes) * secondsPerMinute + Number(seconds)
}

// '1.5' and '1,5' are hours; so is '8'.
function decimalSeconds(text: string): number | undefined {
  const match = /^(\d{0,2})(?:[.,](\d{1,4}))?$/.exec(text)
  if (!match || text === '') return undefined
  const [, whole = '', fraction = ''] = match
  const tenThousandths = Number(`${whole}${fraction.padEnd(4, '0')}`)
  return Math.round((tenThousandths * secondsPerHour) / 10_000)
}

// '90m', '1h', '1h30', '1h 30m', '1.5h', '90 min', '2 hours', '1 uur 15 min'.
function wordsSeconds(text: string): number | undefined {
  const match =
    /^(?:(\d{1,2}(?:[.,]\d{1,4})?)\s*(?:h|hr|hrs|hour|hours|u|uur))?\s*(?:(\d{1,4})\s*(m|min|mins|minute|minutes|minuten)?)?$/.exec(
      text,
    )
  if (!match) return undefined
  const [, hours, minutes, minuteWord] = match
  if (hours === undefined) {
    return minuteWord === undefined ? undefined : Number(minutes) * secondsPerMinute
  }
  if (minutes === undefined) return decimalSeconds(hours)
  if (/[.,]/.test(hours) || Number(minutes) >= 60) return undefined
  return Number(hours) * secondsPerHour + Number(minutes) * secondsPerMinute
}

// 'to' of English, 'tot' of Dutch. What follows the two times is the pause.
const timeText = String.raw`(\d{4}|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?)`
const rangePattern = new RegExp(
  String.raw`^${timeText}\s*(?:-|to\b|tot\b)\s*${timeText}(?![\d:.])\s*(.*)$`,
)

function rangeFrom(
  from: string,
  to: string,
  after: string,
): { work: TypedWork } | { refusal: RefusalCode } {
  const startedAt = timeFrom(from.trim())
  const endedAt = timeFrom(to.trim())
  if (!startedAt || !endedAt) return { refusal: 'duration_is_not_understood' }
  if (endedAt <= startedAt) return { refusal: 'end_is_before_start' }
  if (/^(?:-\s*-|\+)/.test(after)) return { refusal: 'pause_is_negative' }
  const pauseSeconds = after === '' ? 0 : pauseAfter(after)
  if (pauseSeconds === undefined) return { refusal: 'duration_is_not_understood' }
  const work = { startedAt, endedAt, pauseSeconds }
  return secondsOfWork(work) < 0 ? { refusal: 'pause_is_longer_than_work' } : { work }
}

// '-30m', '- 0:30', '-.5h'. A number alone could be minutes or hours, so it is neither.
function pauseAfter(text: string): number | undefined {
  const match = /^-\s*(.*)$/.exec(text)
  return match && !/^\d*$/.test(match[1] ?? '') ? plainSeconds(match[1] ?? '') : undefined
}

function plainSeconds(text: string): number | undefined {
  return clockSeconds(text) ?? decimalSeconds(text) ?? wordsSeconds(text)
}

function timeFrom(text: string): string | undefined {
  const half = /^(\d{1,2})(?:[:.]([0-5]\d))?\s*(am|pm)$/.exec(text)
  if (half) return timeOfHalf(Number(half[1]), half[2] ?? '00', half[3] === 'pm')
  const match = /^(\d{1,2})(?:[:.]([0-5]\d))?$/.exec(text) ?? /^(\d{2})([0-5]\d)$/.exec(text)
  if (!match) return undefined
  const [, hours = '', minutes = '00'] = match
  const time = `${hours.padStart(2, '0')}:${minutes}`
  return time <= '24:00' ? time : undefined
}

// 12am begins the day, 12pm is noon.
function timeOfHalf(hour: number, minutes: string, isAfternoon: boolean): string | undefined {
  if (hour < 1 || hour > 12) return undefined
  return `${String((hour % 12) + (isAfternoon ? 12 : 0)).padStart(2, '0')}:${minutes}`
}

function inHundredths(seconds: number): string {
  const hundredths = Math.floor((seconds * 100) / secondsPerHour + 0.5)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

function inMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / secondsPerMinute + 0.5)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
