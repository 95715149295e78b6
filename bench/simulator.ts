import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Row } from './row.ts'

const program = fileURLToPath(new URL('../simulator/xero/main.ts', import.meta.url))
const contactCount = 100_000
const pageSize = 1000

/** Start, memory with 100,000 contacts, and pages of 1,000 of them, in a process of its own. */
export async function benchSimulator(): Promise<Row[]> {
  const starts: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const { child, ms } = await start()
    starts.push(ms)
    await end(child)
  }
  const { child, url } = await start()
  try {
    const tokens = await fill(url)
    const cpuBefore = cpuMs(child)
    const pages = await readPages(url, tokens)
    const cpuOfPage = (cpuMs(child) - cpuBefore) / pages.length
    return [
      {
        what: 'Simulator: start until it answers, best of 5',
        target: '< 1 s',
        measured: milliseconds(Math.min(...starts)),
      },
      {
        what: `Simulator: memory with ${contactCount} contacts, all read once`,
        target: '< 600 MB',
        measured: `${memoryMb(child)} MB (at most ${peakMb(child)} MB)`,
      },
      {
        what: `Simulator: a page of ${pageSize} contacts, median of ${pages.length}`,
        target: '< 50 ms',
        measured: milliseconds(median(pages)),
      },
      {
        what: 'Simulator: its own CPU time for such a page',
        target: '–',
        measured: milliseconds(cpuOfPage),
      },
    ]
  } finally {
    await end(child)
  }
}

async function start(): Promise<{ child: ChildProcess; url: string; ms: number }> {
  const startedAt = performance.now()
  const env = { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_LIMITS: 'off' }
  const child = fork(program, [], { env, silent: true })
  const line = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()))
  })
  const { url } = JSON.parse(line) as { url: string }
  await fetch(`${url}/control/clock`)
  return { child, url, ms: performance.now() - startedAt }
}

async function end(child: ChildProcess) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

interface Tokens {
  access_token: string
  tenantId: string
}

async function fill(url: string): Promise<Tokens> {
  const post = async (path: string, body: unknown) =>
    (await fetch(`${url}/control${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
  const request = { name: 'Ocean', contacts: contactCount, seed: 1 }
  const { id } = (await post('/organisations', request)) as { id: string }
  return (await post('/authorise', { organisationId: id })) as Tokens
}

/** Each page twice: the first time its text is made, the second time it may be known. */
async function readPages(url: string, { access_token, tenantId }: Tokens): Promise<number[]> {
  const times: number[] = []
  const headers = {
    authorization: `Bearer ${access_token}`,
    'xero-tenant-id': tenantId,
    accept: 'application/json',
  }
  for (let turn = 0; turn < 2; turn += 1) {
    for (let page = 1; page <= contactCount / pageSize; page += 1) {
      const startedAt = performance.now()
      const response = await fetch(
        `${url}/api.xro/2.0/Contacts?page=${page}&pageSize=${pageSize}`,
        { headers },
      )
      await response.arrayBuffer()
      times.push(performance.now() - startedAt)
    }
  }
  return times
}

const procOf = (child: ChildProcess, name: string): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
}
const memoryMb = (child: ChildProcess) => procOf(child, 'VmRSS')
const peakMb = (child: ChildProcess) => procOf(child, 'VmHWM')

/** In all its threads, which other work on the machine disturbs less than the clock; ticks are 10 ms. */
function cpuMs(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, two) => one - two)[Math.floor(values.length / 2)] ?? Number.NaN

const milliseconds = (ms: number) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`
