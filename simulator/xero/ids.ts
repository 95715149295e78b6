import { createHash, randomUUID } from 'node:crypto'

/** A small seeded generator (mulberry32). `state` can be saved and put back. */
export interface Random {
  state: number
  /** A float in [0, 1). */
  next(): number
  /** A whole number in [0, limit). */
  below(limit: number): number
  pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T
}

export function randomFrom(seed: number): Random {
  const random: Random = {
    state: seed >>> 0,
    next() {
      random.state = (random.state + 0x6d2b79f5) >>> 0
      let mixed = random.state
      mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
    },
    below: (limit) => Math.floor(random.next() * limit),
    pick(choices) {
      const choice = choices[random.below(choices.length)]
      if (choice === undefined) throw new Error('nothing to pick from')
      return choice
    },
  }
  return random
}

/** The same things in an order that the generator chooses. */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const order = [...things]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1)
    const [one, two] = [order[last], order[other]]
    if (one !== undefined && two !== undefined) [order[last], order[other]] = [two, one]
  }
  return order
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A version 4 UUID out of the generator, so that a seed gives the same ids every time. */
export function uuidFrom(random: Random): string {
  let digits = ''
  for (let word = 0; word < 4; word += 1) {
    const bits = Math.floor(random.next() * 0x1_0000_0000)
    digits += `${hex[bits >>> 24]}${hex[(bits >>> 16) & 255]}${hex[(bits >>> 8) & 255]}${hex[bits & 255]}`
  }
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) & 3]
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
}

/** An id that belongs to a text, the same every time, and takes none from a seeded world. */
export function derivedId(text: string): string {
  const digits = createHash('sha1').update(text).digest('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}

export const freshId = (random: Random | null): string => (random ? uuidFrom(random) : randomUUID())

export const zeroId = '00000000-0000-0000-0000-000000000000'

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => uuidPattern.test(text)
