import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot.ts'
import type { World } from './world.ts'

const quietMs = 300

export interface StateFile {
  /** Writes what is not written yet and stops. */
  close(): void
}

/** Brings back the state that the file holds, and keeps the file up to date from then on. */
export function keepStateIn(path: string, world: World): StateFile {
  if (existsSync(path)) {
    restoreSnapshot(world, JSON.parse(readFileSync(path, 'utf8')) as Snapshot)
  }
  const draft = `${path}.${process.pid}.tmp`
  let timer: NodeJS.Timeout | null = null
  let isWriting = false
  let isDirty = false

  async function save() {
    timer = null
    if (isWriting) return
    isWriting = true
    while (isDirty) {
      isDirty = false
      await writeFile(draft, JSON.stringify(takeSnapshot(world)))
      if (isClosed) return
      await rename(draft, path)
    }
    isWriting = false
  }

  let isClosed = false
  world.changed = () => {
    isDirty = true
    // A write that fails (disk full, folder gone) must not end the simulator; the next may succeed.
    timer ??= setTimeout(() => void save().catch(() => (isWriting = false)), quietMs)
  }
  return {
    close() {
      isClosed = true
      if (timer) clearTimeout(timer)
      world.changed = () => {}
      writeFileSync(draft, JSON.stringify(takeSnapshot(world)))
      renameSync(draft, path)
    },
  }
}
