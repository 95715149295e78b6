import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { keepRunning } from './kept-process.ts'

const soon = { timeout: 10_000, interval: 20 }

test('a process that dies is started again, and its error is told', async () => {
  using kept = keep(`
    const fs = require('node:fs')
    fs.appendFileSync(process.env.STARTS, 'x')
    if (fs.readFileSync(process.env.STARTS, 'utf8').length === 1) throw new TypeError('first time')
    setInterval(() => {}, 1000)
  `)
  await vi.waitUntil(() => kept.starts() === 2, soon)
  expect(kept.process.crashes).toBe(1)
  expect(kept.said.join()).toMatch(/stopped unexpectedly \(exit code 1\).*TypeError: first time/)
  await kept.process.stop()
})

test('a process that is stopped stays stopped', async () => {
  using kept = keep(`
    require('node:fs').appendFileSync(process.env.STARTS, 'x')
    process.on('SIGTERM', () => process.exit(0))
    setInterval(() => {}, 1000)
  `)
  await vi.waitUntil(() => kept.starts() === 1, soon)
  await kept.process.stop()
  expect(kept.process.crashes).toBe(0)
  expect(kept.said).toEqual([])
})

test('an error in the log is told once, and other lines are not', async () => {
  const error = JSON.stringify({ level: 50, msg: 'cannot send', err: { message: 'no route' } })
  using kept = keep(`
    console.log(${JSON.stringify(JSON.stringify({ level: 30, msg: 'hello' }))})
    console.log(${JSON.stringify(error)})
    console.log(${JSON.stringify(error)})
    console.log('last')
    setInterval(() => {}, 1000)
  `)
  await vi.waitUntil(() => kept.process.tail().includes('last'), soon)
  expect(kept.said).toEqual(['The part reports: cannot send: no route'])
  kept.process.kill()
})

function keep(program: string) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hourbook-kept-'))
  const file = path.join(folder, 'program.cjs')
  const starts = path.join(folder, 'starts')
  fs.writeFileSync(file, program)
  const said: string[] = []
  const process_ = keepRunning({
    name: 'part',
    file,
    env: { ...process.env, STARTS: starts },
    logDir: folder,
    say: (line) => said.push(line),
  })
  return {
    process: process_,
    said,
    starts: () => (fs.existsSync(starts) ? fs.readFileSync(starts, 'utf8').length : 0),
    [Symbol.dispose]: () => {
      process_.kill()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
