import { noItems } from '#api/billing-schemas.ts'
import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { taxOtherwise } from '#tests/support/exported.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

type Entry = {
  id: string
  purpose: string
  outcome: string
  detail: string | null
  documents: { id: string; clientName: string; state: string; canRetry: boolean }[]
}

async function entries(world: World, query: string): Promise<Entry[]> {
  const { status, body } = await world.request('GET', `/sync-log?${query}`)
  expect(status).toBe(200)
  return (body as { items: Entry[] }).items
}

async function hasExport(world: World, names: string[]): Promise<{ id: string }[]> {
  const timeEntryIds: string[] = []
  for (const name of names) {
    const client = await world.has.client({ name })
    const { id: projectId } = await world.has.project({ clientId: client.id })
    timeEntryIds.push((await world.has.timeEntry({ projectId })).id)
  }
  const made = await createXeroExport(world.ctx, {
    items: { ...noItems, timeEntryIds },
    per: 'client',
    groupBy: 'project',
    issuedOn: '2026-11-16',
    status: 'AUTHORISED',
  })
  return made.documents
}

test('a call leads to all its documents as they stand now, and each document to its calls', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const organisations = world.xero.control.organisations
  organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  const [first, second] = await hasExport(world, ['Blue Kettle', 'Red Canal'])
  await world.runJobs()
  const [refused] = await entries(world, 'purpose=create_invoices&outcome=rejected')
  expect(refused?.detail).toMatch(/^2 of 2 refused: The document date/)
  expect(refused?.documents).toMatchObject([
    { id: first?.id, clientName: 'Blue Kettle', state: 'rejected', canRetry: true },
    { id: second?.id, clientName: 'Red Canal', state: 'rejected', canRetry: true },
  ])

  // The document itself names the call for questions to Xero.
  const shown = await world.request('GET', `/xero/documents/${first?.id}`)
  expect(shown.body).toMatchObject({
    problem: { detail: expect.stringContaining('lock date') },
    lastAttempt: {
      id: refused?.id,
      purpose: 'create_invoices',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      attempt: 1,
    },
  })

  organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  for (const { id } of refused?.documents ?? []) {
    expect((await world.request('POST', `/xero/documents/${id}/retry`)).status).toBe(202)
  }
  await world.runJobs()
  const after = await entries(world, `documentId=${second?.id}&purpose=create_invoices`)
  expect(after.length).toBeGreaterThan(1)
  for (const { documents } of after)
    expect(documents.map((each) => [each.state, each.canRetry])).toContainEqual([
      'confirmed',
      false,
    ])
  expect(await entries(world, `documentId=${tenantId}`)).toEqual([])
})

test('all refused documents of the calls that match are counted, and sent once more', async () => {
  await using world = await createWorld()
  const { tenantId } = await world.connectXero()
  const organisations = world.xero.control.organisations
  organisations.edit(tenantId, { periodLockDate: '2026-11-30' })
  await hasExport(world, ['Blue Kettle', 'Red Canal', 'Green Harbour'])
  await world.runJobs()
  // The next day two more are refused; of these one gets another reason to be.
  world.clock.advance(86_400_000)
  const [fourth] = await hasExport(world, ['Grey Mill', 'White Barn'])
  await world.runJobs()
  const count = async (query: string) =>
    (await world.request('GET', `/sync-log/refused-documents?${query}`)).body
  expect(await count('')).toEqual({ documents: 5, calls: 2 })
  expect(await count('to=2026-11-16')).toEqual({ documents: 3, calls: 2 })
  expect(await count(`documentId=${fourth?.id}&outcome=ok`)).toMatchObject({ documents: 0 })
  expect(await count('outcome=rejected&from=2026-11-17')).toMatchObject({ documents: 2 })
  expect(await count(`documentId=${fourth?.id}`)).toMatchObject({ documents: 2 })
  expect(await count('purpose=find_contacts')).toEqual({ documents: 0, calls: 0 })
  const elsewhere = await world.otherWorkspace()
  const theirs = { token: elsewhere.token }
  expect(
    (await world.request('GET', '/sync-log/refused-documents', undefined, theirs)).body,
  ).toEqual({ documents: 0, calls: 0 })

  organisations.edit(tenantId, { periodLockDate: '2026-09-30' })
  await taxOtherwise(world, fourth?.id ?? '')
  const again = await world.request('POST', '/sync-log/retries', { from: '2026-11-17' })
  expect(again).toMatchObject({
    status: 202,
    body: {
      retried: 1,
      left: 0,
      problems: [{ documentId: fourth?.id, code: 'document_amounts_would_change' }],
    },
  })
  await world.runJobs()
  expect(await count('')).toMatchObject({ documents: 4 })
  const all = await world.request('POST', '/sync-log/retries', {})
  expect(all).toMatchObject({ status: 202, body: { retried: 3, problems: [{}] } })
  await world.runJobs()
  expect(await count('')).toMatchObject({ documents: 1 })
})

