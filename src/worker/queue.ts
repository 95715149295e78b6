import type { Enqueue, EnqueueAll, JobName, JobPayload } from '#app/jobs.ts'
import { jobs } from '#app/jobs.ts'
import { fromKysely, PgBoss, type Queue, type QueuePolicy } from 'pg-boss'

const names = Object.keys(jobs) as JobName[]

// Jobs of one Xero organisation run one at a time and in order: that is its lane. Files go by workspace.
const laned: Partial<Record<JobName, true>> = {
  'read-contacts': true,
  'apply-contact-import': true,
  'check-file-import': true,
  'apply-file-import': true,
  'number-contacts': true,
  'send-xero-documents': true,
  'change-xero-documents': true,
  'attach-to-xero-documents': true,
  'read-documents-back': true,
  'follow-xero-events': true,
}

// The same job, told the same, waits once: whoever else wants it has it already.
const onceInQueue: Partial<Record<JobName, true>> = { 'keep-xero-access': true }

/** How each queue is kept. A failed job would hold its lane for ever, so a job is tried again until it ends. */
function queueOptions(name: JobName): Queue {
  return {
    name,
    policy: policyOf(name),
    notify: true,
    heartbeatSeconds: 10,
    retryLimit: 10_000,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 3600,
  }
}

function policyOf(name: JobName): QueuePolicy {
  if (laned[name]) return 'key_strict_fifo'
  return onceInQueue[name] ? 'short' : 'standard'
}

/** Makes the queue's own tables (schema pgboss) and the queues. Safe to run twice. */
export async function installQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  for (const name of names) await boss.createQueue(name, queueOptions(name))
  await boss.stop({ graceful: false })
}

/** A queue that is listened to ('work') or only sent to ('send'). */
export async function openQueue(url: string, purpose: 'work' | 'send'): Promise<PgBoss> {
  const isWorker = purpose === 'work'
  const boss = new PgBoss({
    connectionString: url,
    max: isWorker ? 4 : 2,
    application_name: `hourbook ${purpose}`,
    supervise: isWorker,
    schedule: isWorker,
    migrate: false,
    useListenNotify: isWorker,
    cronMonitorIntervalSeconds: 30,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  return boss
}

/** Enqueues as part of a transaction: the job exists only when the transaction commits. */
export function enqueueWith(boss: PgBoss): Enqueue {
  return async (tx, name, payload, options = {}) => {
    const singletonKey = keyOf(name, payload, options.lane)
    await boss.send(name, payload, {
      db: fromKysely(tx),
      ...(singletonKey !== undefined && { singletonKey }),
      ...(options.afterSeconds ? { startAfter: options.afterSeconds } : {}),
    })
  }
}

/** The same for any number of jobs. */
export function enqueueAllWith(boss: PgBoss): EnqueueAll {
  return async (tx, name, jobs) => {
    if (jobs.length === 0) return
    const rows = jobs.map(({ payload, lane }) => {
      const singletonKey = keyOf(name, payload, lane)
      return { data: payload, ...(singletonKey !== undefined && { singletonKey }) }
    })
    await boss.insert(name, rows, { db: fromKysely(tx) })
  }
}

function keyOf<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  lane: string | undefined,
): string | undefined {
  if (onceInQueue[name]) return JSON.stringify(payload)
  return laned[name] && 'workspaceId' in payload ? (lane ?? payload.workspaceId) : undefined
}
