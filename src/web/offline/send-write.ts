import { answered, api, Refusal, writeHeaders } from '#client/api.ts'
import i18next from 'i18next'
import type { Outcome } from './queue.ts'
import type { Queued, State, Write } from './writes.ts'

// Long enough for a slow network; then it waits its turn with those that nobody answered.
const patienceMs = 20_000

type Answers = {
  add: Awaited<ReturnType<typeof sendAdd>>
  change: Awaited<ReturnType<typeof sendChange>>
  remove: Awaited<ReturnType<typeof sendRemove>>
  start: Awaited<ReturnType<typeof sendStart>>
  retime: Awaited<ReturnType<typeof sendRetime>>
  stop: Awaited<ReturnType<typeof sendStop>>
  discard: Awaited<ReturnType<typeof sendDiscard>>
}
export type AnswerTo<Kind extends Write['kind']> = Answers[Kind]
type Of<Kind extends Write['kind']> = Extract<Write, { kind: Kind }>

/** Sends a write, whether it waited or not: the same under its key, so that it is done once. */
export async function sendWrite<Kind extends Write['kind']>(
  write: Of<Kind>,
  key: string,
): Promise<AnswerTo<Kind>> {
  return (await sendAny(write, key)) as AnswerTo<Kind>
}

async function sendAny(write: Write, key: string): Promise<Answers[Write['kind']]> {
  switch (write.kind) {
    case 'add':
      return await sendAdd(write, key)
    case 'change':
      return await sendChange(write, key)
    case 'remove':
      return await sendRemove(write, key)
    case 'start':
      return await sendStart(write, key)
    case 'retime':
      return await sendRetime(write, key)
    case 'stop':
      return await sendStop(write, key)
    case 'discard':
      return await sendDiscard(write, key)
  }
}

const patient = (key: string) => ({
  headers: writeHeaders(key),
  signal: AbortSignal.timeout(patienceMs),
})

async function sendAdd({ body }: Of<'add'>, key: string) {
  return await answered(
    api.POST('/api/v1/time-entries', { body: { items: [body] }, ...patient(key) }),
  )
}

async function sendChange({ entry, body, expectedUpdatedAt }: Of<'change'>, key: string) {
  return await answered(
    api.PATCH('/api/v1/time-entries/{timeEntryId}', {
      params: { path: { timeEntryId: entry.id } },
      body: { ...body, ...(expectedUpdatedAt === null ? {} : { expectedUpdatedAt }) },
      ...patient(key),
    }),
  )
}

async function sendRemove({ entry, expectedUpdatedAt }: Of<'remove'>, key: string) {
  const item = { id: entry.id, ...(expectedUpdatedAt === null ? {} : { expectedUpdatedAt }) }
  return await answered(
    api.POST('/api/v1/time-entries/deletions', { body: { items: [item] }, ...patient(key) }),
  )
}

async function sendStart({ body }: Of<'start'>, key: string) {
  return await answered(api.POST('/api/v1/timers', { body, ...patient(key) }))
}

async function sendRetime({ timer, body }: Of<'retime'>, key: string) {
  return await answered(
    api.PATCH('/api/v1/timers/{timerId}', {
      params: { path: { timerId: timer.id } },
      body,
      ...patient(key),
    }),
  )
}

async function sendStop({ timer, body }: Of<'stop'>, key: string) {
  return await answered(
    api.POST('/api/v1/timers/{timerId}/stop', {
      params: { path: { timerId: timer.id } },
      body,
      ...patient(key),
    }),
  )
}

async function sendDiscard({ timer }: Of<'discard'>, key: string) {
  return await answered(
    api.DELETE('/api/v1/timers/{timerId}', {
      params: { path: { timerId: timer.id } },
      ...patient(key),
    }),
  )
}

/** Sends a write that waited, and tells what became of it. */
export async function sendQueued({ write, key }: Queued): Promise<Outcome> {
  try {
    const states = statesOf(write, await sendAny(write, key))
    return wasStoppedElsewhere(write, states)
      ? refusedWith('timer_was_stopped', i18next.t('offline.stoppedElsewhere'))
      : { kind: 'done', states }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    return await outcomeOf(cause, write)
  }
}

const goneAlready: Partial<Record<Write['kind'], string>> = {
  remove: 'time_entry_not_found',
  discard: 'timer_not_found',
}
const notNow = new Set([408, 429])

async function outcomeOf(refusal: Refusal, write: Write): Promise<Outcome> {
  const { code, isAnswer, problem } = refusal
  if (problem.status === 401) return { kind: 'signed_out' }
  if (!isAnswer || notNow.has(problem.status) || code === 'request_in_progress') {
    return { kind: 'later' }
  }
  if (goneAlready[write.kind] === code) return { kind: 'done', states: [] }
  // It was done, and the server ended before it could say so.
  if (code === 'request_was_done') return { kind: 'done', states: await readStates(write) }
  return refusedWith(code, refusal.message)
}

function refusedWith(code: string, message: string): Outcome {
  return { kind: 'refused', problem: { code, message } }
}

function statesOf(write: Write, answer: unknown): State[] {
  const { items, id, updatedAt } = (answer ?? {}) as { items?: State[] } & Partial<State>
  if (write.kind === 'add' || write.kind === 'stop') return items ?? []
  return write.kind === 'change' && id && updatedAt ? [{ id, updatedAt }] : []
}

function wasStoppedElsewhere(write: Write, states: readonly State[]): boolean {
  if (write.kind !== 'stop') return false
  const ours = new Set(write.body.timeEntryIds)
  return !states.some(({ id }) => ours.has(id))
}

async function readStates(write: Write): Promise<State[]> {
  if (write.kind !== 'add' && write.kind !== 'change') return []
  const params = { path: { timeEntryId: write.entry.id } }
  const read = answered(api.GET('/api/v1/time-entries/{timeEntryId}', { params }))
  return await read.then(
    (entry) => [entry],
    () => [],
  )
}
