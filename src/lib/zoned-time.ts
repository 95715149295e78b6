import { Temporal } from 'temporal-polyfill'

/** The calendar day ('YYYY-MM-DD') that a moment falls on in an IANA time zone. */
export function dayIn(timeZone: string, moment: Date): string {
  return zoned(timeZone, moment).toPlainDate().toString()
}

/** The minute of the day, 0–1439, that a moment falls on in an IANA time zone. */
export function minuteOfDayIn(timeZone: string, moment: Date): number {
  const { hour, minute } = zoned(timeZone, moment)
  return hour * 60 + minute
}

/** Whether the runtime knows this IANA time zone. Offsets and whole moments, which Temporal takes as well, are none. */
export function isTimeZone(timeZone: string): boolean {
  if (!/^[a-z]/i.test(timeZone)) return false
  try {
    zoned(timeZone, new Date(0))
    return true
  } catch {
    return false
  }
}

function zoned(timeZone: string, moment: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
}

/** The moment a calendar day begins in an IANA time zone. */
export function startOfDayIn(timeZone: string, day: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds)
}

/** 'HH:MM' on the clock of an IANA time zone. */
export function timeIn(timeZone: string, moment: Date): string {
  return zoned(timeZone, moment).toPlainTime().toString({ smallestUnit: 'minute' })
}

/**
 * The moment of an 'HH:MM' on a day, '24:00' being where the next day begins; undefined when the clock skips it. Of a
 * time that the clock shows twice it is the first.
 */
export function momentIn(timeZone: string, day: string, time: string): Date | undefined {
  const date = Temporal.PlainDate.from(day)
  if (time === '24:00') return startOfDayIn(timeZone, date.add({ days: 1 }).toString())
  const moment = date.toZonedDateTime({ timeZone, plainTime: time })
  if (moment.toPlainTime().toString({ smallestUnit: 'minute' }) !== time) return undefined
  return new Date(moment.epochMilliseconds)
}

/** The seconds that pass between two times of a day: on a night that changes the clock, not what the clock says. */
export function secondsBetweenIn(
  timeZone: string,
  day: string,
  [startedAt, endedAt]: readonly [string, string],
): number | undefined {
  const from = momentIn(timeZone, day, startedAt)
  const to = momentIn(timeZone, day, endedAt)
  return from && to && (to.getTime() - from.getTime()) / 1000
}
