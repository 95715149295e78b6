import { parseTimeOfDay, parseWork, secondsOfWork, type TypedWork } from '#domain/duration.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { en } from '../messages/en.ts'

type Said = keyof typeof en.timesheets.refused

/** What was typed as the API takes it, or the key of the words that say why it cannot be. */
export function workedTimeFrom(
  text: string,
): { work: TypedWork } | { words: `timesheets.refused.${Said}` } {
  const parsed = parseWork(text)
  if ('work' in parsed) return parsed
  return { words: `timesheets.refused.${said[parsed.refusal] ?? 'notUnderstood'}` }
}

/** The key of the words beside a field for a duration; null when it holds one. */
export function durationProblem(text: string) {
  const parsed = workedTimeFrom(text)
  if (text.trim() === '') return 'timesheets.durationMissing' as const
  if ('words' in parsed) return parsed.words
  return secondsOfWork(parsed.work) === 0 ? ('timesheets.durationMissing' as const) : null
}

/** 'HH:MM' from what was typed, or '' when it is no time of the day. */
export function timeFrom(text: string): string {
  return parseTimeOfDay(text) ?? ''
}

const said: Partial<Record<RefusalCode, Said>> = {
  duration_is_over_24_hours: 'over24',
  end_is_before_start: 'endBeforeStart',
  pause_is_negative: 'pauseNegative',
  pause_is_longer_than_work: 'pauseTooLong',
}
