import { isWorkDay } from '#domain/work-day.ts'

/** The day that the ageing is of, as it stands in the address; today unless given. */
export type AgeingSearch = { on?: string }

export function ageingSearchFrom({ on }: Record<string, unknown>): AgeingSearch {
  return typeof on === 'string' && isWorkDay(on) ? { on } : {}
}
