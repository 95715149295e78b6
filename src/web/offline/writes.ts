import type { Timer } from '../timer/use-timer.ts'
import type { TimeEntry } from '../timesheets/registrations.ts'

// What a person can write without a network. Each write carries what it sends and what it shows until it is sent.

/** The fields of hours that a person gives; what is left out stays, or follows from project and task. */
export type HoursFields = {
  projectId?: string
  taskId?: string | null
  workedOn?: string
  notes?: string
  isBillable?: boolean
  seconds?: number
  startedAt?: string
  endedAt?: string
  pauseSeconds?: number
}

export type NewHours = HoursFields & { projectId: string; workedOn: string; memberId?: string }

export type TimerFields = {
  projectId: string
  taskId: string | null
  notes: string
  isBillable?: boolean | null
  startedAt?: string
}

export type Write =
  | { kind: 'add'; entry: TimeEntry; body: NewHours & { id: string } }
  | { kind: 'change'; entry: TimeEntry; body: HoursFields; expectedUpdatedAt: string | null }
  | { kind: 'remove'; entry: TimeEntry; expectedUpdatedAt: string | null }
  | { kind: 'start'; timer: Timer; body: TimerFields & { id: string } }
  | { kind: 'retime'; timer: Timer; body: Partial<TimerFields> }
  | { kind: 'stop'; timer: Timer; body: TimerStop; entries: TimeEntry[] }
  | { kind: 'discard'; timer: Timer }

export type TimerStop = { endedAt: string; midnight?: 'split' | 'keep'; timeEntryIds: string[] }

export type Problem = { code: string; message: string }

/** A write that waits for the network, in the order it was made. */
export type Queued = {
  order: number
  /** Whose it is: nobody else sends it. */
  account: string
  /** Its Idempotency-Key, the same however often it is sent. */
  key: string
  madeAt: number
  /** Counted before it is sent: from the first on, nobody knows whether it was done. */
  attempts: number
  problem: Problem | null
  write: Write
}

/** A state of an entry, as the server answered it. */
export type State = { id: string; updatedAt: string }

/** The things a write is about. Writes about one thing are sent one after the other. */
export function subjectsOf(write: Write): string[] {
  switch (write.kind) {
    case 'add':
    case 'change':
    case 'remove':
      return [write.entry.id]
    case 'stop':
      return [write.timer.id, ...write.body.timeEntryIds]
    case 'start':
    case 'retime':
    case 'discard':
      return [write.timer.id]
  }
}

/** Those that can be sent: what comes after a problem with the same thing waits for it. */
export function sendable(queue: readonly Queued[]): Queued[] {
  const blocked = new Set<string>()
  return queue.filter(({ problem, write }) => {
    const subjects = subjectsOf(write)
    const isHeld = problem !== null || subjects.some((each) => blocked.has(each))
    if (isHeld) for (const each of subjects) blocked.add(each)
    return !isHeld
  })
}

/** A later write expects the state that an earlier one made. */
export function expecting(queued: Queued, states: readonly State[]): Queued {
  const { write } = queued
  if (write.kind !== 'change' && write.kind !== 'remove') return queued
  const made = states.find(({ id }) => id === write.entry.id)
  return made ? { ...queued, write: { ...write, expectedUpdatedAt: made.updatedAt } } : queued
}

/** Whether a write can be taken back without a trace: it was never sent, and no later one builds on it. */
export function isUntouched(queued: Queued, queue: readonly Queued[]): boolean {
  const subjects = new Set(subjectsOf(queued.write))
  const isLast = queue.every(
    (each) => each.order <= queued.order || !subjectsOf(each.write).some((id) => subjects.has(id)),
  )
  return queued.attempts === 0 && isLast
}

/** Hours as they will be once everything is sent. */
export function hoursAfter(
  rows: readonly TimeEntry[],
  queue: readonly Queued[],
  span: { from: string; to: string; memberId: string },
): TimeEntry[] {
  const after = new Map(rows.map((row) => [row.id, row]))
  const put = (entry: TimeEntry) => {
    const isInside =
      entry.workedOn >= span.from && entry.workedOn <= span.to && entry.memberId === span.memberId
    if (isInside) after.set(entry.id, entry)
    else after.delete(entry.id)
  }
  for (const { write } of sendable(queue)) {
    if (write.kind === 'add' || write.kind === 'change') put(write.entry)
    else if (write.kind === 'remove') after.delete(write.entry.id)
    else if (write.kind === 'stop') for (const entry of write.entries) put(entry)
  }
  const momentOf = ({ workedOn, startedAt }: TimeEntry) => `${workedOn} ${startedAt ?? ''}`
  return [...after.values()].toSorted(
    (a, b) => momentOf(a).localeCompare(momentOf(b)) || a.id.localeCompare(b.id),
  )
}

/** The timer as it will be once everything is sent. */
export function timerAfter(timer: Timer | null, queue: readonly Queued[]): Timer | null {
  return sendable(queue).reduce<Timer | null>((running, { write }) => {
    if (write.kind === 'start') return write.timer
    if (write.kind === 'retime') return running?.id === write.timer.id ? write.timer : running
    if (write.kind === 'stop' || write.kind === 'discard') {
      return running?.id === write.timer.id ? null : running
    }
    return running
  }, timer)
}
