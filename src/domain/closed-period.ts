import { weekOf } from './periods.ts'
import { addDays } from './work-day.ts'

/** What closes a period: a day, and nothing on it or before it changes; or so many weeks after each week ended. */
export type ClosingRule = { lockedThrough: string | null; closesAfterWeeks: number | null }

const daysPerWeek = 7

/** The last day that is closed today; null when none is. A week is closed when as many whole weeks as said have passed since. */
export function closedThrough(
  { lockedThrough, closesAfterWeeks }: ClosingRule,
  { today, weekStartsOn }: { today: string; weekStartsOn: number },
): string | null {
  if (closesAfterWeeks === null) return lockedThrough
  const { from } = weekOf(today, weekStartsOn)
  const byWeeks = addDays(from, -closesAfterWeeks * daysPerWeek - 1)
  return lockedThrough !== null && lockedThrough > byWeeks ? lockedThrough : byWeeks
}

/** Whether nothing may be added, changed or removed on this day. */
export function isClosed(on: string, through: string | null): boolean {
  return through !== null && on <= through
}
