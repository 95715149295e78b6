import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { getContactImport } from '#app/imports/get-contact-import.ts'
import { readContacts } from '#app/imports/read-contacts.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// While pages are read, people in Xero go on: contacts are renamed, archived, merged and added between two pages. Nobody is
// lost or doubled, and when they pause, one more import has everything right.

const contacts = 1050

test.each([1, 2, 3])(
  'contacts that change between two pages are all there in the end (seed %i)',
  async (seed) => {
    await using world = await createWorld()
    const { control } = world.xero
    const { id: tenantId } = control.organisations.create({ name: 'Busy BV', contacts, seed })
    await world.connectXero({ organisation: 'Busy BV', settings: null })
    const random = randomFrom(seed)
    let changes = 0
    const meddle = () => {
      const all = control.contacts(tenantId).filter((each) => each['ContactStatus'] === 'ACTIVE')
      const some = () => String(all[random.below(all.length)]?.['ContactID'])
      for (let count = random.below(4); count >= 0; count -= 1) {
        changes += 1
        world.clock.advance(1000)
        const one = some()
        const action = random.below(4)
        if (action === 0) control.editContact(tenantId, one, { Name: `Renamed ${changes}` })
        else if (action === 1) control.editContact(tenantId, one, { ContactStatus: 'ARCHIVED' })
        else if (action === 2) control.addContacts(tenantId, { count: 1, seed: seed + changes })
        else {
          const into = some()
          if (into !== one) control.mergeContacts(tenantId, one, into)
        }
      }
    }

    await importOnce(world, meddle)
    await importOnce(world, meddle)
    await importOnce(world, () => {})
    const active = control
      .contacts(tenantId)
      .filter((each) => each['ContactStatus'] === 'ACTIVE' && each['AccountNumber'])
    const linked = await linkedNames(world)
    const wrong = active.filter((each) => linked.get(String(each['ContactID'])) !== each['Name'])
    expect(wrong.map((each) => [each['Name'], linked.get(String(each['ContactID']))])).toEqual([])
    expect(changes).toBeGreaterThan(2)

    const last = await importOnce(world, () => {})
    expect(last.results).toMatchObject({ created: 0, updated: 0, linked: 0, failed: 0 })
  },
  60_000,
)

/** One import by a person, with something happening in Xero after each page. */
async function importOnce(world: World, between: () => void) {
  const { id: importId } = await startContactImport(world.ctx, { mode: 'new_and_changed' })
  const { accounting } = world.services
  const ctx = {
    ...world.systemCtx(),
    accounting: {
      ...accounting,
      readContacts: (async (session, request) => {
        const page = await accounting.readContacts(session, request)
        between()
        return page
      }) satisfies typeof accounting.readContacts,
    },
  }
  await readContacts(ctx, { importId })
  await applyContactImport(world.ctx, { importId })
  await world.runJobs()
  return await getContactImport(world.ctx, { importId })
}

async function linkedNames(world: World): Promise<Map<string, string>> {
  const rows = await world.db
    .selectFrom('xero_contact_links as links')
    .innerJoin('clients', 'clients.id', 'links.client_id')
    .select(['links.contact_id', 'clients.name'])
    .execute()
  return new Map(rows.map((row) => [row.contact_id, row.name]))
}
