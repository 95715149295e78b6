import type { Context } from '#app/context.ts'
import { startNightlyImports } from '#app/imports/start-nightly-imports.ts'
import { newId } from '#lib/ids.ts'
import { sql } from 'kysely'
import type { Row } from './row.ts'
import { setStage, type Stage, startWorker, timed } from './stage.ts'

const workspaceCount = 1000
const contactsEach = 5
const contactsOfLargest = 10_000
const workerCount = 4
const appCallsPerMinute = 10_000
// Late enough for every workspace's minute of the night in Amsterdam.
const night = new Date('2027-01-05T03:45:00Z')

/** 1,000 workspaces whose night it is at once, one of them with many contacts, on four workers. */
export async function benchBusyNight(): Promise<Row[]> {
  await using stage = await setStage()
  for (let index = 0; index < workspaceCount; index += 1)
    await addWorkspace(stage, index === 0 ? contactsOfLargest : contactsEach)
  await stage.control('DELETE', '/requests')
  await using first = await startWorker(stage)
  await using second = await startWorker(stage)
  await using third = await startWorker(stage)
  await using fourth = await startWorker(stage)
  const workers = [first, second, third, fourth]
  const { services } = stage.wired
  const ctx = { ...services, workspaceId: '', memberId: null, permissions: everything }
  await startNightlyImports({ ...ctx, clock: { now: () => night } })
  const ms = await timed(async () => {
    await Promise.all(workers.map(async (worker) => await worker.emptyQueue()))
  })
  const found = await imports(stage)
  const done = found.filter((each) => each.state === 'done').length
  if (done !== workspaceCount) throw new Error(`${done} of ${workspaceCount} imports were done`)
  const beganMs = Math.min(...found.map((each) => each.finishedMs)) // The first to be done.
  const largest = found.find((each) => each.contacts === contactsOfLargest)
  const small = found.filter((each) => each !== largest).map((each) => each.finishedMs - beganMs)
  const share = (part: number) =>
    seconds(small.toSorted((a, b) => a - b)[Math.floor(part * (small.length - 1))])
  const perMinute = mostInAMinute((await stage.requests()).map((each) => each.at))
  return [
    {
      what: `${workspaceCount.toLocaleString('en')} workspaces of one night on ${workerCount} workers, one with ${contactsOfLargest.toLocaleString('en')} contacts`,
      target: 'none waits behind the large one',
      measured: `all done in ${seconds(ms)}; half of the small ones after ${share(0.5)}, the last after ${share(1)}; the large one after ${seconds((largest?.finishedMs ?? 0) - beganMs)}`,
    },
    {
      what: 'Most calls in a minute, all workspaces together',
      target: `≤ ${appCallsPerMinute.toLocaleString('en')}`,
      measured: perMinute.toLocaleString('en'),
    },
  ]
}

const everything: Context['permissions'] = new Set(['xero:import'])

/** A workspace that is connected to an organisation of its own, as signing up and connecting would leave it. */
async function addWorkspace(stage: Stage, contacts: number): Promise<void> {
  const organisation = (await stage.control('POST', '/organisations', {
    name: `Night ${newId()}`,
    baseCurrency: 'EUR',
    contacts,
  })) as { id: string; name: string }
  const given = (await stage.control('POST', '/authorise', {
    organisationId: organisation.id,
  })) as Record<string, string>
  const ctx = await stage.makeWorkspace()
  const { workspaceId, db, sealer, clock } = ctx
  const now = clock.now()
  const common = { workspace_id: workspaceId }
  const tokenSetId = newId()
  const ends = new Date(now.getTime() + 1_500_000)
  await db
    .insertInto('xero_token_sets')
    .values({
      ...common,
      id: tokenSetId,
      access_token_sealed: sealer.seal(given['accessToken'] ?? given['access_token'] ?? ''),
      refresh_token_sealed: sealer.seal(given['refreshToken'] ?? given['refresh_token'] ?? ''),
      access_expires_at: ends,
      refresh_expires_at: ends,
      scopes: '',
      auth_event_id: null,
      refreshed_at: now,
    })
    .execute()
  await db
    .insertInto('xero_connections')
    .values({
      ...common,
      id: newId(),
      token_set_id: tokenSetId,
      tenant_id: organisation.id,
      xero_connection_id: newId(),
      tenant_name: organisation.name,
      state: 'active',
      short_code: null,
      base_currency: 'EUR',
      country_code: 'NL',
      default_item_code: null,
      sales_account_code: null,
      debtors_account_code: null,
      nightly_import: 'new_and_changed',
      nightly_last_started_on: null,
      contacts_modified_since: null,
      connected_by: String(ctx.memberId),
      connected_at: now,
      last_success_at: null,
      last_error_at: null,
      last_error: null,
    })
    .execute()
}

async function imports(
  stage: Stage,
): Promise<{ state: string; contacts: number; finishedMs: number }[]> {
  const { rows } = await sql<{ state: string; contacts: number; finishedMs: number }>`
    select state, contacts_read as contacts, extract(epoch from finished_at)::float8 * 1000 as "finishedMs"
    from contact_imports`.execute(stage.wired.services.db)
  return rows
}

function mostInAMinute(moments: number[]): number {
  const sorted = moments.toSorted((a, b) => a - b)
  let from = 0
  return sorted.reduce((most, at, index) => {
    while ((sorted[from] ?? at) <= at - 60_000) from += 1
    return Math.max(most, index - from + 1)
  }, 0)
}

function seconds(ms = 0): string {
  return `${(ms / 1000).toFixed(1)} s`
}
