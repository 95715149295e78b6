import { type Problem, type Queued, sendable, type State, type Write } from './writes.ts'

// Sends what waits, in order, each once. Knows no browser: what keeps the writes, sends them and wakes it is given.

export type Outcome =
  | { kind: 'done'; states: readonly State[] }
  | { kind: 'refused'; problem: Problem }
  /** Nobody answered, or not now. */
  | { kind: 'later' }
  | { kind: 'signed_out' }

/** Keeps the writes of one account. Each of these happens whole or not at all, in whatever tab. */
export type QueueStore = {
  list: () => Promise<Queued[]>
  add: (made: Pick<Queued, 'key' | 'madeAt' | 'write'>) => Promise<void>
  /** Counts an attempt; undefined when the write is gone. */
  begin: (order: number) => Promise<Queued | undefined>
  /** Takes a write away that is done; later ones expect what it made. */
  settle: (order: number, states: readonly State[]) => Promise<void>
  /** Marks a problem, if the write is still there. */
  refuse: (order: number, problem: Problem) => Promise<void>
  /** A write that was declined waits again, under another key. */
  retry: (order: number, key: string) => Promise<void>
  /** Takes a write away that was never sent; false when it was. */
  cancel: (order: number) => Promise<boolean>
  remove: (orders: readonly number[]) => Promise<void>
}

type Deps = {
  store: QueueStore
  send: (queued: Queued) => Promise<Outcome>
  /** Runs while no other tab does. */
  exclusive: (work: () => Promise<void>) => Promise<void>
  now: () => number
  /** Runs once, so much later. Answers how to call it off. */
  later: (ms: number, work: () => void) => () => void
  /** Told whenever something may look different. */
  onChange: () => void
  /** Told before the write leaves the queue. */
  onDone: (states: readonly State[]) => Promise<void>
}

export type Queue = ReturnType<typeof createQueue>

const firstWaitMs = 5_000
const longestWaitMs = 60_000

export function createQueue(deps: Deps) {
  const { store } = deps
  let waitMs = firstWaitMs
  let callOff = () => {}
  const state = { isSending: false, isSignedOut: false }
  let isStopped = false

  async function sendAll(): Promise<void> {
    callOff()
    await deps.exclusive(async () => {
      state.isSignedOut = false
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other: in the order they were made
        while (await sendNext());
      } finally {
        state.isSending = false
        deps.onChange()
      }
    })
  }

  /** False when there is nothing more to be sent now. */
  async function sendNext(): Promise<boolean> {
    if (isStopped) return false
    const [first] = sendable(await store.list())
    const next = first && (await store.begin(first.order))
    if (!next) return first !== undefined
    state.isSending = true
    deps.onChange()
    const outcome = await deps.send(next)
    if (outcome.kind === 'later') {
      if (isStopped) return false
      callOff = deps.later(waitMs, () => void sendAll())
      waitMs = Math.min(waitMs * 2, longestWaitMs)
      return false
    }
    waitMs = firstWaitMs
    if (outcome.kind === 'signed_out') {
      state.isSignedOut = true
      return false
    }
    if (outcome.kind === 'refused') await store.refuse(next.order, outcome.problem)
    else {
      await deps.onDone(outcome.states)
      await store.settle(next.order, outcome.states)
    }
    deps.onChange()
    return true
  }

  return {
    state,
    list: store.list,
    send: sendAll,
    /** Tries again at once, whatever it waits for. */
    hurry: async () => {
      waitMs = firstWaitMs
      await sendAll()
    },
    add: async (write: Write, key: string) => {
      await store.add({ key, madeAt: deps.now(), write })
      deps.onChange()
    },
    /** Takes back what was never sent and nothing builds on; false when it is too late for that. */
    cancel: async (order: number) => {
      const isCancelled = await store.cancel(order)
      deps.onChange()
      return isCancelled
    },
    /** Tries a write again that was declined; under a new key, for the old one has its answer. */
    retry: async (order: number, key: string) => {
      await store.retry(order, key)
      deps.onChange()
      await sendAll()
    },
    remove: async (orders: readonly number[]) => {
      await store.remove(orders)
      deps.onChange()
    },
    stop: () => {
      isStopped = true
      callOff()
    },
  }
}
