export interface Stored {
  readonly id: string
  readonly updatedAt: number
}

/**
 * Records of one kind, immutable and replaced as a whole; found by id and by any named key.
 * `inOrder` is Xero's default order: UpdatedDateUTC, then the id.
 */
export interface Collection<T extends Stored, Key extends string = never> {
  readonly size: number
  get(id: string): T | undefined
  has(id: string): boolean
  set(record: T): void
  remove(id: string): void
  find(key: Key, value: string): readonly T[]
  values(): IterableIterator<T>
  inOrder(): readonly T[]
}

type KeyReaders<T, Key extends string> = Readonly<Record<Key, (record: T) => string | null>>

// One id per key value is the rule, so a plain string is kept until a second one arrives.
type Ids = string | string[]

export function createCollection<T extends Stored, Key extends string = never>(
  keys: KeyReaders<T, Key>,
): Collection<T, Key> {
  const byId = new Map<string, T>()
  const keyNames = Object.keys(keys) as Key[]
  const indexes = new Map(keyNames.map((name) => [name, new Map<string, Ids>()]))
  let ordered: readonly T[] | null = null

  function unindex(record: T) {
    for (const [name, index] of indexes) {
      const value = keys[name](record)
      const ids = value === null ? undefined : index.get(value)
      if (value === null || ids === undefined) continue
      const left = typeof ids === 'string' ? [] : ids.filter((id) => id !== record.id)
      if (left.length > 0) index.set(value, left)
      else index.delete(value)
    }
  }

  function index(record: T) {
    for (const [name, values] of indexes) {
      const value = keys[name](record)
      if (value === null) continue
      const ids = values.get(value)
      if (ids === undefined) values.set(value, record.id)
      else values.set(value, [...(typeof ids === 'string' ? [ids] : ids), record.id])
    }
  }

  return {
    get size() {
      return byId.size
    },
    get: (id) => byId.get(id),
    has: (id) => byId.has(id),
    set(record) {
      const previous = byId.get(record.id)
      if (previous) unindex(previous)
      byId.set(record.id, record)
      index(record)
      ordered = null
    },
    remove(id) {
      const previous = byId.get(id)
      if (!previous) return
      unindex(previous)
      byId.delete(id)
      ordered = null
    },
    find(key, value) {
      const ids = indexes.get(key)?.get(value)
      if (ids === undefined) return []
      const list = typeof ids === 'string' ? [ids] : ids
      return list.map((id) => byId.get(id)).filter((record) => record !== undefined)
    },
    values: () => byId.values(),
    inOrder() {
      ordered ??= [...byId.values()].toSorted(byDefaultOrder)
      return ordered
    },
  }
}

function byDefaultOrder(left: Stored, right: Stored): number {
  if (left.updatedAt !== right.updatedAt) return left.updatedAt - right.updatedAt
  return left.id < right.id ? -1 : Number(left.id > right.id)
}
