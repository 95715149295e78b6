import { secondsAfter } from '#lib/clock.ts'
import { dayIn, minuteOfDayIn } from '#lib/zoned-time.ts'
import { addDays, weekdayOf } from './work-day.ts'

const nightStartsAtMinute = 60 // 01:00
const nightEndsAtMinute = 300 // 05:00
// The latest start leaves two rounds of the schedule before the night ends.
const latestStartMinutes = nightEndsAtMinute - nightStartsAtMinute - 20
const fullCheckWeekday = 0 // Sunday
const overlapSeconds = 10 * 60
const contactsPerPage = 1000

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

/**
 * The local day whose own work is due now, from 01:00 on; null when it was done. Unlike an import, it costs nobody else
 * anything, so a server that was off by night does it when it is back.
 */
export function morningDue(
  { timeZone, lastStartedOn }: { timeZone: string; lastStartedOn: string | null },
  now: Date,
): string | null {
  if (minuteOfDayIn(timeZone, now) < nightStartsAtMinute) return null
  const today = dayIn(timeZone, now)
  return today === lastStartedOn ? null : today
}

/** The local day of the next nightly import, if it is switched on. */
export function nextNightOn(
  { timeZone, lastStartedOn }: { timeZone: string; lastStartedOn: string | null },
  now: Date,
): string {
  const today = dayIn(timeZone, now)
  const isStillToCome = minuteOfDayIn(timeZone, now) < nightEndsAtMinute && lastStartedOn !== today
  return isStillToCome ? today : addDays(today, 1)
}

/**
 * The calls of a night, from what the ones before cost: one that reads everything needs a call for every page of contacts, one
 * that reads what changed about as many as the last.
 */
export function forecastNight(
  nightOn: string,
  before: { contacts: number | null; lastCalls: number | null; hasCursor: boolean },
): number {
  const isFull = weekdayOf(nightOn) === fullCheckWeekday || !before.hasCursor
  const pages = Math.max(1, Math.ceil((before.contacts ?? 0) / contactsPerPage))
  return isFull ? pages : Math.max(1, Math.min(pages, before.lastCalls ?? 1))
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