test('what Xero did but not as asked stands in the log, with the document', async () => {
  await using world = await createWorld()
  await world.connectXero()
  const { accounting } = world.services
  const careful = 'Only AUTHORISED invoices may have SentToContact updated.'
  const warning = {
    ...accounting,
    createInvoices: async (...asked: Parameters<typeof accounting.createInvoices>) => {
      const outcome = await accounting.createInvoices(...asked)
      if (outcome.kind !== 'ok') return outcome
      const value = outcome.value.map((each) => ({ ...each, warnings: [careful] }))
      return { ...outcome, value }
    },
  }
  Object.assign(world.services, { accounting: warning })
  const [made] = await hasExport(world, ['Blue Kettle'])
  await world.runJobs()
  const shown = await world.request('GET', `/xero/documents/${made?.id}`)
  expect(shown.body).toMatchObject({
    state: 'confirmed',
    lastAttempt: { outcome: 'ok', detail: `Warning: ${careful}` },
  })
})

test('the log is of a period, in days of the workspace', async () => {
  await using world = await createWorld({ startAt: '2026-11-16T22:30:00Z' })
  const { connectionId } = await world.connectXero({ settings: null })
  // In Amsterdam it is the seventeenth by now.
  world.clock.advance(3_600_000)
  const call = { connectionId, purpose: 'check_connection' as const }
  await callXero(world.ctx, call, world.services.accounting.getOrganisation)
  const checked = async (query: string) =>
    (await entries(world, `purpose=check_connection&${query}`)).length
  expect(await checked('from=2026-11-17')).toBe(1)
  expect(await checked('from=2026-11-17&to=2026-11-17')).toBe(1)
  expect(await checked('to=2026-11-16')).toBe(0)
  expect(await checked('from=2026-11-18')).toBe(0)
  const odd = await world.request('GET', '/sync-log?from=yesterday')
  expect(odd).toMatchObject({ status: 422, body: { code: 'input_is_not_valid' } })
})

test('no token, code or secret is anywhere in the database, in an answer or in a refusal', async () => {
  await using world = await createWorld()
  const secrets = new Set<string>(['hourbook-demo-secret'])
  const { accounting } = world.services
  const spied = {
    ...accounting,
    exchangeCode: async (request: { code: string; codeVerifier: string | null }) => {
      secrets.add(request.code)
      return kept(secrets, await accounting.exchangeCode(request))
    },
    refreshTokens: async (request: { refreshToken: string }) =>
      kept(secrets, await accounting.refreshTokens(request)),
  }
  Object.assign(world.ctx, { accounting: spied })
  const { connectionId } = await world.connectXero()
  await hasExport(world, ['Blue Kettle'])
  await world.runJobs()
  world.clock.advance(31 * 60_000)
  const call = { connectionId, purpose: 'check_connection' as const }
  const ask = async () => await callXero(world.ctx, call, spied.getOrganisation)
  await ask()
  const answers: unknown[] = []
  const faults = ['401_expired', 'html_error', 'drop_after', 'error_500_after', 'truncated_json']
  for (const fault of faults as ['401_expired']) {
    world.xero.control.failNext('*', fault, { times: 3 })
    answers.push(await ask())
    answers.push((await world.request('GET', '/xero/items?refresh=true')).body)
  }
  answers.push(await entries(world, 'limit=200'))
  answers.push((await world.request('GET', '/xero/connection')).body)
  expect(secrets.size).toBeGreaterThan(4)
  const everything = `${await dump(world)}${JSON.stringify(answers)}`
  expect(everything.length).toBeGreaterThan(10_000)
  for (const secret of secrets) expect(everything).not.toContain(secret)
})

/** Keeps what must never be seen again. */
function kept<Answer extends { kind: string }>(secrets: Set<string>, answer: Answer): Answer {
  const { value } = answer as { value?: { accessToken: string; refreshToken: string } }
  if (value) for (const each of [value.accessToken, value.refreshToken]) secrets.add(each)
  return answer
}

/** Every row of every table, the queue's and the limits' too. */
async function dump({ db }: World): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`.execute(
    db,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select t::text as text from ${sql.raw(name)} t`.execute(db)
    texts.push(...rows.map(({ text }) => text))
  }
  return texts.join('\n')
}
