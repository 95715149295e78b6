import { Refusal } from '#client/api.ts'
import { workedSeconds } from '#domain/work-day.ts'
import { meQuery } from '../me.ts'
import { queryClient } from '../query-client.ts'
import type { TimeEntry } from '../timesheets/registrations.ts'
import { namesOf } from './names.ts'
import { expectedOf, idFor, notKnown, sendOrKeep } from './outbox.ts'
import type { HoursFields, NewHours } from './writes.ts'

// Writing hours, with or without a network. What is kept for later is answered as it will look.

type Key = { 'Idempotency-Key': string }

export async function addHours(
  hours: NewHours,
  headers: Key,
): Promise<{ items: readonly TimeEntry[] }> {
  const key = headers['Idempotency-Key']
  const body = { ...hours, id: idFor(key) }
  const entry = await newEntry(body)
  const answer = await sendOrKeep({ kind: 'add', entry, body }, key)
  return answer ?? { items: [entry] }
}

/** Changes hours that somebody saw as `before`. */
export async function changeHours(
  before: TimeEntry,
  body: HoursFields,
  headers: Key,
): Promise<TimeEntry> {
  const entry = await changedEntry(before, body)
  const expectedUpdatedAt = expectedOf(before)
  const write = { kind: 'change' as const, entry, body, expectedUpdatedAt }
  return (await sendOrKeep(write, headers['Idempotency-Key'])) ?? entry
}

export async function removeHours(entry: TimeEntry, headers: Key): Promise<void> {
  const expectedUpdatedAt = expectedOf(entry)
  await sendOrKeep({ kind: 'remove', entry, expectedUpdatedAt }, headers['Idempotency-Key'])
}

export async function newEntry(body: NewHours & { id: string }): Promise<TimeEntry> {
  const me = queryClient.getQueryData(meQuery.queryKey)
  const createdAt = new Date().toISOString()
  const blank: TimeEntry = {
    id: body.id,
    memberId: body.memberId ?? me?.member.id ?? '',
    memberName: me?.member.name ?? '',
    projectId: body.projectId,
    projectName: '',
    clientId: '',
    clientName: '',
    taskId: null,
    taskName: null,
    workedOn: body.workedOn,
    startedAt: null,
    endedAt: null,
    pauseSeconds: 0,
    seconds: 0,
    billedSeconds: 0,
    rounding: 'none',
    notes: '',
    isBillable: true,
    rate: null,
    rateRule: null,
    rateValidFrom: null,
    amountMinor: null,
    status: 'open',
    approval: 'open',
    rejection: null,
    billing: null,
    writeOff: null,
    createdAt,
    updatedAt: notKnown,
  }
  return await changedEntry(blank, body)
}

/** An entry as it will be with these fields. */
async function changedEntry(before: TimeEntry, fields: HoursFields): Promise<TimeEntry> {
  const projectId = fields.projectId ?? before.projectId
  const taskId = fields.taskId === undefined ? before.taskId : fields.taskId
  const isMoved = projectId !== before.projectId || taskId !== before.taskId
  const names = isMoved || before.projectName === '' ? await namesOf(projectId, taskId) : {}
  return {
    ...before,
    ...names,
    ...timeOf(before, fields),
    projectId,
    taskId,
    workedOn: fields.workedOn ?? before.workedOn,
    notes: fields.notes ?? before.notes,
    isBillable: fields.isBillable ?? before.isBillable,
    updatedAt: notKnown,
  }
}

function timeOf(before: TimeEntry, fields: HoursFields) {
  const { startedAt, endedAt, pauseSeconds = 0 } = fields
  if (startedAt !== undefined && endedAt !== undefined) {
    const worked = workedSeconds({ startedAt, endedAt, pauseSeconds })
    // What cannot be, the server refuses beside its field.
    const { seconds } = 'seconds' in worked ? worked : before
    return { startedAt, endedAt, pauseSeconds, seconds }
  }
  if (fields.seconds === undefined || fields.seconds === before.seconds) return {}
  return { startedAt: null, endedAt: null, pauseSeconds: 0, seconds: fields.seconds }
}

/** What the server would say, said without it. */
export function localRefusal(code: string, title: string = code): Refusal {
  return new Refusal({
    type: 'about:blank',
    title,
    status: 409,
    code,
    detail: title,
    requestId: '',
  })
}

/** Hours as they would be given again. */
export function fieldsOf(entry: TimeEntry): NewHours {
  const { memberId, projectId, taskId, workedOn, notes, isBillable, pauseSeconds } = entry
  const { startedAt, endedAt, seconds } = entry
  const worked = startedAt && endedAt ? { startedAt, endedAt, pauseSeconds } : { seconds }
  return { memberId, projectId, taskId, workedOn, notes, isBillable, ...worked }
}
