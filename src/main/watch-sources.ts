import fs from 'node:fs'
import path from 'node:path'
import type { KeptProcess } from './kept-process.ts'
import { projectDir } from './project-dir.ts'

const quietMs = 150 // an editor saves in several steps

type Watching = {
  restart: KeptProcess[]
  rebuild: () => Promise<void>
  say: (line: string) => void
}

/** For development: restarts the processes and rebuilds the web app when a source changes. */
export function watchSources({ restart, rebuild, say }: Watching): void {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let last = Promise.resolve()
  const react = async () => {
    const rooms = new Set(changed)
    changed.clear()
    if ([...rooms].some((room) => room !== 'web')) {
      await Promise.all(restart.map(async (each) => await each.restart()))
    }
    if (['web', 'client', 'domain', 'lib'].some((room) => rooms.has(room))) await rebuild()
    say(`Took over the changes in ${[...rooms].join(', ')}.`)
  }
  fs.watch(path.join(projectDir, 'src'), { recursive: true }, (_, file) => {
    if (!file || /\.test\.tsx?$/.test(file)) return
    changed.add(file.split(path.sep)[0] ?? file)
    clearTimeout(timer)
    timer = setTimeout(() => {
      last = last.then(react).catch((error: unknown) => say(String(error)))
    }, quietMs)
  })
}
