import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive } from './postmaster.ts'
import { StartupProblem } from './startup-problem.ts'

// One that was told to stop a moment ago is given the time to leave.
const leavingPatienceMs = 1500

type Holder = { pid: number; bornAt: string; url: string }

/**
 * Holds the data folder until `release`: two Hourbooks over one folder would undo each other.
 * `wasAbandoned` tells that the one before was killed and may have left processes on their way out.
 */
export async function holdDataFolder(
  dataDir: string,
  url: string,
): Promise<{ wasAbandoned: boolean; release(): void }> {
  makeWritable(dataDir)
  const file = holderFile(dataDir)
  const holder = readHolder(file)
  const deadline = Date.now() + leavingPatienceMs
  while (holder && isStillThere(holder) && Date.now() < deadline) await pause(50)
  if (holder && isStillThere(holder)) {
    throw new StartupProblem(
      `Hourbook is already running over ${dataDir}, at ${holder.url} (process ${holder.pid}). ` +
        `Use that one, stop it with Ctrl-C or "kill ${holder.pid}", or start another over a ` +
        'folder of its own: HOURBOOK_DATA_DIR=./data-2 PORT=4001 npm start',
    )
  }
  fs.rmSync(file, { force: true })
  const ours: Holder = { pid: process.pid, bornAt: bornAt(process.pid), url }
  fs.writeFileSync(file, `${JSON.stringify(ours)}\n`, { flag: 'wx' })
  return {
    wasAbandoned: holder !== undefined,
    release: () => fs.rmSync(file, { force: true }),
  }
}

/** The address of the Hourbook that runs over the folder, on whichever port it was started; undefined when none does. */
export function addressOfRunning(dataDir: string): string | undefined {
  const holder = readHolder(holderFile(dataDir))
  return holder && isStillThere(holder) ? holder.url.replace(/\/+$/, '') : undefined
}

function holderFile(dataDir: string): string {
  return path.join(dataDir, 'hourbook.pid')
}

function makeWritable(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true })
    fs.accessSync(dataDir, fs.constants.W_OK | fs.constants.X_OK)
  } catch {
    throw new StartupProblem(
      `Hourbook cannot write to its folder ${dataDir}. It may have been made by another user (was ` +
        'Hourbook started as root before?). Run it as that user again, hand the folder over ' +
        `(chown -R <user> "${dataDir}"), or use another one: HOURBOOK_DATA_DIR=<folder> npm start`,
    )
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined // absent, or cut off by a crash: nobody holds it
  }
}

/** A pid alone proves nothing: after a restart of the machine another program may have it. */
function isStillThere({ pid, bornAt: then }: Holder): boolean {
  return pid !== process.pid && isAlive(pid) && bornAt(pid) === then
}

/** The start time of a process in ticks since boot, where the system tells it. */
function bornAt(pid: number): string {
  const startTimeField = 19 // the 22nd of /proc/<pid>/stat, counted after the name in brackets
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[startTimeField] ?? ''
  } catch {
    return ''
  }
}
