import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findPort } from '#main/ports.ts'
import { fastestFolder } from './support/postgres.ts'

// A newcomer's first minutes: `npm start`, again, killed, with the port taken, and Ctrl-C.

const firstStartMs = 120_000 // it may have to build the web app
const patience = { timeout: firstStartMs, interval: 50 }
const folder = fs.mkdtempSync(path.join(fastestFolder(), 'hourbook start-'))
const dataDir = path.join(folder, 'data')
let port: number
let running: Started | undefined

type Started = { child: ChildProcess; output(): string; exitCode: Promise<number | null> }

beforeAll(async () => {
  fs.chmodSync(folder, 0o711)
  port = await findPort('127.0.0.1', 45_000 + (process.pid % 5000), { except: 0, patienceMs: 0 })
})

afterAll(async () => {
  running?.child.kill('SIGTERM')
  await running?.exitCode
  fs.rmSync(folder, { recursive: true, force: true })
})

test('one command brings up everything', { timeout: firstStartMs }, async () => {
  running = await startAndWait()
  expect(running.output()).toContain(`http://localhost:${port}`)
  const page = await fetch(`http://127.0.0.1:${port}/`)
  expect(await page.text()).toContain('<!doctype html>')
  expect(await signIn(running.output())).toBe(200)
  const simulator = /Xero +(http:\S+)/.exec(running.output())?.[1] ?? ''
  expect((await fetch(simulator)).status).toBe(200)
})

test('a second one over the same folder says who is there', async () => {
  const second = start({ PORT: '4999' })
  expect(await second.exitCode).toBe(1)
  expect(second.output()).toContain(`already running over ${dataDir}`)
  expect(second.output()).toContain(`http://localhost:${port}`)
})

test('a taken port is named before anything is made', async () => {
  const other = path.join(folder, 'other')
  const second = start({ HOURBOOK_DATA_DIR: other })
  expect(await second.exitCode).toBe(1)
  expect(second.output()).toContain(`Port ${port} is already in use`)
  expect(second.output()).toContain(`PORT=${port + 1} npm start`)
  expect(fs.existsSync(path.join(other, 'postgres'))).toBe(false)
})

test('after kill -9 the next start takes over', { timeout: firstStartMs }, async () => {
  running?.child.kill('SIGKILL')
  await running?.exitCode
  running = await startAndWait()
  expect(await signIn(running.output())).toBe(200)
})

test('Ctrl-C leaves nothing behind', { timeout: 30_000 }, async () => {
  running?.child.kill('SIGINT')
  expect(await running?.exitCode).toBe(0)
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
  expect(fs.existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  expect(fs.existsSync(path.join(dataDir, 'hourbook.pid'))).toBe(false)
})

async function startAndWait(): Promise<Started> {
  const started = start()
  let hasEnded = false
  void started.exitCode.then(() => (hasEnded = true))
  await vi.waitUntil(() => hasEnded || started.output().includes('Ctrl-C'), patience)
  if (hasEnded) throw new Error(started.output())
  return started
}

function start(env: NodeJS.ProcessEnv = {}): Started {
  const ours = Object.entries(process.env).filter(
    ([name]) => !/^(?:XERO_|HOURBOOK_|DATABASE_URL$|npm_)/.test(name),
  )
  const child = spawn(
    process.execPath,
    [path.resolve(import.meta.dirname, '../bin/hourbook.mjs'), 'start'],
    {
      env: {
        ...Object.fromEntries(ours),
        PORT: String(port),
        HOURBOOK_DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
        ...env,
      },
    },
  )
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => (text += part))
  }
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => text, exitCode }
}

/** Signs in with what the welcome says; answers the status. */
async function signIn(welcome: string): Promise<number> {
  const email = /Sign in +(\S+)/.exec(welcome)?.[1]
  const password = /Password +(.+?) +│/.exec(welcome)?.[1]
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${port}` },
    body: JSON.stringify({ email, password }),
  })
  return answer.status
}
