import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { accountFor, type Account } from './postgres-account.ts'
import { preparePrograms, programIn } from './postgres-programs.ts'
import { forgetRecycledPid, isAlive, readPostmaster } from './postmaster.ts'
import { StartupProblem } from './startup-problem.ts'

const superuser = 'hourbook'
const databaseName = 'hourbook'
const lockPatienceMs = 15_000
const pollMs = 10
const logSizeLimitBytes = 5_000_000

const usualSettings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
]
const fragileSettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_wal_size=128MB',
]

export type EmbeddedPostgres = {
  url: string
  /** True when a server that outlived an earlier process was taken over. */
  adopted: boolean
  /** Settles when the server is gone, whoever stopped it; never for an adopted server. */
  gone: Promise<void>
  stop(): Promise<void>
}

type Place = { dataDir: string; passwordFile: string; logFile: string; binDir: string }

/**
 * Runs PostgreSQL on a free loopback port over `dataDir`, making the cluster on first use.
 * `durable: false` trades crash safety for speed; for tests only.
 */
export async function startEmbeddedPostgres({
  dataDir: givenDir,
  durable = true,
}: {
  dataDir: string
  durable?: boolean
}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(givenDir)
  fs.mkdirSync(path.dirname(dataDir), { recursive: true })
  const binDir = preparePrograms()
  const place = {
    dataDir,
    binDir,
    passwordFile: `${dataDir}.password`,
    logFile: `${dataDir}.log`,
  }
  const account = accountFor(dataDir, programIn(place.binDir, 'postgres'))
  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) makeCluster(place, account, durable)

  const server = await runOrAdopt(place, account, durable)
  await ensureDatabase(server.url)
  return server
}

/** Ends a server that a killed process left running over this folder; starts nothing. */
export async function stopLeftoverPostgres({ dataDir }: { dataDir: string }): Promise<void> {
  const passwordFile = `${dataDir}.password`
  if (!fs.existsSync(passwordFile)) return
  const place = { dataDir, passwordFile, logFile: `${dataDir}.log`, binDir: '' }
  const server = await adoptLiveServer(place)
  await server?.stop()
}

async function runOrAdopt(place: Place, account: Account, durable: boolean) {
  const deadline = Date.now() + lockPatienceMs
  for (;;) {
    const adopted = await adoptLiveServer(place)
    if (adopted) return adopted
    forgetRecycledPid(place.dataDir)
    const server = await spawnServer(place, account, durable)
    if (server) return server
    // Losing the lock file or the port to someone else passes within seconds.
    if (Date.now() > deadline) {
      throw new StartupProblem(
        `PostgreSQL does not start. The end of ${place.logFile} says:\n${logTail(place)}`,
      )
    }
    await pause(150)
  }
}

/** Initialises beside the final place and renames, so that a cluster is whole or absent. */
function makeCluster(place: Place, account: Account, durable: boolean): void {
  const { dataDir, passwordFile } = place
  const draftDir = `${dataDir}.draft`
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.rmSync(draftDir, { recursive: true, force: true })
  fs.rmSync(passwordFile, { force: true })
  fs.mkdirSync(draftDir, { mode: 0o700 })
  fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  account.own(draftDir)
  account.own(passwordFile)
  const flags = ['-D', draftDir, '-U', superuser, '--pwfile', passwordFile, '--no-instructions']
  const rules = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C']
  const sorting = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const [command, args] = account.command(programIn(place.binDir, 'initdb'), [
    ...flags,
    ...rules,
    ...sorting,
    ...(durable ? [] : ['--no-sync']),
  ])
  const made = spawnSync(command, args, {
    ...account.spawnOptions,
    cwd: path.dirname(dataDir),
    env: serverEnv(),
    encoding: 'utf8',
  })
  if (made.status !== 0) {
    fs.rmSync(draftDir, { recursive: true, force: true })
    throw new StartupProblem(
      `PostgreSQL cannot make its folder ${dataDir}:\n${made.stderr || made.error?.message || ''}`,
    )
  }
  fs.renameSync(draftDir, dataDir)
}

