import { fork, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'

const firstDelayMs = 500
const longestDelayMs = 30_000
const steadyAfterMs = 60_000
const stopPatienceMs = 5000
const logSizeLimitBytes = 10_000_000
const errorLevel = 50 // pino's
const tailLines = 12

type Options = {
  name: string
  file: string
  args?: string[]
  env: NodeJS.ProcessEnv
  logDir: string
  /** Words for the person at the terminal; everything else goes to the log file. */
  say: (line: string) => void
}

export type KeptProcess = {
  readonly crashes: number
  logFile: string
  /** The last lines it printed, to explain a crash. */
  tail(): string
  restart(): Promise<void>
  stop(): Promise<void>
  kill(): void
}

/**
 * Runs a TypeScript file as a process of its own and starts it again whenever it dies, later and
 * later while it keeps dying.
 */
export function keepRunning(options: Options): KeptProcess {
  const { name, say } = options
  const log = openLog(options)
  let child: ChildProcess
  let timer: NodeJS.Timeout | undefined
  let [crashes, isStopping, delayMs] = [0, false, firstDelayMs]

  const start = () => {
    const startedAt = Date.now()
    child = launch(options, log)
    child.once('exit', (code, signal) => {
      if (isStopping) return
      crashes += 1
      delayMs = Date.now() - startedAt > steadyAfterMs ? firstDelayMs : delayMs
      say(
        `The ${name} stopped unexpectedly (${signal ?? `exit code ${code}`}) and is started again ` +
          `in ${delayMs / 1000} s. ${lastError(log.tail)} Its log: ${log.file}`,
      )
      timer = setTimeout(start, delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    })
  }
  const stop = async () => {
    isStopping = true
    clearTimeout(timer)
    await end(child)
  }
  start()
  return {
    get crashes() {
      return crashes
    },
    logFile: log.file,
    tail: () => log.tail.join('\n'),
    stop,
    restart: async () => {
      await stop()
      isStopping = false
      delayMs = firstDelayMs
      start()
    },
    kill: () => {
      isStopping = true
      clearTimeout(timer)
      child.kill('SIGKILL')
    },
  }
}

function launch({ file, args = [], env, name, say }: Options, log: Log): ChildProcess {
  // Detached, so that Ctrl-C reaches only us: we stop the processes, in order. Should we be
  // killed, they see the channel close and leave by themselves.
  const child = fork(file, args, {
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    readline.createInterface({ input: stream }).on('line', (line) => {
      log.write(line)
      const error = errorIn(line)
      if (error && log.isNews(error)) say(`The ${name} reports: ${error}`)
    })
  }
  return child
}

/** SIGTERM first; whoever does not leave in time is removed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const left = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs)
  await left
  clearTimeout(timer)
}

function errorIn(line: string): string | undefined {
  if (!/"level":[56]0/.test(line)) return undefined
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level?: number
      msg?: string
      err?: { message?: string }
    }
    if (level === undefined || level < errorLevel) return undefined
    return [msg, err?.message]
      .filter((each, at, all) => each && all.indexOf(each) === at)
      .join(': ')
  } catch {
    return undefined
  }
}

/** What an uncaught error printed, if that is why the process died. */
function lastError(tail: string[]): string {
  return tail.findLast((line) => /^(?:\w*Error\b|error:)/.test(line)) ?? ''
}

type Log = ReturnType<typeof openLog>

function openLog({ name, logDir }: { name: string; logDir: string }) {
  fs.mkdirSync(logDir, { recursive: true })
  const file = path.join(logDir, `${name.toLowerCase().replaceAll(' ', '-')}.log`)
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > logSizeLimitBytes) fs.renameSync(file, `${file}.1`)
  const stream = fs.createWriteStream(file, { flags: 'a' }).on('error', () => {}) // a full disk
  const tail: string[] = []
  const told = new Set<string>()
  return {
    file,
    tail,
    write: (line: string) => {
      stream.write(`${line}\n`)
      tail.push(line)
      if (tail.length > tailLines) tail.shift()
    },
    /** Each error is told once; the log has them all. */
    isNews: (error: string) => told.size < 100 && !told.has(error) && Boolean(told.add(error)),
  }
}
