import { type Context, inTransaction, systemContext } from '#app/context.ts'
import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { applyContactImportRows } from '#app/imports/apply-contact-import-rows.ts'
import { numberContacts } from '#app/imports/number-contacts.ts'
import { readContacts } from '#app/imports/read-contacts.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { beginImport } from '#app/parts/begin-import.ts'
import type { Progress } from '#app/parts/sending-step.ts'
import { type ContactImport, findImport } from '#db/contact-imports.ts'
import { listNumbersToTell } from '#db/contact-import-rows.ts'
import { assert } from '#lib/assert.ts'
import { ControlRefusal } from '#simulator/control.ts'
import type { FaultName } from '#simulator/server.ts'
import { type Random, randomFrom } from '#tests/support/random.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expectAllImported, expectImportIsWhole, expectNothingChanged } from './imported.ts'
import { keepAccess } from './keep-access.ts'
import { bringMisfortune, faults, Killed, unlucky } from './misfortune.ts'
import { mortal } from './mortal.ts'

/** The scene of one seed: an organisation with a few pages of contacts, and the clients that Hourbook has. */
export type Scene = {
  world: World
  random: Random
  connectionId: string
  tenantId: string
  /** Who imports: a person, who chooses; or nobody, at night. */
  trigger: 'person' | 'night'
}

const pageSize = 20
const roundsLimit = 300
const leaseSeconds = 46
const longestPauseSeconds = 900
/** As many imports as a chain of merges may have links: each follows what its pages show, in the order they come. */
const longestChain = 4
const daySeconds = 86_400

const scene = {
  operations: ['GET /Contacts', 'GET /Contacts', 'GET /Contacts', 'POST /Contacts', '*'],
  faults: [
    ...faults,
    'contact_renamed',
    'contact_renamed',
    'contact_archived',
    'contact_archived',
    'token_invalid',
    'clock_jump',
  ] satisfies FaultName[],
} as const

/**
 * Imports of one seed, up to the moment when all must be right: calls go wrong, workers die while they read and while they
 * write, several are at one import, and people in Xero go on between two pages.
 */
export async function runImports(seed: number): Promise<void> {
  await using world = await createWorld({ pageSize })
  const random = randomFrom(seed)
  const set = await setScene(world, random)
  const bad = random.pick([0, 0.15, 0.3, 0.5])
  const workers = random.between(1, 3)
  for (let left = random.between(1, 4); left > 0; left -= 1) {
    bringMisfortune(world, random, scene)
    await importOnce(set, { workers, bad, isQuiet: false })
    // What arrived late may have begun a refresh; the queue looks after it long before a day is over.
    await keepAccess(world)
    if (set.trigger === 'night') world.clock.advance(daySeconds * 1000)
  }
  world.xero.control.faults.clear()
  world.xero.control.setLimits('off')
  await keepAccess(world)
  world.clock.advance(daySeconds * 1000)
  await reconnect(world)

  // When nobody disturbs it, the next one has everything right; a night by reading what changed alone.
  const calm = { workers: 1, bad: 0, isQuiet: true }
  await importOnce(set, calm)
  await expectAllImported(set)
  const last = { ...set, trigger: 'person' } as const
  for (let links = 1; links < longestChain; links += 1) await importOnce(last, calm)
  await expectAllImported(last)
  await expectNothingChanged(world, async () => {
    const importId = await importOnce(last, { ...calm, workers })
    return await importOf(world, importId)
  })
}

async function setScene(world: World, random: Random): Promise<Scene> {
  const { control } = world.xero
  const contacts = random.between(1, 5 * pageSize)
  const made = control.organisations.create({ name: 'Busy BV', contacts, seed: random.below(1e9) })
  const settings = { nightlyImport: 'new_and_changed' } as const
  const connected = await world.connectXero({ organisation: 'Busy BV', settings })
  // Clients that some of the contacts are, by their numbers.
  for (const contact of control.contacts(made.id)) {
    if (!random.chance(0.1)) continue
    const number = String(contact['AccountNumber']).toLowerCase()
    await world.has.client({ name: `Ours ${number}`, number: random.pick([number, null]) })
  }
  // Xero's clock is not ours.
  control.advance(random.between(-240, 240) * 1000)
  // Enough in a minute for each of three workers to look and to write.
  if (random.chance(0.3)) control.setLimits({ minute: random.between(7, 12) })
  const trigger = random.pick(['person', 'person', 'night'] as const)
  return { world, random, ...connected, trigger }
}

type Manner = { workers: number; bad: number; isQuiet: boolean }

/** One import to its end, however often workers die over it. A person begins anew what failed. */
async function importOnce(set: Scene, manner: Manner): Promise<string> {
  const { world } = set
  let problem: string | null = null
  for (let tries = 1; tries <= roundsLimit; tries += 1) {
    const before = world.xero.control.contacts(set.tenantId)
    const importId = await begin(set)
    const ended = await workUntilEnded(set, importId, manner)
    await expectImportIsWhole(set, ended, before)
    if (ended.state === 'done') return importId
    problem = ended.problem
    await reconnect(world)
  }
  throw new Error(`It failed ${roundsLimit} times, at last with: ${problem}`)
}

