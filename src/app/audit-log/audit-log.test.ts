import { exportAuditLog } from '#app/audit-log/export-audit-log.ts'
import { listAuditLog } from '#app/audit-log/list-audit-log.ts'
import { deleteProjectBudget } from '#app/budgets/delete-project-budget.ts'
import { setProjectBudget } from '#app/budgets/set-project-budget.ts'
import { createTags } from '#app/catalogue/create-tags.ts'
import { createVehicles } from '#app/catalogue/create-vehicles.ts'
import { deleteVehicle } from '#app/catalogue/delete-vehicle.ts'
import { updateVehicle } from '#app/catalogue/update-vehicle.ts'
import { createClients } from '#app/clients/create-clients.ts'
import { deleteClient } from '#app/clients/delete-client.ts'
import { updateClient } from '#app/clients/update-client.ts'
import { voidXeroDocument } from '#app/exports/void-xero-document.ts'
import { changeMany } from '#app/lists/change-many.ts'
import { createApiToken } from '#app/people/create-api-token.ts'
import { createContract } from '#app/people/create-contract.ts'
import { createTeams } from '#app/people/create-teams.ts'
import { deleteContract } from '#app/people/delete-contract.ts'
import { deleteTeam } from '#app/people/delete-team.ts'
import { revokeApiToken } from '#app/people/revoke-api-token.ts'
import { updateContract } from '#app/people/update-contract.ts'
import { updateMember } from '#app/people/update-member.ts'
import { updateTeam } from '#app/people/update-team.ts'
import type { AskedOfAudit } from '#app/parts/audit-filter.ts'
import { updateProject } from '#app/projects/update-project.ts'
import { updateWorkspaceSettings } from '#app/workspace/update-workspace-settings.ts'
import { setXeroMapping } from '#app/xero/set-xero-mapping.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { hasExported, hasSentInvoice } from '#tests/support/exported.ts'
import { aClient } from '#tests/support/factories.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

test('it says who changed what, from what to what, and nothing when nothing changed', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const client = await has.client({ name: 'Harbour', hourlyRate: '95' })
  const clientId = client.id
  await updateClient(ctx, { clientId, changes: { hourlyRate: '105.00', phone: '010' } })
  await updateClient(ctx, { clientId, changes: { hourlyRate: '105' } })
  await updateClient(ctx, { clientId, changes: { isArchived: true } })
  await deleteClient(ctx, { clientId })
  const entries = await log(world, { subjectId: clientId })
  expect(entries.map(({ action, memberName }) => [action, memberName])).toEqual([
    ['deleted', 'Olga Owner'],
    ['changed', 'Olga Owner'],
    ['changed', 'Olga Owner'],
    ['created', 'Olga Owner'],
  ])
  expect(entries[2]).toMatchObject({
    subject: 'client',
    subjectName: 'Harbour',
    happenedAt: ctx.clock.now(),
    changes: [
      { field: 'phone', before: null, after: '010' },
      { field: 'hourlyRate', before: '95.0000', after: '105.00' },
    ],
  })
  expect(entries[1]?.changes).toMatchObject([{ field: 'archivedAt', before: null }])
})

test('roles, rates, settings, tokens and mappings are written down', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await world.connectXero()
  const member = await has.member({ name: 'Emma' })
  await updateMember(ctx, { memberId: member.id, changes: { role: 'bookkeeper' } })
  const project = await has.project({ hourlyRate: '100' })
  await updateProject(ctx, { projectId: project.id, changes: { hourlyRate: '110' } })
  await updateWorkspaceSettings(ctx, { changes: { timeZone: 'Europe/London' } })
  await updateXeroSettings(ctx, { nightlyImport: 'new' })
  const rule = { itemCode: null, accountCode: '200', tracking: [] }
  await setXeroMapping(ctx, { subject: 'client', subjectId: project.clientId, ...rule })
  const { id: tokenId } = await createApiToken(ctx, { name: 'Script' })
  await revokeApiToken(ctx, { tokenId })

  const changed = await changesOf(world, { subjects: ['member', 'project', 'workspace'] })
  expect(changed).toEqual([
    ['workspace', 'timeZone', 'Europe/Amsterdam', 'Europe/London'],
    ['project', 'hourlyRate', '100.0000', '110.0000'],
    ['member', 'role', 'employee', 'bookkeeper'],
  ])
  const booked = await changesOf(world, { subjects: ['xero_connection', 'xero_mapping'] })
  expect(booked.slice(0, 2)).toEqual([
    ['xero_mapping', 'accountCode', null, '200'],
    ['xero_connection', 'nightlyImport', 'off', 'new'],
  ])
  const tokens = await log(world, { subjectId: tokenId })
  expect(tokens.map(({ action, subjectName }) => [action, subjectName])).toEqual([
    ['revoked', 'Script'],
    ['created', 'Script'],
  ])
})

