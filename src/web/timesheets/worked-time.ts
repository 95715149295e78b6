import { parseDuration, parseTimeOfDay, parseTimeRange } from '#domain/duration.ts'

/** What the API takes: both times, or only seconds. */
export type WorkedTime =
  | { startedAt: string; endedAt: string; pauseSeconds: number }
  | { seconds: number }

/** '1:30', '1,5', '90m' as seconds; '9-10:30' as two times. Undefined when it is neither. */
export function workedTimeFrom(text: string): WorkedTime | undefined {
  const range = parseTimeRange(text)
  if (range) return { ...range, pauseSeconds: 0 }
  const seconds = parseDuration(text)
  return seconds === undefined || seconds === 0 ? undefined : { seconds }
}

/** 'HH:MM' from what was typed, or '' when it is no time of the day. */
export function timeFrom(text: string): string {
  return parseTimeOfDay(text) ?? ''
}
