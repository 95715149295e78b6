import { assert } from '#lib/assert.ts'
import { addDays, daysBetween, weekdayOf } from './work-day.ts'

export type Period = { from: string; to: string; previous: string; next: string }

const daysPerWeek = 7

/** The week that a day falls in; `startsOn` is 0 for Sunday, 1 for Monday, 6 for Saturday. */
export function weekOf(day: string, startsOn: number): Period & { days: string[] } {
  const from = addDays(day, -((weekdayOf(day) - startsOn + daysPerWeek) % daysPerWeek))
  return {
    from,
    to: addDays(from, daysPerWeek - 1),
    previous: addDays(from, -daysPerWeek),
    next: addDays(from, daysPerWeek),
    days: Array.from({ length: daysPerWeek }, (_, index) => addDays(from, index)),
  }
}

/** The calendar month that a day falls in. */
export function monthOf(day: string): Period {
  const from = `${day.slice(0, 7)}-01`
  const longestMonth = 31
  const next = `${addDays(from, longestMonth).slice(0, 7)}-01`
  return { from, to: addDays(next, -1), previous: `${addDays(from, -1).slice(0, 7)}-01`, next }
}

/** The ISO 8601 number of a week: that of its Thursday, on whichever day the week begins. */
export function weekNumberOf({ days }: { days: readonly string[] }): number {
  const thursday = days.find((day) => weekdayOf(day) === 4)
  assert(thursday, 'a week has a Thursday')
  return isoWeekNumber(thursday)
}

/** The ISO 8601 number of the week that a day falls in: week 1 holds the year's first Thursday. */
export function isoWeekNumber(day: string): number {
  const thursday = addDays(day, 3 - ((weekdayOf(day) + 6) % daysPerWeek))
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / daysPerWeek) + 1
}