test('budgets, contracts, teams and vehicles are written down, by what people call them', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const { id: memberId } = await has.member({ name: 'Emma' })
  const { id: projectId } = await has.project({ name: 'Harbour' })
  const budget = { measure: 'hours', period: 'total', amount: 36_000, warnAt: [80] } as const
  await setProjectBudget(ctx, { projectId, budget })
  await setProjectBudget(ctx, { projectId, budget })
  const inMoney = { ...budget, measure: 'money', amount: 100_000 } as const
  await setProjectBudget(ctx, { projectId, budget: inMoney })
  await deleteProjectBudget(ctx, { projectId })
  const weekdaySeconds = [28_800, 28_800, 0, 0, 0, 0, 0]
  const fields = { startsOn: '2026-01-01', endsOn: null, weekdaySeconds, costRate: '40' }
  const { id: contractId } = await createContract(ctx, { memberId, ...fields })
  const longer = { weekdaySeconds: [28_800, 28_800, 14_400, 0, 0, 0, 0] }
  await updateContract(ctx, { memberId, contractId, changes: longer })
  await deleteContract(ctx, { memberId, contractId })
  const [team] = await createTeams(ctx, {
    items: [{ name: 'Design', managerId: null, memberIds: [] }],
  })
  const teamId = team?.id ?? ''
  await updateTeam(ctx, { teamId, changes: { memberIds: [memberId], managerId: memberId } })
  await updateTeam(ctx, { teamId, changes: { memberIds: [] } })
  await deleteTeam(ctx, { teamId })
  const [van] = await createVehicles(ctx, { items: [{ name: 'Van', licencePlate: 'A-1' }] })
  const vehicleId = van?.id ?? ''
  await updateVehicle(ctx, { vehicleId, changes: { licencePlate: 'B-2' } })
  await deleteVehicle(ctx, { vehicleId })

  const subjects = ['budget', 'contract', 'team', 'vehicle'] as const
  const told = await log(world, { subjects })
  expect(
    told.toReversed().map(({ subject, action, subjectName }) => [subject, action, subjectName]),
  ).toEqual([
    ['budget', 'created', 'Harbour'],
    ['budget', 'changed', 'Harbour'],
    ['budget', 'deleted', 'Harbour'],
    ['contract', 'created', 'Emma'],
    ['contract', 'changed', 'Emma'],
    ['contract', 'deleted', 'Emma'],
    ['team', 'created', 'Design'],
    ['team', 'changed', 'Design'],
    ['team', 'changed', 'Design'],
    ['team', 'deleted', 'Design'],
    ['vehicle', 'created', 'Van'],
    ['vehicle', 'changed', 'Van'],
    ['vehicle', 'deleted', 'Van'],
  ])
  const emma = [{ id: memberId, name: 'Emma' }]
  expect((await changesOf(world, { subjects: [...subjects] })).toReversed()).toEqual([
    ['budget', 'amountMinor', null, 100_000],
    ['budget', 'hours', '10:00', null],
    [
      'contract',
      'hours',
      '8:00 8:00 0:00 0:00 0:00 0:00 0:00',
      '8:00 8:00 4:00 0:00 0:00 0:00 0:00',
    ],
    ['team', 'members', [], emma],
    ['team', 'manager', null, 'Emma'],
    ['team', 'members', emma, []],
    ['vehicle', 'licencePlate', 'A-1', 'B-2'],
  ])
})

test('a change of many rows is an entry for each that changed', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  const [tag] = await createTags(ctx, { items: [{ name: 'Rush' }] })
  const tagIds = [tag?.id ?? '']
  const [one, two] = [await has.client({ name: 'One' }), await has.client({ name: 'Two' })]
  await updateClient(ctx, { clientId: two.id, changes: { tagIds } })
  const request = { list: 'clients', ids: [one.id, two.id], isDeleted: false } as const
  await changeMany(ctx, { ...request, changes: { tagIds, paymentTermDays: 30 } })
  await changeMany(ctx, { ...request, changes: { tagIds } })
  const rush = [{ id: tagIds[0], name: 'Rush' }]
  expect((await changesOf(world, { subjects: ['client'] })).toReversed()).toEqual([
    ['client', 'tags', [], rush],
    ['client', 'tags', [], rush],
    ['client', 'paymentTermDays', null, 30],
    ['client', 'paymentTermDays', null, 30],
  ])
})

test('a program is named by its token, and Hourbook by itself', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const body = { items: [{ name: 'By program' }] }
  expect((await world.request('POST', '/clients', body)).status).toBe(201)
  const { documentId } = await hasExported(world)
  await voidXeroDocument(ctx, { documentId })
  await world.runJobs()

  const [made] = await log(world, { q: 'by PROGRAM' })
  expect(made).toMatchObject({ memberName: 'Olga Owner', tokenName: 'Set-up' })
  const fate = await log(world, { subjectId: documentId })
  expect(fate.map(({ action, memberName }) => [action, memberName])).toEqual([
    ['voided', null],
    ['void_requested', 'Olga Owner'],
  ])
  const ownDoing = await log(world, { memberId: null })
  expect(ownDoing.length).toBeGreaterThan(0)
  expect(ownDoing.every(({ memberId, tokenName }) => memberId === null && !tokenName)).toBe(true)
})

