import type { PaymentTerm } from './records.ts'

/** `/Date(1552262400000+0000)/`: how Xero's JSON writes moments and days. */
export const msDate = (at: number): string => `/Date(${at}+0000)/`

export const dayToMs = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const msToDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
/** 2026-11-02T09:14:03.5160000: the form of the connections' timestamps, without a Z. */
export const sevenDecimals = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 23)}0000`

export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Reads what a client may send as a day: YYYY-MM-DD, an ISO moment, or /Date(ms)/. Else null. */
export function dayFrom(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const wire = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value)
  if (wire) return validDay(msToDay(Number(wire[1])))
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)
  return iso?.[1] ? validDay(iso[1]) : null
}

function validDay(day: string): string | null {
  const at = dayToMs(day)
  return Number.isNaN(at) || msToDay(at) !== day ? null : day
}

/** The day on which a document of this date is due by payment terms. */
export function dueDay(date: string, { day, type }: PaymentTerm): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  const lastOf = (monthIndex: number) => new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate()
  const inMonth = (monthIndex: number) =>
    msToDay(Date.UTC(year, monthIndex, Math.min(day, lastOf(monthIndex))))
  if (type === 'OFCURRENTMONTH') return inMonth(month - 1)
  if (type === 'OFFOLLOWINGMONTH') return inMonth(month)
  const from = type === 'DAYSAFTERBILLMONTH' ? lastOf(month - 1) : dayOfMonth
  return msToDay(Date.UTC(year, month - 1, from + day))
}

/** If-Modified-Since: a moment without zone is UTC; precision is one second. */
export function momentFrom(text: string): number | null {
  const zoned = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+)?$/.test(text)
    ? `${text.includes(':') ? text.replace(' ', 'T') : `${text}T00:00:00`}Z`
    : text
  const at = Date.parse(zoned)
  return Number.isNaN(at) ? null : Math.floor(at / 1000) * 1000
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 30-Nov-2018, as lock-date messages write a day. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}-${monthNames[Number(month) - 1]}-${year}`
}

// Xero names time zones after Windows, in capitals without spaces.
const ianaByXeroName: Readonly<Record<string, string>> = {
  WEUROPESTANDARDTIME: 'Europe/Amsterdam',
  GMTSTANDARDTIME: 'Europe/London',
  NEWZEALANDSTANDARDTIME: 'Pacific/Auckland',
  AUSEASTERNSTANDARDTIME: 'Australia/Sydney',
  EASTERNSTANDARDTIME: 'America/New_York',
  PACIFICSTANDARDTIME: 'America/Los_Angeles',
  SINGAPORESTANDARDTIME: 'Asia/Singapore',
  SOUTHAFRICASTANDARDTIME: 'Africa/Johannesburg',
  UTC: 'UTC',
}

/** Today where the organisation is. */
export function todayIn(timezone: string, at: number): string {
  const timeZone = ianaByXeroName[timezone] ?? 'UTC'
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
}
