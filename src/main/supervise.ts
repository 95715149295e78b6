import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig, usesBuiltInSimulator } from './config.ts'
import { holdDataFolder } from './data-folder.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { keepRunning, type KeptProcess } from './kept-process.ts'
import { migrateToLatest } from './migrate.ts'
import { findPort, requirePort } from './ports.ts'
import { projectDir } from './project-dir.ts'
import { requirePostgres } from './require-postgres.ts'
import { seedDemoIfEmpty } from './seed-demo.ts'
import { StartupProblem } from './startup-problem.ts'
import { buildWeb, isWebBuilt } from './web-build.ts'
import { watchSources } from './watch-sources.ts'

const defaultPort = 4000
const simulatorPort = 4010
const leavingPatienceMs = 8000 // processes of a killed Hourbook still hold the port for a moment
const simulatorPatienceMs = 1000 // the same, but it leaves sooner, and may take another port
const healthPatienceMs = 60_000
const orphanCheckMs = 250
const sameKeystrokeMs = 1000 // npm passes a Ctrl-C on that the terminal has delivered already

type Database = { url: string; gone?: Promise<void>; stop(): Promise<void> }
type Running = { parts: KeptProcess[]; database?: Database; stopping: AbortController }

/**
 * Brings up everything Hourbook is made of and stays until it is told to stop (Ctrl-C, SIGTERM).
 * `dev` restarts the processes and rebuilds the web app when their sources change.
 */
export async function startEverything({ dev = false }: { dev?: boolean } = {}): Promise<void> {
  const startedAt = Date.now()
  const place = readPlace()
  const running: Running = { parts: [], stopping: new AbortController() }
  const hold = await holdDataFolder(place.dataDir, place.url)
  listenForStop(running)
  try {
    const patienceMs = hold.wasAbandoned ? leavingPatienceMs : 0
    await requirePort(place.host, place.port, { patienceMs })
    const up = await bringUp({ place, running, dev, wasAbandoned: hold.wasAbandoned })
    say(welcome({ ...up, place, seconds: (Date.now() - startedAt) / 1000 }))
    await Promise.race([stopAsked(running), databaseLost(running)])
  } catch (error) {
    if (!running.stopping.signal.aborted) throw error // else it is only how the start gave way
  } finally {
    running.stopping.abort()
    await takeDown(running)
    hold.release()
  }
}

type Place = { dataDir: string; logDir: string; host: string; port: number; url: string }

function readPlace(): Place {
  const { HOST, PORT, HOURBOOK_DATA_DIR, HOURBOOK_URL } = process.env
  const port = PORT ? Number(PORT) : defaultPort
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartupProblem(`PORT=${PORT} is not a port: use a number from 1 to 65535.`)
  }
  // What the processes would refuse is refused here, before anything is started.
  readConfig({ ...process.env, DATABASE_URL: process.env['DATABASE_URL'] || 'postgres:' })
  const dataDir = path.resolve(projectDir, HOURBOOK_DATA_DIR || 'data')
  return {
    dataDir,
    logDir: path.join(dataDir, 'logs'),
    host: HOST || '127.0.0.1',
    port,
    url: HOURBOOK_URL || `http://localhost:${port}`,
  }
}

type Start = { place: Place; running: Running; dev: boolean; wasAbandoned: boolean }

async function bringUp({ place, running, dev, wasAbandoned }: Start) {
  const { signal } = running.stopping
  const database = await openDatabase(place)
  running.database = database
  signal.throwIfAborted()
  // Both are let end before either's failure counts, so that nothing works on in a database that is going down.
  const preparations = [prepareDatabase(database.url), prepareWeb(signal)] as const
  await Promise.allSettled(preparations)
  const [demo] = await Promise.all(preparations)
  signal.throwIfAborted()

  const base = { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() }
  const part = (name: string, file: string, env: NodeJS.ProcessEnv) => {
    const kept = keepRunning({ name, file: inProject(file), env, logDir: place.logDir, say })
    running.parts.push(kept)
    return kept
  }
  const simulator = await placeSimulator(place, {
    patienceMs: wasAbandoned ? simulatorPatienceMs : 0,
  })
  if (simulator) part('Xero simulator', 'simulator/xero/main.ts', { ...base, ...simulator.env })
  const env = {
    ...base,
    NODE_ENV: dev ? 'development' : 'production',
    DATABASE_URL: database.url,
    HOST: place.host,
    PORT: String(place.port),
    HOURBOOK_URL: place.url,
    HOURBOOK_DATA_DIR: place.dataDir,
    ...(simulator
      ? { HOURBOOK_SIMULATOR_URL: simulator.url, XERO_WEBHOOK_KEY: simulator.webhookKey }
      : {}),
  }
  const server = part('web server', 'src/main/server.ts', env)
  const worker = part('worker', 'src/main/worker.ts', env)
  await becomesHealthy(server, place, signal)
  if (dev) watchSources({ say, restart: [server, worker], rebuild: buildWeb })
  return { demo, simulatorUrl: simulator?.url }
}