async function begin({ world, connectionId, trigger }: Scene): Promise<string> {
  const mode = 'new_and_changed'
  if (trigger === 'person') return (await startContactImport(world.ctx, { mode })).id
  const ctx = world.systemCtx()
  const begun = await inTransaction(
    ctx,
    async (tx) => await beginImport(ctx, tx, { connectionId, trigger, mode }),
  )
  assert(begun, 'no import is at work')
  return begun.id
}

async function workUntilEnded(
  set: Scene,
  importId: string,
  { workers, bad, isQuiet }: Manner,
): Promise<ContactImport> {
  const { world, random } = set
  const { services, workspaceId } = world
  const luck = unlucky(world, random, bad)
  const numbering = random.pick(['none', 'next', 'next_and_xero'] as const)
  for (let round = 1; round <= roundsLimit; round += 1) {
    const found = await importOf(world, importId)
    if (found.state === 'ready') await applyContactImport(world.ctx, { importId, numbering })
    const numbers = await listNumbersToTell(world.db, { workspaceId, importId, limit: 1 })
    const isEnded = found.state === 'done' || found.state === 'failed'
    if (isEnded && numbers.length === 0) {
      await luck.end()
      return found
    }
    const ended = await Promise.all(
      Array.from({ length: workers }, async () => {
        const db = mortal(services.db, random, bad)
        const accounting = isQuiet ? luck.accounting : amongPeople(set, luck.accounting)
        const ctx = systemContext({ ...services, db, accounting }, workspaceId)
        return await unlessKilled(async () => await work(ctx, { importId, isEnded }))
      }),
    )
    await reconnect(world)
    await keepAccess(world)
    const waits = ended.flatMap((each) => (each.kind === 'retry' ? [each.afterSeconds] : []))
    // An import that is interrupted may take long: what changed at its beginning is not recent at its end.
    await luck.advance(Math.max(random.between(leaseSeconds, longestPauseSeconds), ...waits))
  }
  throw new Error(`It did not end in ${roundsLimit} rounds`)
}

/** What the queue gives a worker to do; it does not know that others are at it too. */
async function work(
  ctx: Context,
  { importId, isEnded }: { importId: string; isEnded: boolean },
): Promise<Progress> {
  if (isEnded) return await numberContacts(ctx, { importId })
  const progress = await readContacts(ctx, { importId })
  await applyContactImportRows(ctx, { importId })
  return progress
}

async function unlessKilled(deed: () => Promise<Progress>): Promise<Progress> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof Killed) return { kind: 'done' }
    throw error
  }
}

/** After each page, people in Xero may rename, archive, merge and add contacts. */
function amongPeople(set: Scene, accounting: Context['accounting']): Context['accounting'] {
  return {
    ...accounting,
    readContacts: async (session, request) => {
      const page = await accounting.readContacts(session, request)
      for (let deeds = set.random.below(3); deeds > 0; deeds -= 1) meddle(set)
      return page
    },
  }
}

function meddle({ world, random, tenantId }: Scene): void {
  const { clock, xero } = world
  const { control } = xero
  clock.advance(random.between(1, 30) * 1000)
  const active = control.contacts(tenantId).filter((each) => each['ContactStatus'] === 'ACTIVE')
  if (active.length < 3) return
  const [one, other] = [random.pick(active), random.pick(active)].map((each) =>
    String(each['ContactID']),
  )
  if (one === undefined || other === undefined) return
  const mark = random.below(1e9)
  const deeds = [
    () => void control.editContact(tenantId, one, { Name: `Renamed ${mark}` }),
    () => void control.editContact(tenantId, one, { EmailAddress: `${mark}@example.com` }),
    () => void control.editContact(tenantId, one, { ContactStatus: 'ARCHIVED' }),
    () => void (one !== other && control.mergeContacts(tenantId, one, other)),
    () => {
      const [added] = control.addContacts(tenantId, { count: 1, seed: mark })
      // What is invented is a day old; people enter contacts now.
      const changes = { Name: `Added ${mark}`, ...(random.chance(0.3) && { AccountNumber: '' }) }
      control.editContact(tenantId, String(added?.['ContactID']), changes)
    },
  ]
  try {
    random.pick(deeds)()
  } catch (error) {
    // Xero refuses what its own rules forbid, such as a number that another contact has.
    if (!(error instanceof ControlRefusal)) throw error
  }
}

async function importOf({ db, workspaceId }: World, importId: string): Promise<ContactImport> {
  const found = await findImport(db, { workspaceId, importId })
  assert(found, 'an import that was begun is there')
  return found
}

/** What a person does about a connection that Xero ended. */
async function reconnect({ db, workspaceId }: World): Promise<void> {
  await db
    .updateTable('xero_connections')
    .set({ state: 'active' })
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'reconnect')
    .execute()
}
