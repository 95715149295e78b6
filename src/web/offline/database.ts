import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { QueueStore } from './queue.ts'
import { expecting, isUntouched, type Queued } from './writes.ts'

/** What the API answered, to be read again without a network. */
export type KeptAnswer = { account: string; url: string; body: string; readAt: number }

interface Schema extends DBSchema {
  answers: { key: [string, string]; value: KeptAnswer }
  writes: { key: number; value: Queued; indexes: { account: string } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

/** The database of this browser. Everything in it belongs to an account. */
export async function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('hourbook', 1, {
    upgrade: (db) => {
      db.createObjectStore('answers', { keyPath: ['account', 'url'] })
      const writes = db.createObjectStore('writes', { keyPath: 'order', autoIncrement: true })
      writes.createIndex('account', 'account')
    },
    // Another tab runs a newer version: it must not wait for this one.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
      opened = undefined
    },
    terminated: () => {
      opened = undefined
    },
  })
  return await opened
}

/** Forgets what was read, of this account. */
export async function forgetAnswers(account: string): Promise<void> {
  const db = await database()
  await db.delete('answers', IDBKeyRange.bound([account], [account, []]))
}

/** The writes of this account. */
export function queueStore(account: string): QueueStore {
  const begin = async () => {
    const tx = (await database()).transaction('writes', 'readwrite')
    return { store: tx.store, done: tx.done }
  }
  const own = (queued: Queued | undefined) => (queued?.account === account ? queued : undefined)
  return {
    list: async () => await (await database()).getAllFromIndex('writes', 'account', account),
    add: async (made) => {
      const db = await database()
      await db.add('writes', { ...made, account, attempts: 0, problem: null } as Queued)
    },
    begin: async (order) => {
      const { store, done } = await begin()
      const queued = own(await store.get(order))
      const sent = queued && { ...queued, attempts: queued.attempts + 1 }
      if (sent) await store.put(sent)
      await done
      return sent
    },
    settle: async (order, states) => {
      const { store, done } = await begin()
      await store.delete(order)
      for (const each of await store.index('account').getAll(account)) {
        const later = expecting(each, states)
        // oxlint-disable-next-line no-await-in-loop -- one transaction
        if (later !== each) await store.put(later)
      }
      await done
    },
    refuse: async (order, problem) => {
      const { store, done } = await begin()
      const queued = own(await store.get(order))
      if (queued) await store.put({ ...queued, problem })
      await done
    },
    retry: async (order, key) => {
      const { store, done } = await begin()
      const queued = own(await store.get(order))
      if (queued) await store.put({ ...queued, key, problem: null })
      await done
    },
    cancel: async (order) => {
      const { store, done } = await begin()
      const all = await store.index('account').getAll(account)
      const queued = all.find((each) => each.order === order)
      const isFree = queued !== undefined && isUntouched(queued, all)
      if (isFree) await store.delete(order)
      await done
      return isFree
    },
    remove: async (orders) => {
      const { store, done } = await begin()
      await Promise.all(orders.map((order) => store.delete(order)))
      await done
    },
  }
}
