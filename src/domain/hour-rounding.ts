export const roundingDirections = ['up', 'nearest', 'down'] as const
export type RoundingDirection = (typeof roundingDirections)[number]

export const roundingMinutes = [1, 5, 6, 10, 15, 30, 60] as const
export type RoundingMinutes = (typeof roundingMinutes)[number]

/** How each hour is rounded when it is billed: not at all, or up, down or to the nearest of so many minutes. */
export type HourRounding = 'none' | `${RoundingDirection}_${RoundingMinutes}`

export const hourRoundings = [
  'none',
  ...roundingDirections.flatMap((direction) =>
    roundingMinutes.map((minutes) => `${direction}_${minutes}` as const),
  ),
] as const satisfies readonly HourRounding[]

/** The direction and the step of a rule; undefined where hours are billed as they were worked. */
export function stepOf(
  rule: HourRounding,
): { direction: RoundingDirection; minutes: RoundingMinutes } | undefined {
  const direction = roundingDirections.find((each) => rule.startsWith(`${each}_`))
  const minutes = roundingMinutes.find((each) => rule.endsWith(`_${each}`))
  return direction && minutes ? { direction, minutes } : undefined
}

/** The seconds that are billed of what was worked: whole steps, half a step counts as one. `rounding_of` in SQL says the same. */
export function billedSeconds(worked: number, rule: HourRounding): number {
  const rounded = stepOf(rule)
  if (!rounded) return worked
  const step = rounded.minutes * 60
  const over = worked % step
  const isUp =
    rounded.direction === 'up' ? over > 0 : rounded.direction === 'nearest' && over * 2 >= step
  return worked - over + (isUp ? step : 0)
}
