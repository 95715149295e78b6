import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { addressOfRunning, holdDataFolder } from './data-folder.ts'

test('a folder is held until it is released', async () => {
  using folder = temporaryFolder()
  const hold = await holdDataFolder(folder.path, 'http://localhost:4000')
  expect(hold.wasAbandoned).toBe(false)
  hold.release()
  expect(fs.readdirSync(folder.path)).toEqual([])
})

test('a folder held by a living process is refused, and the process is named', async () => {
  using folder = temporaryFolder()
  const hold = await holdDataFolder(folder.path, 'http://localhost:4711')
  pretendToBe(folder.path, process.ppid)
  await expect(holdDataFolder(folder.path, '')).rejects.toThrow(
    new RegExp(`already running .* at http://localhost:4711 \\(process ${process.ppid}\\)`),
  )
  hold.release()
})

test('who runs over a folder is found at its own address, and nobody once it stopped', async () => {
  using folder = temporaryFolder()
  expect(addressOfRunning(folder.path)).toBeUndefined()
  const hold = await holdDataFolder(folder.path, 'http://localhost:4711/')
  pretendToBe(folder.path, process.ppid)
  expect(addressOfRunning(folder.path)).toBe('http://localhost:4711')
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  pretendToBe(folder.path, pid)
  expect(addressOfRunning(folder.path)).toBeUndefined()
  hold.release()
})

test('the folder of a killed process is taken over', async () => {
  using folder = temporaryFolder()
  await holdDataFolder(folder.path, '')
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  pretendToBe(folder.path, pid)
  expect((await holdDataFolder(folder.path, '')).wasAbandoned).toBe(true)
})

test.runIf(process.platform === 'linux')(
  'another program with the same pid is told apart',
  async () => {
    using folder = temporaryFolder()
    await holdDataFolder(folder.path, '')
    pretendToBe(folder.path, process.ppid, 'another time')
    expect((await holdDataFolder(folder.path, '')).wasAbandoned).toBe(true)
  },
)

test('a lock file cut off by a crash holds nothing', async () => {
  using folder = temporaryFolder()
  fs.writeFileSync(path.join(folder.path, 'hourbook.pid'), '{"pid": 1')
  expect((await holdDataFolder(folder.path, '')).wasAbandoned).toBe(false)
})

/** Rewrites the lock as if `pid` had made it. */
function pretendToBe(folder: string, pid: number, bornAt = bornAtOf(pid)): void {
  const file = path.join(folder, 'hourbook.pid')
  const holder = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
  fs.writeFileSync(file, JSON.stringify({ ...holder, pid, bornAt }))
}

function bornAtOf(pid: number): string {
  const file = `/proc/${pid}/stat`
  if (!fs.existsSync(file)) return ''
  const stat = fs.readFileSync(file, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hourbook-folder-'))
  return {
    path: folder,
    [Symbol.dispose]: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}
