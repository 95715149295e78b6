import { secondsAfter } from '#lib/clock.ts'
import { dayIn, secondsBetweenIn, startOfDayIn, timeIn } from '#lib/zoned-time.ts'
import { addDays } from './work-day.ts'

/** What to do with a timer that ran past midnight: an entry for each day, or all of it on the day it was started. */
export type Midnight = 'split' | 'keep'

export type TimerPart = {
  workedOn: string
  startedAt: string | null
  endedAt: string | null
  seconds: number
}

const minuteMs = 60_000

/** Whether a timer ran past a midnight of the zone. Stopping on the stroke of it is not past it. */
export function crossesMidnight(timeZone: string, [startedAt, endedAt]: readonly [Date, Date]) {
  const [from, to] = inMinutes([startedAt, endedAt])
  return to > startOfDayIn(timeZone, addDays(dayIn(timeZone, from), 1))
}

/**
 * The hours that a timer comes to, one part for each day of the zone that it ran on. Moments count to the nearest minute,
 * so that one timer ends where the next begins; less than a minute counts as one.
 */
export function timerParts(
  timeZone: string,
  [startedAt, endedAt]: readonly [Date, Date],
  midnight: Midnight,
): TimerPart[] {
  const [from, to] = inMinutes([startedAt, endedAt])
  const first = dayIn(timeZone, from)
  if (midnight === 'keep') return [partOf(timeZone, first, [from, to])]
  const parts: TimerPart[] = []
  for (let day = first, begin = from; begin < to; day = addDays(day, 1)) {
    const next = startOfDayIn(timeZone, addDays(day, 1))
    const end = next < to ? next : to
    parts.push(partOf(timeZone, day, [begin, end]))
    begin = end
  }
  return parts
}

// Its times are told where the clock agrees with what passed: not past midnight, nor on a night that changes the clock.
function partOf(timeZone: string, day: string, [from, to]: readonly [Date, Date]): TimerPart {
  const seconds = (to.getTime() - from.getTime()) / 1000
  const startedAt = timeIn(timeZone, from)
  const isToMidnight = to.getTime() === startOfDayIn(timeZone, addDays(day, 1)).getTime()
  const endedAt = isToMidnight ? '24:00' : timeIn(timeZone, to)
  const isPlain =
    endedAt > startedAt && secondsBetweenIn(timeZone, day, [startedAt, endedAt]) === seconds
  return isPlain
    ? { workedOn: day, startedAt, endedAt, seconds }
    : { workedOn: day, startedAt: null, endedAt: null, seconds }
}

function inMinutes([startedAt, endedAt]: readonly [Date, Date]): [Date, Date] {
  const from = toMinute(startedAt)
  const to = toMinute(endedAt)
  return [from, to > from ? to : secondsAfter(from, 60)]
}

function toMinute(moment: Date): Date {
  const ms = moment.getTime()
  return secondsAfter(moment, (Math.round(ms / minuteMs) * minuteMs - ms) / 1000)
}
