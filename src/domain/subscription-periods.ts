import { assert } from '#lib/assert.ts'
import { addDays } from './work-day.ts'

/** When the periods of a subscription begin and end. */
export type SubscriptionCalendar = {
  interval: 'week' | 'month' | 'quarter' | 'year'
  startsOn: string
  endsOn: string | null
}

export type Period = { startsOn: string; endsOn: string }

const periodLimit = 5000

/**
 * Every period that began and ended by `through`, in order. Each counts from the subscription's own start, so that the
 * 31st comes back after a short month, and 29 February in a leap year. The last one ends with the subscription.
 */
export function elapsedPeriods(subscription: SubscriptionCalendar, through: string): Period[] {
  const periods: Period[] = []
  for (let index = 0; index < periodLimit; index += 1) {
    const period = periodNumber(subscription, index)
    if (!period || period.endsOn > through) return periods
    periods.push(period)
  }
  return periods
}

/** The period that starts on this day, elapsed or not; undefined when none does. */
export function periodStartingOn(
  subscription: SubscriptionCalendar,
  day: string,
): Period | undefined {
  for (let index = 0; index < periodLimit; index += 1) {
    const period = periodNumber(subscription, index)
    if (!period || period.startsOn > day) return undefined
    if (period.startsOn === day) return period
  }
  return undefined
}

/** The first period that has not elapsed by `through`. */
export function periodAfter(
  subscription: SubscriptionCalendar,
  through: string,
): Period | undefined {
  return periodNumber(subscription, elapsedPeriods(subscription, through).length)
}

/** A period by its number, from 0, elapsed or not; undefined after the end. */
export function periodNumber(
  subscription: SubscriptionCalendar,
  index: number,
): Period | undefined {
  const startsOn = startAt(subscription, index)
  const { endsOn: lastDay } = subscription
  if (lastDay !== null && startsOn > lastDay) return undefined
  const endsOn = addDays(startAt(subscription, index + 1), -1)
  return { startsOn, endsOn: lastDay !== null && endsOn > lastDay ? lastDay : endsOn }
}

function startAt({ interval, startsOn }: SubscriptionCalendar, index: number): string {
  if (interval === 'week') return addDays(startsOn, 7 * index)
  const months = { month: 1, quarter: 3, year: 12 }[interval]
  return addMonths(startsOn, months * index)
}

function addMonths(day: string, months: number): string {
  const { year, month, date } = partsOf(day)
  const total = year * 12 + (month - 1) + months
  const target = { year: Math.floor(total / 12), month: (total % 12) + 1 }
  return written({ ...target, date: Math.min(date, daysInMonth(target)) })
}

function daysInMonth({ year, month }: { year: number; month: number }): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function partsOf(day: string): { year: number; month: number; date: number } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  assert(match, `'${day}' is a day`)
  return { year: Number(match[1]), month: Number(match[2]), date: Number(match[3]) }
}

function written({ year, month, date }: { year: number; month: number; date: number }): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`
}
