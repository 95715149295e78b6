import type { ContactImport } from '#db/contact-imports.ts'
import type { World } from '#tests/support/world.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Scene } from './imports.ts'

type Json = Record<string, unknown>

/** An import holds every contact that was there all the while it read, once; what it wrote is what it says it wrote. */
export async function expectImportIsWhole(
  { world, tenantId, trigger }: Scene,
  found: ContactImport,
  before: readonly Json[],
): Promise<void> {
  const { db, workspaceId } = world
  const rows = await db
    .selectFrom('contact_import_rows')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', found.id)
    .select(['contact_id', 'result', 'choice'])
    .execute()
  // One that failed wrote nothing at all.
  if (found.state === 'failed') {
    expect(rows.filter((row) => row.result !== null)).toEqual([])
    return
  }
  expect(rows.filter((row) => row.result === null && row.choice !== 'skip')).toEqual([])
  if (trigger === 'person') {
    const read = new Set(rows.map((row) => row.contact_id))
    const missed = before.filter((each) => !read.has(String(each['ContactID'])))
    expect(missed.map((each) => each['Name'])).toEqual([])
  }
  await expectOneEach(world, tenantId)
}

/** As many clients were made as imports say; each is one contact, and each contact one client. */
async function expectOneEach({ db, workspaceId, xero }: World, tenantId: string): Promise<void> {
  const { rows } = await sql<{ clients: number; created: number; links: number; linked: number }>`
    select
      (select count(*)::int from clients where workspace_id = ${workspaceId} and source = 'xero') as clients,
      (select count(*)::int from contact_import_rows
        where workspace_id = ${workspaceId} and result = 'created') as created,
      (select count(*)::int from xero_contact_links where workspace_id = ${workspaceId}) as links,
      (select count(distinct client_id)::int from xero_contact_links
        where workspace_id = ${workspaceId}) as linked`.execute(db)
  const [counts] = rows
  expect(counts?.clients).toBe(counts?.created)
  expect(counts?.linked).toBe(counts?.links)
  const known = new Set(xero.control.contacts(tenantId).map((each) => String(each['ContactID'])))
  const links = await linksOf({ db, workspaceId })
  expect(links.filter((link) => !known.has(link.contact_id))).toEqual([])
}

/** Every contact in use is a client with its name and e-mail address, those apart that are left to a person. */
export async function expectAllImported({ world, tenantId, trigger }: Scene): Promise<void> {
  const links = new Map((await linksOf(world)).map((link) => [link.contact_id, link]))
  const conflicts = new Set(await conflictsOf(world))
  const contacts = world.xero.control.contacts(tenantId)
  const active = contacts.filter((each) => each['ContactStatus'] === 'ACTIVE')
  // Who takes over another contact is not marked as changed: a night that reads what changed does not meet it.
  const unmarked = trigger === 'night' ? contacts.map((each) => each['MergedToContactID']) : []
  const wrong = active.flatMap((contact) => {
    const id = String(contact['ContactID'])
    if (conflicts.has(id) || unmarked.includes(id)) return []
    const client = links.get(id)
    const inXero = [contact['Name'], contact['EmailAddress'] ?? '']
    const here = [client?.name, client?.email ?? '']
    return inXero.join('\n') === here.join('\n') ? [] : [{ id, inXero, here }]
  })
  expect(wrong).toEqual([])
}

/** One more import, and nobody is other than before. */
export async function expectNothingChanged(
  world: World,
  importAgain: () => Promise<ContactImport>,
): Promise<void> {
  const before = await everythingOf(world)
  const { id } = await importAgain()
  const rows = await world.db
    .selectFrom('contact_import_rows')
    .where('workspace_id', '=', world.workspaceId)
    .where('import_id', '=', id)
    .where('result', 'in', ['created', 'updated', 'linked', 'failed'])
    .select(['contact_id', 'finding', 'result', 'changes'])
    .execute()
  expect(rows).toEqual([])
  expect(await everythingOf(world)).toEqual(before)
}

async function everythingOf({ db, workspaceId }: World) {
  const clients = await db
    .selectFrom('clients')
    .where('workspace_id', '=', workspaceId)
    .selectAll()
    .orderBy('id')
    .execute()
  const links = await db
    .selectFrom('xero_contact_links')
    .where('workspace_id', '=', workspaceId)
    .select(['contact_id', 'client_id'])
    .orderBy('contact_id')
    .execute()
  return { clients, links }
}

async function linksOf({ db, workspaceId }: Pick<World, 'db' | 'workspaceId'>) {
  return await db
    .selectFrom('xero_contact_links as links')
    .innerJoin('clients', 'clients.id', 'links.client_id')
    .where('links.workspace_id', '=', workspaceId)
    .select(['links.contact_id', 'links.client_id', 'clients.name', 'clients.email'])
    .execute()
}

/** Contacts that an import left to a person, the last time it met them. */
async function conflictsOf({ db, workspaceId }: World): Promise<string[]> {
  const { rows } = await sql<{ contact_id: string }>`
    select contact_id from (
      select distinct on (r.contact_id) r.contact_id, r.finding from contact_import_rows r
      join contact_imports i on i.workspace_id = r.workspace_id and i.id = r.import_id
      where r.workspace_id = ${workspaceId} and i.state = 'done'
      order by r.contact_id, i.created_at desc) as last
    where finding = 'conflict'`.execute(db)
  return rows.map((row) => row.contact_id)
}
