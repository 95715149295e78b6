import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { fastestFolder } from '#tests/support/postgres.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

const isRoot = process.getuid?.() === 0

test('starts, keeps what was written, and starts again', async () => {
  await using place = newPlace()
  const first = await startEmbeddedPostgres(place)
  await query(first.url, 'create table notes as select 42 as answer')
  await first.stop()
  const second = await startEmbeddedPostgres(place)
  expect(second.adopted).toBe(false)
  expect(await query(second.url, 'select answer from notes')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('asks for its password, and sorts alike on every machine', async () => {
  await using place = newPlace()
  const server = await startEmbeddedPostgres(place)
  const stranger = new URL(server.url)
  stranger.password = 'guessed'
  await expect(query(stranger.href, 'select 1')).rejects.toThrow('password')
  expect(
    await query(
      server.url,
      'select datlocprovider, datlocale from pg_database where datname = current_database()',
    ),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }])
  expect(fs.statSync(`${place.dataDir}.password`).mode & 0o077).toBe(0)
  await server.stop()
})

test('takes over the server of a process that was killed', async () => {
  await using place = newPlace()
  const url = await startAndDie(place.dataDir)
  const server = await startEmbeddedPostgres(place)
  expect(server).toMatchObject({ adopted: true, url })
  await server.stop()
  await expect(query(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  expect(fs.existsSync(lockOf(place.dataDir))).toBe(false)
})

test('starts although another program has the pid of a server that crashed', async () => {
  await using place = newPlace()
  await startAndDie(place.dataDir)
  const [pid, ...rest] = fs.readFileSync(lockOf(place.dataDir), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGQUIT') // the immediate shutdown: as good as a crash
  await expect.poll(() => fs.existsSync(lockOf(place.dataDir))).toBe(false)
  fs.writeFileSync(lockOf(place.dataDir), [process.ppid, ...rest].join('\n'), { mode: 0o600 })
  if (isRoot) fs.chownSync(lockOf(place.dataDir), 65534, 65534)
  const server = await startEmbeddedPostgres(place)
  expect(server.adopted).toBe(false)
  await server.stop()
})

test('begins anew over a cluster that was never finished', async () => {
  await using place = newPlace()
  fs.mkdirSync(`${place.dataDir}.draft`, { recursive: true })
  fs.writeFileSync(path.join(`${place.dataDir}.draft`, 'PG_VERSION'), '18')
  const server = await startEmbeddedPostgres(place)
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

test.runIf(isRoot)("refuses another user's folder in words", async () => {
  await using place = newPlace()
  fs.mkdirSync(place.dataDir)
  fs.chownSync(place.dataDir, 12345, 12345)
  await expect(startEmbeddedPostgres(place)).rejects.toThrow('the user with the number 12345')
})

/** Starts a server in a process that then dies of SIGKILL; answers the address it served. */
async function startAndDie(dataDir: string): Promise<string> {
  const module = path.join(import.meta.dirname, 'embedded-postgres.ts')
  const child = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { startEmbeddedPostgres } from ${JSON.stringify(module)}
     const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })
     process.stdout.write(url, () => process.kill(process.pid, 'SIGKILL'))`,
  ])
  let url = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (url += text))
  const signal = await new Promise((resolve) => child.once('close', (_, name) => resolve(name)))
  expect(signal).toBe('SIGKILL')
  return url
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows as unknown[]
  } finally {
    await client.end()
  }
}

const lockOf = (dataDir: string) => path.join(dataDir, 'postmaster.pid')

function newPlace() {
  const folder = fs.mkdtempSync(path.join(fastestFolder(), 'hourbook postgres-'))
  fs.chmodSync(folder, 0o711)
  return {
    dataDir: path.join(folder, 'postgres'),
    durable: false,
    [Symbol.asyncDispose]: async () => {
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
