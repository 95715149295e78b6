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

/** One record that a call wrote. */
export interface Change {
  readonly collection: unknown
  readonly id: string
  readonly isNew: boolean
}

/** Changes of one call; they can be taken back together. */
export interface Writes {
  set<T extends Stored, Key extends string>(collection: Collection<T, Key>, record: T): void
  /** A change that Xero works out by itself and tells nobody about. */
  setQuietly<T extends Stored, Key extends string>(collection: Collection<T, Key>, record: T): void
  /** A point to return to. */
  mark(): number
  undoTo(mark: number): void
  changes(): Change[]
}

export function createWrites(): Writes {
  const done: { undo: () => void; change: Change | null }[] = []
  function write<T extends Stored, Key extends string>(
    collection: Collection<T, Key>,
    record: T,
    isQuiet: boolean,
  ) {
    const previous = collection.get(record.id)
    const change = { collection, id: record.id, isNew: previous === undefined }
    const undo = () => (previous ? collection.set(previous) : collection.remove(record.id))
    done.push({ undo, change: isQuiet ? null : change })
    collection.set(record)
  }
  return {
    set: (collection, record) => write(collection, record, false),
    setQuietly: (collection, record) => write(collection, record, true),
    mark: () => done.length,
    undoTo(mark) {
      while (done.length > mark) done.pop()?.undo()
    },
    changes: () => done.map(({ change }) => change).filter((change) => change !== null),
  }
}

/** Tells the world what a finished call has changed. */
export function commit(call: Call): void {
  call.world.changed()
  const changes = call.writes.changes()
  if (changes.length > 0) call.world.onCommit(call.organisation, changes)
}

/** A call of somebody who works in Xero's own pages. */
export const personCall = (world: World, organisation: Organisation): Call => ({
  world,
  organisation,
  method: 'POST',
  path: [],
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.alloc(0),
  now: world.clock.now(),
  unitDecimals: 4,
  person: `${world.user.givenName} ${world.user.familyName}`,
  writes: createWrites(),
})

/** Nothing lives at this address: 404. */
export class NotFound extends Error {}

/** The resource has no such method: 501, as Xero answers. */
export class NotImplemented extends Error {}

/** The user may not do this: 403. */
export class Forbidden extends Error {}

/** What Xero calls a request that it cannot serve although it can be read: 400 with a message. */
export class BadRequest extends Error {}

/** JSON of an answer, as text or as bytes; a file comes with its type. */
export interface ApiAnswer {
  status: number
  body: string | Buffer
  contentType?: string
}

/** Where the API says that it lives, in the addresses that it writes into answers. */
export const apiBase = 'https://api.xero.com/api.xro/2.0'

export type Resource = (call: Call) => ApiAnswer
