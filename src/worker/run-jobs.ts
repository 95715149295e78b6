import { inTransaction, type Services, systemContext } from '#app/context.ts'
import { type JobName, jobs } from '#app/jobs.ts'
import type { PgBoss } from 'pg-boss'
import { handlers } from './handlers.ts'
import { RetryLater } from './retry-later.ts'

type Log = {
  error(values: object, message: string): void
  info(values: object, message: string): void
}

const pollingIntervalSeconds = 2

/** Starts to work on every queue. A job that is killed is given to another worker within seconds. */
export async function startWorking({
  boss,
  services,
  log,
}: {
  boss: PgBoss
  services: Services
  log: Log
}): Promise<void> {
  for (const name of Object.keys(jobs) as JobName[]) {
    const workerId = await boss.work<object>(
      name,
      {
        pollingIntervalSeconds,
        // A job that was put off is due without anybody being told; half a minute is too long to find it.
        notifyPollingIntervalSeconds: pollingIntervalSeconds,
        localConcurrency: name === 'send-xero-documents' ? 3 : 2,
      },
      async ([job]) => {
        if (!job) return
        const startedAt = performance.now()
        try {
          await runJob(services, name, job.data)
          log.info(
            { job: name, id: job.id, ms: Math.round(performance.now() - startedAt) },
            'job done',
          )
        } catch (error) {
          log.error({ job: name, id: job.id, err: error }, 'job failed and will be tried again')
          throw error
        } finally {
          boss.notifyWorker(workerId)
        }
      },
    )
  }
  await boss.schedule('start-nightly-imports', '*/10 * * * *', {})
  await boss.schedule('start-document-readings', '*/15 * * * *', {})
  await boss.schedule('start-reminders', '7,37 * * * *', {})
  await boss.schedule('start-recurring-invoices', '2,32 * * * *', {})
  await boss.schedule('check-budgets', '41 * * * *', {})
  await boss.schedule('check-xero-connections', '23 * * * *', {})
}

/** Runs one job to its end. A job that asks for later is put in the queue anew, so that it does not block its lane as failed. */
export async function runJob(services: Services, name: JobName, data: unknown): Promise<void> {
  try {
    await handle(services, name, data)
  } catch (error) {
    if (!(error instanceof RetryLater)) throw error
    const payload = jobs[name].parse(data)
    const workspaceId = 'workspaceId' in payload ? payload.workspaceId : ''
    const afterSeconds = Math.max(1, Math.ceil(error.afterSeconds))
    const lane = 'connectionId' in payload ? payload.connectionId : undefined
    await inTransaction(systemContext(services, workspaceId), async (tx) => {
      await services.enqueue(tx, name, payload as never, {
        afterSeconds,
        ...(lane ? { lane } : {}),
      })
    })
  }
}

async function handle(services: Services, name: JobName, data: unknown): Promise<void> {
  const handler = handlers[name] as
    | ((services: Services, payload: unknown) => Promise<void>)
    | undefined
  if (!handler) throw new Error(`No handler for ${name}`)
  await handler(services, jobs[name].parse(data))
}
