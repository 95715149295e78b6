import { minuteOfDayIn } from '#lib/zoned-time.ts'
import { momentOf, secondsAfter } from '#lib/clock.ts'

// When documents in Xero are read back. It must be complete without any webhook.

const workStartsAtMinute = 7 * 60
const workEndsAtMinute = 20 * 60
const byDaySeconds = 15 * 60
const byNightSeconds = 60 * 60
// The schedule comes every so often; a round that is a little early is as good as the next one.
const slackSeconds = 60
const checkSeconds = 24 * 60 * 60
/** How far before the newest change that was seen the next reading begins. */
const overlapSeconds = 10 * 60

/** Whether an organisation is to be read now: every quarter of an hour by day, every hour outside working hours. */
export function isReadingDue(
  { timeZone, documentsReadAt }: { timeZone: string; documentsReadAt: Date | null },
  now: Date,
): boolean {
  if (documentsReadAt === null) return true
  const minute = minuteOfDayIn(timeZone, now)
  const isDay = minute >= workStartsAtMinute && minute < workEndsAtMinute
  const everySeconds = isDay ? byDaySeconds : byNightSeconds
  return now >= secondsAfter(documentsReadAt, everySeconds - slackSeconds)
}

/** Once a day what is open is looked at one by one: Xero does not mark every change as one. */
export function isCheckDue(documentsCheckedAt: Date | null, now: Date): boolean {
  return documentsCheckedAt === null || now >= secondsAfter(documentsCheckedAt, checkSeconds)
}

/** From when to read: a little before the newest change that was seen, since changes appear out of order. */
export function readingFrom(readUpTo: Date): Date {
  return secondsAfter(readUpTo, -overlapSeconds)
}

/**
 * Up to when was read: the newest change seen, by Xero's own clock, less the time the reading took, in which another may
 * have come to a page that was read already.
 */
export function readUpTo(
  { before, seen }: { before: Date; seen: readonly (string | null)[] },
  tookSeconds: number,
): Date {
  const newest = seen.reduce<string>(
    (last, each) => (each !== null && each > last ? each : last),
    '',
  )
  if (newest === '') return before
  const upTo = secondsAfter(momentOf(newest), -tookSeconds)
  return upTo > before ? upTo : before
}
