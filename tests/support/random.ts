/** Choices that a seed repeats. */
export type Random = {
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number
  /** A whole number between the two, both included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<Value>(values: readonly Value[]): Value
}

/** The same choices for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const random: Random = {
    below: (limit) => Math.floor(next() * limit),
    between: (low, high) => low + random.below(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (values) => {
      const value = values[random.below(values.length)]
      if (value === undefined) throw new Error('There is nothing to pick from')
      return value
    },
  }
  return random
}
