import { secondsAfter } from '#lib/clock.ts'
import { dayIn, minuteOfDayIn } from '#lib/zoned-time.ts'
import { weekdayOf } from './work-day.ts'

const nightStartsAtMinute = 60 // 01:00
const nightEndsAtMinute = 300 // 05:00
// The latest start leaves two rounds of the schedule before the night ends.
const latestStartMinutes = nightEndsAtMinute - nightStartsAtMinute - 20
const fullCheckWeekday = 0 // Sunday
const overlapSeconds = 10 * 60

/**
 * The local day whose nightly import is due now; null when it is not, or was started. Each workspace has a minute of its own
 * between 01:00 and 05:00, so that not all of them come at once.
 */
export function nightDue(
  {
    workspaceId,
    timeZone,
    lastStartedOn,
  }: { workspaceId: string; timeZone: string; lastStartedOn: string | null },
  now: Date,
): string | null {
  const minute = minuteOfDayIn(timeZone, now)
  const startsAt = nightStartsAtMinute + (hashOf(workspaceId) % latestStartMinutes)
  if (minute < startsAt || minute >= nightEndsAtMinute) return null
  const today = dayIn(timeZone, now)
  return today === lastStartedOn ? null : today
}

/** Once a week everything is read again: Xero does not mark every change of a contact as one. */
export function isFullCheckNight(timeZone: string, startedAt: Date): boolean {
  return weekdayOf(dayIn(timeZone, startedAt)) === fullCheckWeekday
}

/** From when the next run must read: a little before this one began, since Xero's clock is not ours. */
export function nextModifiedSince(startedAt: Date): Date {
  return secondsAfter(startedAt, -overlapSeconds)
}

// FNV-1a: spreads ids that differ in a few digits.
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return hash
}
