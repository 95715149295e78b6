import { secondsOfDay } from './work-day.ts'

const secondsPerHour = 3600
const secondsPerMinute = 60
const secondsPerDay = 86_400

export type DurationFormat = 'h:mm' | 'decimal'

/**
 * Seconds, from the ways people write a duration: '1:30', '1.5', '1,5', '90m', '1h30', '1h 30m', '8', '9-12:15'.
 * Undefined when it is none of these or longer than a day.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase()
  const seconds =
    clockSeconds(trimmed) ??
    decimalSeconds(trimmed) ??
    wordsSeconds(trimmed) ??
    rangeSeconds(trimmed)
  return seconds !== undefined && seconds <= secondsPerDay ? seconds : undefined
}

/** The two times of '9-12:15' or '09.00 – 17.30', as 'HH:MM'. Undefined unless the second is the later one. */
export function parseTimeRange(text: string): { startedAt: string; endedAt: string } | undefined {
  const match = /^([\d:.]+)\s*[-–—]\s*([\d:.]+)$/.exec(text.trim())
  const startedAt = match && timeFrom(match[1] ?? '')
  const endedAt = match && timeFrom(match[2] ?? '')
  if (!startedAt || !endedAt || startedAt === '24:00' || endedAt <= startedAt) return undefined
  return { startedAt, endedAt }
}

/** '9', '9:05', '9.05' and '0905' are times of the day; the answer is 'HH:MM', up to '24:00'. */
export function parseTimeOfDay(text: string): string | undefined {
  return timeFrom(text.trim())
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

function rangeSeconds(text: string): number | undefined {
  const range = parseTimeRange(text)
  return range && secondsOfDay(range.endedAt) - secondsOfDay(range.startedAt)
}

function timeFrom(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.]([0-5]\d))?$/.exec(text) ?? /^(\d{2})([0-5]\d)$/.exec(text)
  if (!match) return undefined
  const [, hours = '', minutes = '00'] = match
  const time = `${hours.padStart(2, '0')}:${minutes}`
  return time <= '24:00' ? time : undefined
}

function inHundredths(seconds: number): string {
  const hundredths = Math.floor((seconds * 100) / secondsPerHour + 0.5)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

function inMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / secondsPerMinute + 0.5)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