test('invoices are followed from made to sent', async () => {
  await using world = await createWorld()
  const invoiceId = await hasSentInvoice(world)
  const entries = await log(world, { subjectId: invoiceId })
  expect(entries.map(({ action }) => action)).toEqual(['sent', 'finalised', 'created'])
  expect(entries[0]?.subjectName).toMatch(/^\S+ · Journal client$/)
})

test('what is refused leaves no trace: the entry is part of the change', async () => {
  await using world = await createWorld()
  const { ctx, has } = world
  await has.client({ number: '7' })
  const before = (await log(world)).length
  const twice = [aClient({ name: 'New' }), aClient({ number: '7' })]
  await expect(createClients(ctx, { items: twice })).rejects.toMatchObject({
    code: 'client_number_is_taken',
  })
  expect(await log(world)).toHaveLength(before)
})

test('a thousand clients at once are a thousand entries', async () => {
  await using world = await createWorld()
  const items = Array.from({ length: 1000 }, (_, index) => aClient({ name: `Client ${index}` }))
  await createClients(world.ctx, { items })
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit_log where workspace_id = ${world.workspaceId}`.execute(
    world.db,
  )
  expect(rows[0]?.count).toBe(1000)
})

// The promise to whoever hands the log to an auditor: nobody can have changed it, and it gives nothing away.
test('entries are only ever added', async () => {
  await using world = await createWorld()
  await world.has.client()
  const where = sql`where workspace_id = ${world.workspaceId}`
  const refused = /rows are only ever added/
  await expect(
    sql`update audit_log set subject_name = 'x' ${where}`.execute(world.db),
  ).rejects.toThrow(refused)
  await expect(sql`delete from audit_log ${where}`.execute(world.db)).rejects.toThrow(refused)
  await expect(sql`truncate audit_log`.execute(world.db)).rejects.toThrow(refused)
  expect(await log(world)).toHaveLength(1)
})

test('no token or secret is in it', async () => {
  await using world = await createWorld()
  const { ctx } = world
  await world.connectXero()
  const { token } = await createApiToken(ctx, { name: 'Script' })
  await hasExported(world)
  const { rows } = await sql<{ line: string }>`
    select a::text as line from audit_log a where workspace_id = ${world.workspaceId}`.execute(
    world.db,
  )
  const everything = rows.map(({ line }) => line).join('\n')
  expect(rows.length).toBeGreaterThan(4)
  expect(everything).not.toContain(token.split('_').at(-1))
  expect(everything).not.toMatch(/secret|"[^"]*(token|password|hash)[^"]*":/i)
})

test('it is read in pages and periods, by administrators only, and taken along as a file', async () => {
  await using world = await createWorld()
  const { ctx, clock, has } = world
  for (let count = 0; count < 5; count += 1) await has.client({ name: `=Client ${count}` })
  clock.advance(24 * 60 * 60 * 1000)
  await has.client({ name: 'Tomorrow' })
  const whole = await log(world)
  const paged = []
  let cursor: string | undefined
  do {
    const page = await listAuditLog(ctx, { limit: 2, cursor })
    expect(page.items.length).toBeLessThanOrEqual(2)
    paged.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(paged).toEqual(whole)
  expect(await log(world, { from: '2026-11-17' })).toMatchObject([{ subjectName: 'Tomorrow' }])
  expect(await log(world, { to: '2026-11-16' })).toHaveLength(whole.length - 1)
  expect(await log(world, { subjects: ['project'] })).toEqual([])

  for (const role of ['bookkeeper', 'project_manager', 'employee'] as const) {
    const refused = { code: 'not_allowed' }
    await expect(listAuditLog(world.ctxAs(role), { limit: 1 })).rejects.toMatchObject(refused)
    await expect(exportAuditLog(world.ctxAs(role), {})).rejects.toMatchObject(refused)
  }
  const csv = await world.request('GET', '/audit-log/export?subject=client&q=tomorrow')
  expect(csv.headers['content-type']).toMatch(/text\/csv/)
  expect(String(csv.body)).toContain('2026-11-17T10:00:00.000Z,Olga Owner,,created,client,Tomorrow')
  const all = String((await world.request('GET', '/audit-log/export')).body)
  expect(all).toContain("'=Client 0")
})

async function log(world: World, asked: AskedOfAudit = {}) {
  return (await listAuditLog(world.ctx, { limit: 200, ...asked })).items
}

/** Every field that was changed: of what, which, from and to. */
async function changesOf(world: World, asked: AskedOfAudit): Promise<unknown[][]> {
  const entries = await log(world, asked)
  return entries
    .filter(({ action }) => action === 'changed')
    .flatMap(({ subject, changes }) =>
      changes.map(({ field, before, after }) => [subject, field, before, after]),
    )
}
