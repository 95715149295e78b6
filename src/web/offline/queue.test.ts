import { expect, test } from 'vitest'
import type { TimeEntry } from '../timesheets/registrations.ts'
import { conflictsOf } from './conflicts.ts'
import { createQueue, type Outcome, type QueueStore } from './queue.ts'
import { expecting, hoursAfter, isUntouched, type Queued, type Write } from './writes.ts'

const day = '2026-11-23'
const span = { from: day, to: day, memberId: 'me' }

test('writes are sent in order, once, though two tabs are at it', async () => {
  const { store, sent, tab } = createBrowser()
  const [one, two] = [tab(), tab()]
  for (const id of ['a', 'b', 'c']) await one.add(added(id), `key-${id}`)
  await Promise.all([one.send(), two.send(), two.send()])
  expect(sent).toEqual(['key-a', 'key-b', 'key-c'])
  expect(await store.list()).toEqual([])
})

test('when nobody answers it waits longer each time, under the same key', async () => {
  const browser = createBrowser()
  const queue = browser.tab()
  browser.answer = () => ({ kind: 'later' })
  await queue.add(added('a'), 'key-a')
  await queue.send()
  expect(browser.waits()).toEqual([5_000])
  await browser.pass(4_999)
  expect(browser.sent).toHaveLength(1)
  await browser.pass(1)
  expect(browser.waits()).toEqual([10_000])
  for (const ms of [10_000, 20_000, 40_000, 60_000]) await browser.pass(ms)
  expect(browser.waits()).toEqual([60_000])
  browser.answer = undefined
  await browser.pass(60_000)
  expect(new Set(browser.sent)).toEqual(new Set(['key-a']))
  expect(await browser.store.list()).toEqual([])
})

test('a tab that is killed while it sends: the next sends the same again under its key', async () => {
  const browser = createBrowser()
  const first = browser.tab()
  await first.add(added('a'), 'key-a')
  browser.answer = () => {
    throw new Error('The tab is gone')
  }
  await expect(first.send()).rejects.toThrow('gone')
  const [left] = await browser.store.list()
  expect(left).toMatchObject({ key: 'key-a', attempts: 1 })
  browser.answer = undefined
  await browser.tab().send()
  expect(browser.sent).toEqual(['key-a', 'key-a'])
  expect(await browser.store.list()).toEqual([])
})

test('a change expects the state that the write before it made', async () => {
  const browser = createBrowser()
  const queue = browser.tab()
  const seen: (string | null)[] = []
  browser.answer = ({ write, key }) => {
    if (write.kind === 'change') seen.push(write.expectedUpdatedAt)
    return { kind: 'done', states: [{ id: 'a', updatedAt: `after ${key}` }] }
  }
  await queue.add(added('a'), 'one')
  await queue.add(changed('a', 60), 'two')
  await queue.add(changed('a', 120), 'three')
  await queue.send()
  expect(seen).toEqual(['after one', 'after two'])
})

test('a problem holds what is about the same, and nothing else; nothing is lost', async () => {
  const browser = createBrowser()
  const queue = browser.tab()
  const problem = { code: 'project_is_archived', message: 'This project is archived.' }
  browser.answer = ({ key }) =>
    key === 'one' ? { kind: 'refused', problem } : { kind: 'done', states: [] }
  await queue.add(added('a'), 'one')
  await queue.add(changed('a', 120), 'two')
  await queue.add(added('b'), 'three')
  await queue.send()
  expect(browser.sent).toEqual(['one', 'three'])
  const left = await queue.list()
  expect(left.map(({ key }) => key)).toEqual(['one', 'two'])
  const [conflict] = conflictsOf(left)
  expect(conflict).toMatchObject({ first: { problem }, orders: [1, 2], meant: [{ seconds: 120 }] })
  // What it would look like does not show what was declined.
  expect(hoursAfter([], left, span)).toEqual([])

  browser.answer = undefined
  await queue.retry(1, 'one again')
  expect(browser.sent).toEqual(['one', 'three', 'one again', 'two'])
  expect(await queue.list()).toEqual([])
})

test('signed out, it keeps everything until somebody signs in', async () => {
  const browser = createBrowser()
  const queue = browser.tab()
  browser.answer = () => ({ kind: 'signed_out' })
  await queue.add(added('a'), 'one')
  await queue.send()
  expect(queue.state.isSignedOut).toBe(true)
  expect(browser.waits()).toEqual([])
  expect(await queue.list()).toHaveLength(1)
  browser.answer = undefined
  await queue.hurry()
  expect(queue.state.isSignedOut).toBe(false)
  expect(await queue.list()).toEqual([])
})