async function openDatabase(place: Place): Promise<Database> {
  const given = process.env['DATABASE_URL']
  if (given) {
    await requirePostgres(given)
    return { url: given, stop: async () => {} }
  }
  const dataDir = path.join(place.dataDir, 'postgres')
  if (!fs.existsSync(dataDir)) say(`Making a database in ${shorten(dataDir)} …`)
  return await startEmbeddedPostgres({ dataDir })
}

async function prepareDatabase(databaseUrl: string) {
  await migrateToLatest(databaseUrl)
  return await seedDemoIfEmpty({ databaseUrl })
}

async function prepareWeb(signal: AbortSignal): Promise<void> {
  if (isWebBuilt()) return
  say('Building the web app …')
  await buildWeb({ signal })
}

async function placeSimulator(place: Place, { patienceMs }: { patienceMs: number }) {
  const isElsewhere = process.env['HOURBOOK_SIMULATOR_URL'] || !usesBuiltInSimulator(process.env)
  if (isElsewhere) return undefined
  const port = await findPort(place.host, simulatorPort, { except: place.port, patienceMs })
  const state = path.join(place.dataDir, 'simulator.json')
  const webhookKey = process.env['XERO_WEBHOOK_KEY']?.trim() || randomBytes(32).toString('base64')
  return {
    url: `http://${new URL(place.url).hostname}:${port}`,
    webhookKey,
    env: {
      SIMULATOR_HOST: place.host,
      SIMULATOR_PORT: String(port),
      SIMULATOR_STATE_FILE: state,
      // What happens in the simulator is told to this Hourbook, as Xero would.
      SIMULATOR_WEBHOOK_URL: `${localAddress(place)}/api/xero/webhooks`,
      SIMULATOR_WEBHOOK_KEY: webhookKey,
    },
  }
}

/** Where the web server can be reached from this machine, whatever its public address is. */
function localAddress({ host, port }: Pick<Place, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

async function becomesHealthy(server: KeptProcess, place: Place, signal: AbortSignal) {
  const url = `${localAddress(place)}/healthz`
  const deadline = Date.now() + healthPatienceMs
  while (!(await answers(url))) {
    signal.throwIfAborted()
    if (server.crashes > 1 || Date.now() > deadline) {
      throw new StartupProblem(
        `The web server does not start. The end of ${server.logFile}:\n${server.tail()}`,
      )
    }
    await pause(50)
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

/** The first request to stop is heeded in order; the second one, a new keystroke, at once. */
function listenForStop(running: Running): void {
  let askedAt: number | undefined
  const ask = () => {
    if (askedAt === undefined) {
      askedAt = Date.now()
      say('Stopping …')
      running.stopping.abort()
    } else if (Date.now() - askedAt > sameKeystrokeMs) {
      stopAtOnce(running)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  if (process.channel) {
    process.once('disconnect', ask) // whoever handed over to us is gone
    process.channel.unref()
  }
  if (process.env['npm_lifecycle_event']) whenOrphaned(ask)
}

/** A SIGTERM for npm ends npm and its shell, but they do not pass it on to us. */
function whenOrphaned(ask: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    ask()
  }, orphanCheckMs).unref()
}

async function stopAsked({ stopping: { signal } }: Running): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
}

function stopAtOnce({ parts, database }: Running): never {
  for (const part of parts) part.kill()
  void database?.stop() // its shutdown goes on by itself
  process.exit(1)
}

async function takeDown({ parts, database }: Running): Promise<void> {
  await Promise.all(parts.map(async (each) => await each.stop()))
  await database?.stop()
}

async function databaseLost({ database }: Running): Promise<never> {
  await (database?.gone ?? new Promise(() => {}))
  throw new StartupProblem('PostgreSQL stopped unexpectedly. Start Hourbook again: npm start')
}

function inProject(file: string): string {
  return path.join(projectDir, file)
}

function shorten(file: string): string {
  const relative = path.relative(process.cwd(), file)
  return relative.startsWith('..') ? file : `./${relative}`
}

function say(line: string): void {
  console.log(line)
}

type Welcome = {
  place: Place
  seconds: number
  simulatorUrl: string | undefined
  demo: { email: string; password: string } | undefined
}

function welcome({ place, seconds, simulatorUrl, demo }: Welcome): string {
  const rows = [
    `Hourbook is ready (${seconds.toFixed(1)} s)`,
    '',
    `Open      ${place.url}`,
    ...(demo ? [`Sign in   ${demo.email}`, `Password  ${demo.password}`] : []),
    ...(simulatorUrl
      ? ['', `Xero      ${simulatorUrl} (built-in simulator, not the real Xero)`]
      : []),
    '',
    'Stop      Ctrl-C',
  ]
  const width = Math.max(...rows.map((each) => each.length))
  const line = '─'.repeat(width + 4)
  const body = rows.map((each) => `│  ${each.padEnd(width)}  │`)
  return ['', `┌${line}┐`, ...body, `└${line}┘`, ''].join('\n')
}