/** Answers undefined when the server gave up before it was ready. */
async function spawnServer(
  place: Place,
  account: Account,
  durable: boolean,
): Promise<EmbeddedPostgres | undefined> {
  const port = await freePort()
  const settings = durable ? usualSettings : [...usualSettings, ...fragileSettings]
  const flags = settings.flatMap((each) => ['-c', each])
  const [command, args] = account.command(programIn(place.binDir, 'postgres'), [
    '-D',
    place.dataDir,
    '-p',
    String(port),
    ...flags,
  ])
  const log = openLog(place)
  // Detached, so that Ctrl-C in the terminal reaches us and not the database behind our back.
  const child = spawn(command, args, {
    ...account.spawnOptions,
    env: serverEnv(),
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  fs.closeSync(log)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  if (!(await becomesReady(place, child, gone))) return undefined
  child.unref()
  return {
    url: serverUrl(place, port),
    adopted: false,
    gone,
    stop: async () => {
      child.ref()
      if (isRunning(child)) interrupt(place, child)
      await gone
    },
  }
}

async function becomesReady(place: Place, child: ChildProcess, gone: Promise<void>) {
  let isGone = false
  void gone.then(() => (isGone = true))
  while (!isGone) {
    const postmaster = readPostmaster(place.dataDir)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return true
    await pause(pollMs)
  }
  return false
}

function interrupt(place: Place, child: ChildProcess): void {
  if (process.platform !== 'win32') {
    child.kill('SIGINT') // the fast shutdown: sessions are ended, nothing is lost
    return
  }
  spawnSync(programIn(place.binDir, 'pg_ctl'), ['stop', '-D', place.dataDir, '-m', 'fast'])
}

/** A server outlives the process that was killed with -9; the next one takes it over. */
async function adoptLiveServer(place: Place): Promise<EmbeddedPostgres | undefined> {
  const deadline = Date.now() + lockPatienceMs
  let postmaster = readPostmaster(place.dataDir)
  while (postmaster && isAlive(postmaster.pid) && postmaster.status !== 'ready') {
    if (Date.now() > deadline) return undefined
    await pause(pollMs * 5) // starting up, or on its way out
    postmaster = readPostmaster(place.dataDir)
  }
  if (!postmaster || !isAlive(postmaster.pid)) return undefined
  const { pid, port } = postmaster
  const url = serverUrl(place, port)
  if (!(await servesOurFolder(url, place))) return undefined
  return {
    url,
    adopted: true,
    gone: new Promise(() => {}),
    stop: async () => {
      if (isAlive(pid)) process.kill(pid, 'SIGINT')
      // Nobody may reap an orphan in a container, so its lock file tells better than its pid.
      while (isAlive(pid) && readPostmaster(place.dataDir)?.pid === pid) await pause(pollMs)
    },
  }
}

async function servesOurFolder(url: string, place: Place): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {}) // the failed query below says it all
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    )
    return rows[0] !== undefined && isSameFolder(rows[0].folder, place.dataDir)
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const adminUrl = new URL(url)
  adminUrl.pathname = '/postgres'
  const client = new Client({ connectionString: adminUrl.href })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      databaseName,
    ])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

function serverUrl(place: Place, port: number): string {
  const password = fs.readFileSync(place.passwordFile, 'utf8').trim()
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`
}

function openLog({ logFile }: Place): number {
  const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  return fs.openSync(logFile, size > logSizeLimitBytes ? 'w' : 'a', 0o600)
}

function logTail({ logFile }: Place): string {
  return fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** Nothing of the caller's environment (PGDATA, LANG, ...) may reach the server. */
function serverEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

function isSameFolder(one: string, other: string): boolean {
  return fs.realpathSync(one) === fs.realpathSync(other)
}
