import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createWorkspace } from '#app/parts/new-workspace.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { newId } from '#lib/ids.ts'
import { readConfig } from '#main/config.ts'
import { startEmbeddedPostgres } from '#main/embedded-postgres.ts'
import { migrateToLatest } from '#main/migrate.ts'
import { wire } from '#main/wire.ts'
import type { Context } from '#app/context.ts'
import type { Clock } from '#lib/clock.ts'
import { startSimulator } from '#simulator/server.ts'

const root = path.resolve(import.meta.dirname, '..')

type Logged = { method: string; path: string; bytes: number; at: number }

/**
 * A durable PostgreSQL and a simulator without limits, each in its own process as in real life. With a clock, the simulator
 * is in this process, lives by that clock, and holds Xero's limits.
 */
export async function setStage(options: { clock?: Clock } = {}) {
  const { clock } = options
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hourbook-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres') })
  await migrateToLatest(postgres.url)
  const simulator = clock ? await simulateBy(clock) : await startSimulatorProcess()
  const environment = {
    DATABASE_URL: postgres.url,
    HOURBOOK_SIMULATOR_URL: simulator.url,
    HOURBOOK_SECRET_KEY: 'a secret for benchmarks only',
    LOG_LEVEL: 'silent',
  }
  const wired = await wire(readConfig(environment), { purpose: 'send', ...options })
  const control = async (method: string, address: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${simulator.url}/control${address}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok)
      throw new Error(`control ${address}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? undefined : await response.json()
  }
  return {
    environment,
    simulatorUrl: simulator.url,
    wired,
    makeWorkspace: async ({ userId = newId() } = {}): Promise<Context> => {
      const made = await createWorkspace(wired.services, {
        name: 'Benchmark',
        currency: 'EUR',
        timeZone: 'Europe/Amsterdam',
        isDemo: false,
        owner: { userId, name: 'Bench', email: 'bench@example.com' },
      })
      return { ...wired.services, ...made, permissions: permissionsOf.owner }
    },
    control,
    /** What the simulator was asked since this was last cleared. */
    requests: async () => (await control('GET', '/requests')) as Logged[],
    [Symbol.asyncDispose]: async () => {
      await wired.stop()
      await simulator.stop()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Stage = Awaited<ReturnType<typeof setStage>>

async function simulateBy(clock: Clock): Promise<{ url: string; stop(): Promise<void> }> {
  const simulator = await startSimulator({
    organisations: 'none',
    clock: () => clock.now().getTime(),
    redirectUris: 'any',
  })
  return { url: simulator.url, stop: async () => await simulator.stop() }
}

async function startSimulatorProcess(): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(path.join(root, 'simulator/xero/main.ts'), [], {
    env: { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_LIMITS: 'off' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The simulator did not start')))
    child.stdout?.on('data', (line: Buffer) => {
      const said = /\{.*"ready".*\}/.exec(line.toString())
      if (said) resolve((JSON.parse(said[0]) as { url: string }).url)
    })
  })
  return { url, stop: async () => void child.kill('SIGTERM') }
}

/** What emptying the queue took in a process of its own, which is what a worker is. */
export type Work = { ms: number; peakMemoryMb: number }

/** A worker that is up, as workers are, and empties the queue each time it is asked to. */
export async function startWorker(stage: Stage) {
  const child = fork(path.join(root, 'bench/work.ts'), [], {
    env: { ...process.env, ...stage.environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)))
  })
  const heard = async (): Promise<unknown> =>
    await Promise.race([once(child, 'message').then(([message]) => message as unknown), ended])
  await heard()
  return {
    emptyQueue: async (): Promise<Work> => {
      child.send('work')
      return (await heard()) as Work
    },
    [Symbol.asyncDispose]: async () => {
      child.send('end')
      await ended.catch(() => {})
    },
  }
}

/** Runs jobs in a fresh process, one after the other, until the queue is empty. */
export async function workInOwnProcess(stage: Stage): Promise<Work> {
  await using worker = await startWorker(stage)
  return await worker.emptyQueue()
}

/** Runs and times something; milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
