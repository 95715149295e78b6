import { type Period, periodNumber, type SubscriptionCalendar } from './subscription-periods.ts'

export const recurringIntervals = ['week', 'month', 'quarter', 'year'] as const
/** What becomes of each invoice by itself. */
export const recurringOutcomes = ['draft', 'final', 'emailed'] as const
export type RecurringOutcome = (typeof recurringOutcomes)[number]

/** What the texts of a recurring invoice can name; {{…}} in them. */
export const periodPlaceholders = ['period', 'period.from', 'period.to', 'year'] as const
export type PeriodPlaceholder = (typeof periodPlaceholders)[number]

export type RecurringCalendar = {
  interval: SubscriptionCalendar['interval']
  startsOn: string
  /** No invoice is made after this day. */
  endsOn: string | null
  /** How many are made in all. */
  times: number | null
}

/** So many missed periods are made up for; after more, a person decides. */
export const mostMadeUp = 12

/** A period by its number, from 0; undefined after the last. Each counts from the first day, so the 31st comes back. */
export function recurringPeriod(
  { interval, startsOn, endsOn, times }: RecurringCalendar,
  number: number,
): Period | undefined {
  if (times !== null && number >= times) return undefined
  const period = periodNumber({ interval, startsOn, endsOn: null }, number)
  return period && (endsOn === null || period.startsOn <= endsOn) ? period : undefined
}

/** The periods from a number on, at most so many. */
export function comingPeriods(
  calendar: RecurringCalendar,
  { from, count }: { from: number; count: number },
): Period[] {
  return Array.from({ length: count }, (_, index) =>
    recurringPeriod(calendar, from + index),
  ).filter((period) => period !== undefined)
}

/** The number of the first period from one on that begins on a day or later; what was missed is left out. */
export function firstNumberFrom(
  calendar: RecurringCalendar,
  { from, day }: { from: number; day: string },
): number {
  let number = from
  for (;;) {
    const period = recurringPeriod(calendar, number)
    if (!period || period.startsOn >= day) return number
    number += 1
  }
}

/** How many periods from a number on have begun by a day; counted to one more than are made up for. */
export function missedPeriods(
  calendar: RecurringCalendar,
  { from, day }: { from: number; day: string },
): number {
  const coming = comingPeriods(calendar, { from, count: mostMadeUp + 1 })
  return coming.filter(({ startsOn }) => startsOn <= day).length
}
