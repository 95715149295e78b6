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
