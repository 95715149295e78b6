import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

type Postmaster = { pid: number; port: number; status: string }

/** What the lock file of a data folder says about its server, if it has one. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  const lines = readIfPresent(lockFile(dataDir))?.split('\n') ?? []
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim() ?? '']
  return pid > 0 ? { pid, port, status } : undefined
}

/**
 * After a crash another program may have got the pid in the lock file, and PostgreSQL would wait
 * for it forever. Our own pid there means "stale" to it, and it still looks for surviving sessions.
 */
export function forgetRecycledPid(dataDir: string): void {
  const postmaster = readPostmaster(dataDir)
  if (!postmaster || !isAlive(postmaster.pid) || isPostgres(postmaster.pid)) return
  const file = lockFile(dataDir)
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  fs.writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'))
}

/** Tells whether a process of this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** A dead child that nobody reaped still has its pid and name, but is no server any more. */
function isPostgres(pid: number): boolean {
  if (process.platform === 'win32') return true
  const stat = readIfPresent(`/proc/${pid}/stat`)
  if (stat !== undefined) return /\(postgres\) [^ZX]/.test(stat)
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], {
    encoding: 'utf8',
  })
  return status !== 0 || stdout.includes('postgres')
}

function readIfPresent(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const lockFile = (dataDir: string) => path.join(dataDir, 'postmaster.pid')

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
