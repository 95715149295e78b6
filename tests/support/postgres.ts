import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { startEmbeddedPostgres, stopLeftoverPostgres } from '#main/embedded-postgres.ts'
import { migrateToLatest } from '#main/migrate.ts'
import { isAlive } from '#main/postmaster.ts'

// One server and one migrated template per run, found by every worker in the environment.
const serverVariable = 'TEST_DATABASE_URL'
const templateVariable = 'TEST_DATABASE_TEMPLATE'
const databasePrefix = 'hourbook_test_'
const folderPrefix = 'hourbook-test-'
const memoryFolder = '/dev/shm'
const memoryNeededBytes = 1024 ** 3
const forgottenAfterSeconds = 2 * 60 * 60

type TestDatabase = { url: string; drop(): Promise<void>; [Symbol.asyncDispose](): Promise<void> }

let stop: (() => Promise<void>) | undefined

/** Called by Vitest, by Playwright and by `npm test`; only the first of them starts anything. */
export async function setup(): Promise<void> {
  if (process.env[templateVariable] !== undefined) return
  const started = await startTestServer()
  stop = started.stop
}

export async function teardown(): Promise<void> {
  await stop?.()
  stop = undefined
}

/** A migrated database of its own, empty of workspaces; cheap, because it is a file copy. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env[templateVariable]
  if (template === undefined) throw new Error('The test server is not set up')
  const name = newName()
  await admin().query(`create database ${name} template ${template}`)
  const drop = async () => {
    await admin().query(`drop database if exists ${name} with (force)`)
  }
  return { url: urlOf(name), drop, [Symbol.asyncDispose]: drop }
}

async function startTestServer() {
  const given = process.env[serverVariable]
  const server = given === undefined ? await startOwnServer() : { url: given, stop: async () => {} }
  process.env[serverVariable] = server.url
  if (given !== undefined) await dropForgottenDatabases()
  const template = await makeTemplate()
  process.env[templateVariable] = template
  return {
    stop: async () => {
      await admin().query(`drop database if exists ${template} with (force)`)
      await closeAdmin()
      await server.stop()
      delete process.env[templateVariable]
      if (given === undefined) delete process.env[serverVariable]
    },
  }
}

async function startOwnServer() {
  await removeLeftovers()
  const folder = fs.mkdtempSync(path.join(fastestFolder(), `${folderPrefix}${process.pid}-`))
  fs.chmodSync(folder, 0o711) // as root, PostgreSQL runs under another account and must get in
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    durable: false,
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A new database is 300 small files: 8 ms in memory, 45 to 250 ms on a disk. */
export function fastestFolder(): string {
  try {
    fs.accessSync(memoryFolder, fs.constants.W_OK)
    const { bavail, bsize } = fs.statfsSync(memoryFolder)
    if (bavail * bsize >= memoryNeededBytes) return memoryFolder
  } catch {
    // No such folder here, as on macOS: the usual one does.
  }
  return os.tmpdir()
}

/** A run that was killed leaves its server and folder behind; the next run clears them away. */
async function removeLeftovers(): Promise<void> {
  for (const parent of [memoryFolder, os.tmpdir()]) {
    const names = fs.existsSync(parent) ? fs.readdirSync(parent) : []
    for (const name of names) {
      const pid = new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1]
      if (pid === undefined || isAlive(Number(pid))) continue
      const folder = path.join(parent, name)
      if (!isOurs(folder)) continue
      await stopLeftoverPostgres({ dataDir: path.join(folder, 'postgres') })
      fs.rmSync(folder, { recursive: true, force: true })
    }
  }
}

function isOurs(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.()
}

async function makeTemplate(): Promise<string> {
  const name = `${newName()}_template`
  await admin().query(`create database ${name}`)
  await migrateToLatest(urlOf(name))
  // A template that somebody is connected to cannot be copied.
  await admin().query(`alter database ${name} allow_connections false`)
  await admin().query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  )
  return name
}

async function dropForgottenDatabases(): Promise<void> {
  const { rows } = await admin().query<{ name: string }>(
    'select datname as name from pg_database where datname like $1',
    [`${databasePrefix}%`],
  )
  for (const { name } of rows) {
    const madeAtSeconds = Number.parseInt(name.slice(databasePrefix.length).split('_')[0] ?? '', 36)
    if (nowSeconds() - madeAtSeconds > forgottenAfterSeconds) {
      await admin().query(`drop database if exists "${name}" with (force)`)
    }
  }
}

let adminPool: Pool | undefined

function admin(): Pool {
  adminPool ??= new Pool({
    connectionString: urlOf('postgres'),
    max: 2,
    allowExitOnIdle: true,
  }).on('error', () => {}) // the next query reports a lost server
  return adminPool
}

async function closeAdmin(): Promise<void> {
  await adminPool?.end()
  adminPool = undefined
}

function urlOf(database: string): string {
  const url = new URL(process.env[serverVariable] ?? '')
  url.pathname = `/${database}`
  return url.href
}

function newName(): string {
  return `${databasePrefix}${nowSeconds().toString(36)}_${randomBytes(5).toString('hex')}`
}

const nowSeconds = () => Math.floor(Date.now() / 1000)
