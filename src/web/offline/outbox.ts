import { newWriteKey, Refusal } from '#client/api.ts'
import { newId } from '#lib/ids.ts'
import { currentAccount } from './account.ts'
import { connection } from './connection.ts'
import { queueStore } from './database.ts'
import { createQueue, type Queue } from './queue.ts'
import { sendQueued, sendWrite, type AnswerTo } from './send-write.ts'
import { hearTabs, tellTabs } from './tabs.ts'
import { isUntouched, type Queued, type State, subjectsOf, type Write } from './writes.ts'

// The queue of whoever is signed in, in this browser: what it holds, for the page to show, and the ways into it.

type Outbox = {
  waiting: readonly Queued[]
  isSending: boolean
  isSignedOut: boolean
}

const nothing: Outbox = { waiting: [], isSending: false, isSignedOut: false }
let shown = nothing
let queue: Queue | null = null
let onSent = async () => {}
const listeners = new Set<() => void>()
/** The states that our own writes made, of entries whose state was not known when they were shown. */
const made = new Map<string, string>()

export const outbox = {
  get: () => shown,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Told of each write that was sent, before it leaves what is shown: what it made is to be read by then. */
  whenSent: (action: () => Promise<void>) => {
    onSent = action
  },
}

/** Opens what waits of the account that is signed in, and sends it. */
export async function openOutbox(): Promise<void> {
  queue?.stop()
  const account = currentAccount()
  if (account === null) {
    queue = null
    show(nothing)
    return
  }
  queue = createQueue({
    store: queueStore(account),
    send: async (queued) =>
      account === currentAccount() ? await sendQueued(queued) : { kind: 'later' },
    exclusive: alone,
    now: Date.now,
    later: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    onChange: () => {
      tellTabs({ kind: 'writes' })
      void look()
    },
    onDone: async (states) => {
      keepStates(states)
      tellTabs({ kind: 'sent', states })
      await onSent()
    },
  })
  await look()
  await queue.send()
}

export function startOutbox(): void {
  hearTabs((message) => {
    if (message.kind === 'writes') void look()
    else if (message.kind === 'account') void openOutbox()
    else if (message.kind === 'sent') keepStates(message.states)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && shown.waiting.length > 0) void sendNow()
  })
}

/** Sends what waits, without waiting longer. */
export async function sendNow(): Promise<void> {
  await queue?.hurry()
}

/** Sends a write that was declined once more, as a new one: what declined it may have been put right. */
export async function sendAgain({ order }: Queued): Promise<void> {
  await queue?.retry(order, newWriteKey())
}

/** Takes these out of the queue, for good. */
export async function dropWrites(orders: readonly number[]): Promise<void> {
  await queue?.remove(orders)
}

/**
 * Sends a write; keeps it, when nobody can be reached or others wait before it. Answers what the server said, or
 * undefined while it waits.
 */
export async function sendOrKeep<Kind extends Write['kind']>(
  write: Extract<Write, { kind: Kind }>,
  key: string,
  beforeKeeping: () => void = () => {},
): Promise<AnswerTo<Kind> | undefined> {
  if (navigator.onLine && shown.waiting.every(({ problem }) => problem !== null)) {
    try {
      return await sendWrite<Kind>(write, key)
    } catch (cause) {
      if (!queue || !(cause instanceof Refusal) || cause.problem.status !== 0) throw cause
    }
  }
  beforeKeeping()
  await keepWrite(write, key)
  return undefined
}

/** Puts a write at the end of the queue. */
export async function keepWrite(write: Write, key: string): Promise<void> {
  if (!queue) throw unreachable()
  await queue.add(write, key)
  await look()
  if (navigator.onLine) void queue.send()
}

/** Takes back what was written last about a thing, if it was never sent. */
export async function takeBack(subject: string): Promise<boolean> {
  const last = shown.waiting.findLast(({ write }) => subjectsOf(write).includes(subject))
  if (!last || !isUntouched(last, shown.waiting)) return false
  const isCancelled = (await queue?.cancel(last.order)) ?? false
  await look()
  return isCancelled
}

/** What to expect of an entry when it is changed: null while a write before decides that. */
export function expectedOf({ id, updatedAt }: State): string | null {
  const waits = shown.waiting.some(({ write }) => subjectsOf(write).includes(id))
  if (waits) return null
  return updatedAt === notKnown ? (made.get(id) ?? null) : updatedAt
}

/** The updatedAt of an entry that the server has not seen. */
export const notKnown = ''

const idsByKey = new Map<string, string>()

/** An id that is the same for every attempt under one key. */
export function idFor(key: string, part: string | number = ''): string {
  const name = `${key} ${part}`
  const id = idsByKey.get(name) ?? newId()
  idsByKey.set(name, id)
  return id
}

/** Whether the server can be asked now, as far as one can know. */
export function isOffline(): boolean {
  return !navigator.onLine || !connection.get().isReachable
}

function unreachable(): Refusal {
  const title = 'The server cannot be reached.'
  return new Refusal({
    type: 'about:blank',
    title,
    status: 0,
    code: 'server_is_unreachable',
    detail: title,
    requestId: '',
  })
}

async function look(): Promise<void> {
  if (!queue) return
  const { state } = queue
  show({ waiting: await queue.list(), ...state })
}

function show(next: Outbox): void {
  shown = next
  for (const listener of listeners) listener()
}

function keepStates(states: readonly State[]): void {
  for (const { id, updatedAt } of states) made.set(id, updatedAt)
}

let last: Promise<void> = Promise.resolve()

// Web Locks need HTTPS; without them one tab keeps its own order, and the server still does everything once.
async function alone(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) {
    await navigator.locks.request('hourbook-sending', work)
    return
  }
  last = last.then(work, work)
  await last
}
