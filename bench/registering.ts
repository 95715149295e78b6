import fastify from 'fastify'
import { createServer } from '#api/server.ts'
import type { Context } from '#app/context.ts'
import { newId } from '#lib/ids.ts'
import { dayIn } from '#lib/zoned-time.ts'
import type { Row } from './row.ts'
import { seedMillion } from './seed-million.ts'
import { type Stage, setStage } from './stage.ts'

const person = { email: 'bench@example.com', password: 'a password for benchmarks' }
const saves = 600
const looks = 12

/** One workspace with a million entries of 50 people, 3,000 projects and 50,000 clients: what the server takes. */
export async function benchRegistering(): Promise<Row[]> {
  await using stage = await setStage()
  const userId = await stage.wired.createUser({ name: 'Bench', ...person })
  const ctx = await stage.makeWorkspace({ userId })
  await seedMillion(ctx)
  await using ours = await serveOurs(stage)
  await using bare = await serveBare(stage, ctx)
  const ask = await signedIn(ours.url)
  return [
    ...(await benchSaving(ctx, { ask, bareUrl: bare.url })),
    ...(await benchTypeAhead(ask)),
    ...(await benchPages(ctx, ask)),
  ]
}

type Ask = (method: string, path: string, body?: unknown) => Promise<number>

async function benchSaving(
  ctx: Context,
  { ask, bareUrl }: { ask: Ask; bareUrl: string },
): Promise<Row[]> {
  const projectId = await oneOf(ctx, 'projects')
  const taskId = await oneOf(ctx, 'tasks')
  const own: number[] = []
  const floor: number[] = []
  for (let index = 0; index < saves + 50; index++) {
    const day = `2019-${two(1 + (index % 12))}-${two(1 + (Math.floor(index / 12) % 28))}`
    const entry = { projectId, taskId, workedOn: day, seconds: 900, notes: `Saved ${index}` }
    const ownMs = await ask('POST', '/api/v1/time-entries', { items: [entry] })
    const floorMs = await timedFetch(`${bareUrl}/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(entry),
    })
    if (index < 50) continue
    own.push(ownMs)
    floor.push(floorMs)
  }
  const ratio = (share: number) => (at(own, share) / at(floor, share)).toFixed(1)
  return [
    {
      what: `Saving an entry, p99 of ${saves}, over HTTP, signed in, with an Idempotency-Key`,
      target: '< 3× a bare INSERT',
      measured: `${ratio(0.99)}× (${ms(at(own, 0.99))}; bare ${ms(at(floor, 0.99))}); median ${ratio(0.5)}× (${ms(at(own, 0.5))}; bare ${ms(at(floor, 0.5))})`,
    },
  ]
}

async function benchTypeAhead(ask: Ask): Promise<Row[]> {
  const words = ['b', 'be', 'bergen', 'éland', '4999', 'holding 12', 'nobody has this']
  const rows: Row[] = []
  for (const [kind, path] of [
    ['clients', '/api/v1/clients?limit=30&withTotal=false&q='],
    ['projects', '/api/v1/projects?limit=30&withTotal=false&q='],
  ] as const) {
    const parts: string[] = []
    for (const word of words) {
      const taken = await severalOf(() => ask('GET', path + encodeURIComponent(word)))
      parts.push(`${word} ${ms(at(taken, 0.5))}`)
    }
    rows.push({
      what: `Type-ahead of ${kind}, 50,000 clients and 3,000 projects`,
      target: '< 20 ms',
      measured: parts.join('; '),
    })
  }
  return rows
}

async function benchPages(ctx: Context, ask: Ask): Promise<Row[]> {
  const today = dayIn('Europe/Amsterdam', ctx.clock.now())
  const month = `${today.slice(0, 7)}-01`
  const week = `/api/v1/timesheet-week?memberId=${ctx.memberId}`
  const projectId = await oneOf(ctx, 'projects')
  const pages: [string, string][] = [
    ['week grid', week],
    ['day', `/api/v1/time-entries?limit=200&from=${today}&to=${today}&memberId=${ctx.memberId}`],
    ['month', `/api/v1/time-entries?limit=200&from=${month}&to=${today}&memberId=${ctx.memberId}`],
    ['all hours, newest', '/api/v1/time-entries?limit=50'],
    ['hours of a project', `/api/v1/time-entries?limit=50&projectId=${projectId}`],
    ['hours that contain a word', '/api/v1/time-entries?limit=50&q=zebra'],
    ['shortcuts', '/api/v1/shortcuts'],
    ['recent notes', `/api/v1/projects/${projectId}/recent-notes`],
    ['running timer', '/api/v1/timers/running'],
    ['report totals of this month', `/api/v1/reports/hours/totals?from=${month}&to=${today}`],
    ['report by client, of all time', '/api/v1/reports/hours/groups?groupBy=client'],
    ['uninvoiced', '/api/v1/uninvoiced?limit=50'],
    ['budgets', '/api/v1/budgets'],
  ]
  const rows: Row[] = []
  for (const [what, path] of pages) {
    const taken = await severalOf(() => ask('GET', path))
    const measured = `${ms(at(taken, 0.5))}, at most ${ms(at(taken, 1))}`
    rows.push({ what: `Among 1,000,000 entries: ${what}`, target: '–', measured })
  }
  return rows
}

async function severalOf(ask: () => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let count = 0; count < looks; count++) taken.push(await ask())
  return taken.slice(2)
}

async function serveOurs(stage: Stage) {
  const { services, signIn } = stage.wired
  const server = await createServer({
    services,
    signIn,
    webDir: null,
    logLevel: 'silent',
    isHealthy: async () => true,
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  return { url, [Symbol.asyncDispose]: async () => await server.close() }
}

/** The floor: the same kind of server and the same driver, and one INSERT. */
async function serveBare(stage: Stage, ctx: Context) {
  const server = fastify()
  const { workspaceId, memberId } = ctx
  type Body = {
    projectId: string
    taskId: string
    workedOn: string
    seconds: number
    notes: string
  }
  server.post<{ Body: Body }>('/entries', async (request) => {
    const { projectId, taskId, workedOn, seconds, notes } = request.body
    const now = new Date()
    const id = newId()
    await stage.wired.pool.query(
      `insert into time_entries (workspace_id, id, member_id, project_id, task_id, worked_on, seconds, notes, is_billable, rate,
        rate_rule, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, true, 95, 'project', $9, $9)`,
      [
        workspaceId,
        id,
        memberId,
        projectId,
        taskId,
        workedOn.replace('2019', '2018'),
        seconds,
        notes,
        now,
      ],
    )
    return { id }
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  return { url, [Symbol.asyncDispose]: async () => await server.close() }
}

async function signedIn(url: string): Promise<Ask> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(person),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return async (method, path, body) =>
    await timedFetch(url + path, {
      method,
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        origin: url,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': newId() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}

async function timedFetch(url: string, init: RequestInit): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(url, init)
  const text = await response.text()
  const taken = performance.now() - startedAt
  if (!response.ok) throw new Error(`${init.method} ${url}: ${response.status} ${text}`)
  return taken
}

async function oneOf({ db, workspaceId }: Context, table: 'projects' | 'tasks'): Promise<string> {
  const { id } = await db
    .selectFrom(table)
    .where('workspace_id', '=', workspaceId)
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
