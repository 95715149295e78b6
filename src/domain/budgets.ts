import { divideHalfUp } from './money.ts'
import { daysOfMonth } from './month.ts'
import { addDays, daysBetween } from './work-day.ts'

export const budgetMeasures = ['hours', 'money'] as const
export type BudgetMeasure = (typeof budgetMeasures)[number]
export const budgetPeriods = ['total', 'month'] as const
export type BudgetPeriod = (typeof budgetPeriods)[number]

/** What may be worked on a project: seconds of work, or minor units of what it comes to. */
export type Budget = {
  measure: BudgetMeasure
  period: BudgetPeriod
  amount: number
  /** The percentages at which it warns, the lowest first. */
  warnAt: readonly number[]
}

/** The days that a budget is of: all, or those of the month of today. */
export type BudgetSpan = { key: string; from: string | null; until: string | null }

export function budgetSpan(period: BudgetPeriod, today: string): BudgetSpan {
  if (period === 'total') return { key: 'total', from: null, until: null }
  const key = today.slice(0, 7)
  return { key, ...daysOfMonth(key) }
}

/** Work in the unit of the budget: seconds or minor units. */
export type Burn = {
  worked: number
  billed: number
  /** Of the last four weeks, today included. */
  recent: number
}

/** How much of the budget is used, in whole percents that are full. */
export function usedPercentage(worked: number, amount: number): number {
  return Number((BigInt(worked) * 100n) / BigInt(amount))
}

/** The percentages of the budget that are reached. */
export function reachedPercentages({ warnAt, amount }: Budget, worked: number): number[] {
  const used = usedPercentage(worked, amount)
  return warnAt.filter((percentage) => percentage <= used)
}

const paceDays = 28

/** The first day whose work counts for the pace. */
export function paceFrom(today: string): string {
  return addDays(today, 1 - paceDays)
}

export type Forecast = {
  /** Until which day the pace is drawn on; null where the project has no end. */
  endsOn: string | null
  /** What will have been worked by then; null without an end. */
  expected: number | null
  /** The day on which nothing is left at this pace; null when that is not before the end, or has been. */
  runsOutOn: string | null
}

/** What comes of a budget when work goes on as in the last four weeks. */
export function forecastBudget(
  { amount, period }: Budget,
  burn: Burn,
  { today, projectEndsOn }: { today: string; projectEndsOn: string | null },
): Forecast {
  const endsOn = period === 'month' ? lastOfMonth(today) : projectEndsOn
  const isOver = endsOn !== null && endsOn <= today
  const daysLeft = endsOn === null ? null : isOver ? 0 : daysBetween(today, endsOn)
  const pace = BigInt(paceDays)
  const expected =
    daysLeft === null
      ? null
      : burn.worked + Number(divideHalfUp(BigInt(burn.recent) * BigInt(daysLeft), pace))
  const left = amount - burn.worked
  if (left <= 0 || burn.recent <= 0) return { endsOn, expected, runsOutOn: null }
  const daysUntilOut = Number(
    (BigInt(left) * pace + BigInt(burn.recent) - 1n) / BigInt(burn.recent),
  )
  const reaches = daysLeft === null ? daysUntilOut <= furthestDays : daysUntilOut <= daysLeft
  return { endsOn, expected, runsOutOn: reaches ? addDays(today, daysUntilOut) : null }
}

// Beyond ten years a pace says nothing.
const furthestDays = 3650

function lastOfMonth(day: string): string {
  return addDays(daysOfMonth(day.slice(0, 7)).until, -1)
}

export type BurnPoint = {
  /** What was worked up to and with this day. */
  on: string
  worked: number
}

const mostPoints = 60

/** The burn as a line: what had been worked by the end of each day, or of each of as many days as make a line of 60 points at most. */
export function burnLine(days: readonly { on: string; worked: number }[]): BurnPoint[] {
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return []
  const length = daysBetween(first.on, last.on) + 1
  const step = Math.ceil(length / mostPoints)
  const points: BurnPoint[] = []
  let worked = 0
  let next = 0
  for (let offset = step - 1; offset < length - 1 + step; offset += step) {
    const on = addDays(first.on, Math.min(offset, length - 1))
    for (let day = days[next]; day && day.on <= on; day = days[next]) {
      worked += day.worked
      next += 1
    }
    points.push({ on, worked })
  }
  return points
}