test('what was never sent is taken back without a trace; what may have been, is not', async () => {
  const browser = createBrowser()
  const queue = browser.tab()
  await queue.add(added('a'), 'one')
  await queue.add(changed('a', 60), 'two')
  expect(await queue.cancel(1)).toBe(false)
  expect(await queue.cancel(2)).toBe(true)
  browser.answer = () => ({ kind: 'later' })
  await queue.send()
  expect(await queue.cancel(1)).toBe(false)
  expect(await queue.list()).toHaveLength(1)
})

test('hours look as they will be', () => {
  const stopped: Write = {
    kind: 'stop',
    timer: { id: 't' } as never,
    body: { endedAt: '', timeEntryIds: ['s'] },
    entries: [entry('s', 300)],
  }
  const queue = [added('b'), changed('a', 60), { ...removed('c') }, stopped].map(waiting)
  const rows = [entry('a', 10), entry('c', 10)]
  expect(hoursAfter(rows, queue, span).map(({ id, seconds }) => [id, seconds])).toEqual([
    ['a', 60],
    ['b', 600],
    ['s', 300],
  ])
  const moved = { ...changed('a', 60), entry: { ...entry('a', 60), workedOn: '2026-11-24' } }
  expect(hoursAfter(rows, [waiting(moved, 0)], span).map(({ id }) => id)).toEqual(['c'])
})

function entry(id: string, seconds: number): TimeEntry {
  return { id, seconds, memberId: 'me', workedOn: day, startedAt: null } as TimeEntry
}

function added(id: string): Write & { kind: 'add' } {
  const body = { id, projectId: 'p', workedOn: day, seconds: 600 }
  return { kind: 'add', entry: entry(id, 600), body }
}

function changed(id: string, seconds: number): Write & { kind: 'change' } {
  return { kind: 'change', entry: entry(id, seconds), body: { seconds }, expectedUpdatedAt: null }
}

function removed(id: string): Write & { kind: 'remove' } {
  return { kind: 'remove', entry: entry(id, 0), expectedUpdatedAt: null }
}

function waiting(write: Write, index: number): Queued {
  const key = `key-${index}`
  return { order: index, account: 'me', key, madeAt: 0, attempts: 0, problem: null, write }
}

/** A browser with one store, one lock and one clock for all its tabs. */
function createBrowser() {
  let now = 0
  let timers: { at: number; work: () => void }[] = []
  let lock: Promise<unknown> = Promise.resolve()
  const browser = {
    sent: [] as string[],
    store: memoryStore(),
    answer: undefined as ((queued: Queued) => Outcome) | undefined,
    waits: () => timers.map(({ at }) => at - now),
    pass: async (ms: number) => {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { work } of due) work()
      await lock
      await lock
    },
    tab: () =>
      createQueue({
        store: browser.store,
        send: async (queued) => {
          browser.sent.push(queued.key)
          return browser.answer?.(queued) ?? { kind: 'done', states: [] }
        },
        exclusive: async (work) => {
          const turn = lock.then(work, work)
          lock = turn.catch(() => {})
          await turn
        },
        now: () => now,
        later: (ms, work) => {
          const timer = { at: now + ms, work }
          timers.push(timer)
          return () => {
            timers = timers.filter((each) => each !== timer)
          }
        },
        onChange: () => {},
        onDone: async () => {},
      }),
  }
  return browser
}

function memoryStore(): QueueStore {
  const rows = new Map<number, Queued>()
  let last = 0
  const all = () => [...rows.values()].map((each) => structuredClone(each))
  const put = (queued: Queued) => void rows.set(queued.order, queued)
  return {
    list: async () => all(),
    add: async (made) => {
      last += 1
      put({ ...made, order: last, account: 'me', attempts: 0, problem: null })
    },
    begin: async (order) => {
      const queued = rows.get(order)
      if (queued) put({ ...queued, attempts: queued.attempts + 1 })
      return rows.get(order)
    },
    settle: async (order, states) => {
      rows.delete(order)
      for (const each of all()) put(expecting(each, states))
    },
    refuse: async (order, problem) => {
      const queued = rows.get(order)
      if (queued) put({ ...queued, problem })
    },
    retry: async (order, key) => {
      const queued = rows.get(order)
      if (queued) put({ ...queued, key, problem: null })
    },
    cancel: async (order) => {
      const queued = rows.get(order)
      return queued !== undefined && isUntouched(queued, all()) && rows.delete(order)
    },
    remove: async (orders) => {
      for (const order of orders) rows.delete(order)
    },
  }
}
