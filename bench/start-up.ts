import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Row } from './row.ts'

const root = path.resolve(import.meta.dirname, '..')
const parts = [
  'bin',
  'db',
  'src',
  'simulator',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
]
const patienceMs = 120_000

/** From `npm start` to the first page answered: without database and built web (cold), and with both (warm). */
export async function benchStart(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hourbook-start-'))
  for (const part of parts)
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  try {
    const cold = await timeToFirstPage(folder)
    const warm = await timeToFirstPage(folder)
    return [
      {
        what: 'Cold start to the first page (makes database, demo, web app)',
        target: '< 15 s',
        measured: seconds(cold),
      },
      { what: 'Warm start to the first page', target: '< 4 s', measured: seconds(warm) },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timeToFirstPage(folder: string): Promise<number> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), HOURBOOK_DATA_DIR: path.join(folder, 'data') },
    stdio: 'ignore',
  })
  try {
    await firstPage(`http://localhost:${port}/`, child)
    return performance.now() - startedAt
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
    while (existsSync(path.join(folder, 'data', 'hourbook.pid'))) await pause(50)
  }
}

async function firstPage(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline && child.exitCode === null) {
    try {
      const response = await fetch(url, { headers: { accept: 'text/html' } })
      if (response.ok && (await response.text()).includes('<div id="root"')) return
    } catch {
      // Not listening yet.
    }
    await pause(20)
  }
  throw new Error(`No page at ${url}`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
