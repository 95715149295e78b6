import type { Collection, Stored } from './collection.ts'
import type { Organisation } from './records.ts'
import type { World } from './world.ts'

/** One authorised call of the Accounting API, as the resources see it. */
export interface Call {
  readonly world: World
  readonly organisation: Organisation
  readonly method: string
  /** What follows the resource's name in the path, decoded. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  readonly now: number
  /** 4 with unitdp=4, else 2. */
  readonly unitDecimals: 2 | 4
  /** Who works in Xero's own pages; null for an app. */
  readonly person: string | null
  readonly writes: Writes
}

/** Changes of one call; they can be taken back together. */
export interface Writes {
  set<T extends Stored, Key extends string>(collection: Collection<T, Key>, record: T): void
  /** A point to return to. */
  mark(): number
  undoTo(mark: number): void
  readonly count: number
}

export function createWrites(): Writes {
  const undo: (() => void)[] = []
  return {
    get count() {
      return undo.length
    },
    set(collection, record) {
      const previous = collection.get(record.id)
      undo.push(() => (previous ? collection.set(previous) : collection.remove(record.id)))
      collection.set(record)
    },
    mark: () => undo.length,
    undoTo(mark) {
      while (undo.length > mark) undo.pop()?.()
    },
  }
}

/** Nothing lives at this address: 404. */
export class NotFound extends Error {}

/** The resource has no such method: 501, as Xero answers. */
export class NotImplemented extends Error {}

/** The user may not do this: 403. */
export class Forbidden extends Error {}

/** What Xero calls a request that it cannot serve although it can be read: 400 with a message. */
export class BadRequest extends Error {}

/** JSON text of an answer with its status; a file's bytes come with their type. */
export interface ApiAnswer {
  status: number
  body: string | Buffer
  contentType?: string
}

/** Where the API says that it lives, in the addresses that it writes into answers. */
export const apiBase = 'https://api.xero.com/api.xro/2.0'

export type Resource = (call: Call) => ApiAnswer
