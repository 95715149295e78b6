import { matches } from './faults.ts'
import { randomFrom, shuffled } from './ids.ts'

/** An answer whose work is done, and which waits to be let go. */
export interface HeldAnswer {
  id: number
  operation: string
  organisationId: string | null
}

export interface ReleaseRequest {
  /** The order in which answers go: the same seed, the same order. Without it: as they came. */
  seed?: number
  /** How many go; all of them unless told otherwise. */
  count?: number
}

/** Holds answers back, so that a test decides in which order a client hears of its calls. */
export interface Holder {
  /** From now on, answers of these operations (`PUT /Invoices`, `*`) wait. */
  hold(operation?: string): void
  held(): HeldAnswer[]
  /** Lets answers go one after the other, each when the one before has left. */
  release(request?: ReleaseRequest): Promise<HeldAnswer[]>
  /** Nothing waits any more. */
  stop(): Promise<void>
  /** Resolves when the answer may leave; call the result when it has left. */
  wait(operation: string, organisationId: string | null): Promise<() => void>
  isHolding(): boolean
}

interface Waiting extends HeldAnswer {
  go(): Promise<void>
}

export function createHolder(): Holder {
  let pattern: string | null = null
  let waiting: Waiting[] = []
  let nextId = 1

  const holder: Holder = {
    hold(operation = '*') {
      pattern = operation
    },
    held: () =>
      waiting.map(({ id, operation, organisationId }) => ({ id, operation, organisationId })),
    async release({ seed, count } = {}) {
      // Answers that were asked for at once arrive in any order; their operations decide.
      const sorted = waiting.toSorted(
        (one, two) => compare(keyOf(one), keyOf(two)) || one.id - two.id,
      )
      const order = seed === undefined ? [...waiting] : shuffled(sorted, randomFrom(seed))
      const chosen = order.slice(0, count ?? order.length)
      waiting = waiting.filter((each) => !chosen.includes(each))
      const told: HeldAnswer[] = []
      for (const each of chosen) {
        await each.go()
        told.push({ id: each.id, operation: each.operation, organisationId: each.organisationId })
      }
      return told
    },
    async stop() {
      pattern = null
      await holder.release()
    },
    wait(operation, organisationId) {
      if (pattern === null || !matches(pattern, operation)) return Promise.resolve(() => {})
      const { promise, resolve } = Promise.withResolvers<() => void>()
      const left = Promise.withResolvers<void>()
      waiting.push({
        id: nextId,
        operation,
        organisationId,
        go() {
          resolve(() => left.resolve())
          return left.promise
        },
      })
      nextId += 1
      return promise
    },
    isHolding: () => pattern !== null,
  }
  return holder
}

const keyOf = (each: HeldAnswer) => `${each.operation} ${each.organisationId ?? ''}`
const compare = (one: string, two: string) => (one < two ? -1 : Number(one > two))
