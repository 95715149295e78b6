import { say } from '#domain/words/say.ts'
import { allow } from '#app/allow.ts'
import type { Progress } from '#app/parts/sending-step.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { findImportRows, followMergesOfImport } from '#app/parts/find-import-rows.ts'
import type { Contact, ContactPage, Outcome } from '#app/ports/accounting.ts'
import { explainOutcome } from '#app/parts/record-xero-call.ts'
import {
  insertImportRows,
  listSharedNumbers,
  setConflicts,
  takeNewlyLinked,
} from '#db/contact-import-rows.ts'
import { type ContactImport, findImport, lockImport, updateImport } from '#db/contact-imports.ts'
import { joinInBulk, type Transaction } from '#db/database.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { countLinks } from '#db/xero-contact-links.ts'
import { findConnection, type XeroConnection } from '#db/xero-connections.ts'
import type { MatchReason } from '#domain/client-match.ts'
import { isFullCheckNight } from '#domain/night.ts'
import { assert } from '#lib/assert.ts'

const triesPerPage = 4

/**
 * Reads the contacts page by page and writes down what each would change. Goes on after the last page that was kept, so it
 * may be interrupted at any point and run any number of times.
 */
export async function readContacts(
  ctx: Context,
  { importId }: { importId: string },
): Promise<Progress> {
  allow(ctx, 'xero:import')
  const { workspaceId } = ctx
  const found = await findImport(ctx.db, { workspaceId, importId })
  if (found?.state !== 'reading') return { kind: 'done' }
  const { connectionId } = found
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  assert(connection, 'an import has its connection')
  const modifiedSince = await modifiedSinceOf(ctx, { found, connection })

  const members = await membersOf(ctx, found)
  if (members.kind !== 'ok') return await stop(ctx, { importId, outcome: members })
  const isChosen = chooserOf(found, members.value)

  const ask = async (page: number) => await askForPage(ctx, { found, page, modifiedSince })
  // Of customers only, none may well be right.
  const isFull = modifiedSince === null && !asksForCustomers(found)
  let page = found.calls + 1
  let asked = ask(page)
  try {
    for (;;) {
      const outcome = await asked
      if (outcome.kind !== 'ok') return await stop(ctx, { importId, outcome })
      if (page < outcome.value.pageCount) {
        // The next page travels while this one is kept. Its failure is met when it is awaited.
        asked = ask(page + 1)
        asked.catch(() => {})
      }
      const next = await keepPage(ctx, { found, connection, page: outcome.value, isFull, isChosen })
      if (next === 'end') return { kind: 'done' }
      page += 1
    }
  } finally {
    // Nothing goes on when this is over, not even a page that nobody wants any more.
    await Promise.allSettled([asked])
  }
}

/** A person reads everything; a night reads what changed, and everything once a week. */
async function modifiedSinceOf(
  ctx: Context,
  { found, connection }: { found: ContactImport; connection: XeroConnection },
): Promise<Date | null> {
  if (found.trigger === 'person') return null
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId: ctx.workspaceId })
  return isFullCheckNight(timeZone, found.createdAt) ? null : connection.contactsModifiedSince
}

async function askForPage(
  ctx: Context,
  ask: { found: ContactImport; page: number; modifiedSince: Date | null },
): Promise<Outcome<ContactPage>> {
  const { found, page, modifiedSince } = ask
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await callXero(
      ctx,
      {
        connectionId: found.connectionId,
        purpose: 'import_contacts',
        subject: { kind: 'contact_import', id: found.id },
        attempt,
        isBackground: found.trigger === 'night',
      },
      async (session) =>
        await ctx.accounting.readContacts(session, {
          page,
          modifiedSince,
          onlyCustomers: asksForCustomers(found),
        }),
    )
    // Reading again harms nothing, so an answer that was lost is simply asked for again.
    if (outcome.kind !== 'unknown' || attempt === triesPerPage) return outcome
  }
}

/** Who asks for customers gets only those; a night reads the others too, for who is linked is followed. */
function asksForCustomers({ scope, trigger }: ContactImport): boolean {
  return scope === 'customers' && trigger === 'person'
}

type Members = Outcome<string[]> | { kind: 'ok'; value: null }

/** Who is in the group that was chosen; null when none was. */
async function membersOf(ctx: Context, found: ContactImport): Promise<Members> {
  const { groupId, connectionId, id } = found
  if (groupId === null) return { kind: 'ok', value: null }
  const subject = { kind: 'contact_import', id } as const
  return await callXero(
    ctx,
    { connectionId, purpose: 'import_contacts', subject },
    async (session) => await ctx.accounting.readContactGroup(session, groupId),
  )
}

function chooserOf({ scope }: ContactImport, members: string[] | null) {
  const inGroup = new Set(members)
  return ({ contactId, isCustomer }: Contact) => {
    if (scope === 'group') return inGroup.has(contactId)
    return scope === 'all' || isCustomer
  }
}

/** Adds a page to the import in one transaction, so that progress and rows always agree. */
async function keepPage(
  ctx: Context,
  given: {
    found: ContactImport
    connection: XeroConnection
    page: ContactPage
    isFull: boolean
    isChosen: (contact: Contact) => boolean
  },
): Promise<'more' | 'end'> {
  const { workspaceId } = ctx
  const { connection, page, isFull } = given
  const { id: importId, mode } = given.found
  const { tenantId } = connection
  return await inTransaction(ctx, async (tx) => {
    await joinInBulk(tx)
    const locked = await lockImport(tx, { workspaceId, importId })
    // Another worker has this import: it is the one that goes on.
    if (locked?.state !== 'reading' || locked.calls !== page.page - 1) return 'end'

    const { contacts, itemCount } = page
    const rows = await findImportRows(tx, {
      workspaceId,
      tenantId,
      connectionId: connection.isDefault ? null : connection.id,
      mode,
      contacts,
      isChosen: given.isChosen,
      firstPosition: locked.contactsRead + 1,
    })
    await insertImportRows(tx, { workspaceId, importId, rows })
    const isLast = page.page >= page.pageCount || contacts.length === 0
    const contactsRead = locked.contactsRead + contacts.length
    const changes = { contactsRead, contactsTotal: itemCount, problem: null, moreCalls: 1 }
    await updateImport(tx, { workspaceId, importId, changes })
    if (!isLast) return 'more'
    const isEmpty = isFull && contactsRead === 0
    await lookAgain(tx, { workspaceId, found: locked, connection, isChosen: given.isChosen })
    await endReading(ctx, tx, { found: locked, tenantId, isEmpty })
    return 'end'
  })
}

/** Who came first and was nobody may be a client by now: one that was merged into it came on the same page or a later one. */
async function lookAgain(
  tx: Transaction,
  given: {
    workspaceId: string
    found: ContactImport
    connection: XeroConnection
    isChosen: (contact: Contact) => boolean
  },
): Promise<void> {
  const { workspaceId, found, connection, isChosen } = given
  const { id: importId, mode } = found
  const { tenantId } = connection
  await followMergesOfImport(tx, { workspaceId, importId, tenantId })
  const taken = await takeNewlyLinked(tx, { workspaceId, importId, tenantId })
  if (taken.length === 0) return
  const rows = await findImportRows(tx, {
    workspaceId,
    tenantId,
    connectionId: connection.isDefault ? null : connection.id,
    mode,
    contacts: taken.map((each) => each.contact as Contact), // Rows are only ever written with a contact.
    isChosen,
    firstPosition: 0,
  })
  const again = rows.map((row, index) => ({
    ...row,
    position: taken[index]?.position ?? row.position,
  }))
  await insertImportRows(tx, { workspaceId, importId, rows: again })
}

const sharedNumber: MatchReason = 'several_contacts_have_this_number'

type Ended = { found: ContactImport; tenantId: string; isEmpty: boolean }

async function endReading(
  ctx: Context,
  tx: Transaction,
  { found, tenantId, isEmpty }: Ended,
): Promise<void> {
  const { workspaceId } = ctx
  const { id: importId, connectionId, trigger } = found
  const key = { workspaceId, importId }
  const positions = await listSharedNumbers(tx, { ...key, tenantId })
  await setConflicts(tx, { ...key, positions, reason: sharedNumber })
  // None where there were some before: more likely something is wrong than that all are gone.
  if (isEmpty && (await countLinks(tx, { workspaceId, tenantId })) > 0) {
    await updateImport(tx, {
      ...key,
      changes: { state: 'failed', problem: emptyAnswer, finishedAt: ctx.clock.now() },
    })
    return
  }
  if (trigger === 'person') return await updateImport(tx, { ...key, changes: { state: 'ready' } })
  await updateImport(tx, { ...key, changes: { state: 'applying' } })
  await ctx.enqueue(tx, 'apply-contact-import', key, { lane: connectionId })
}

const emptyAnswer = say(
  'Xero answered that it has no contacts, although clients are linked to some. Nothing was changed.',
)

/** A limit only delays the import; anything else ends it, in words, with nothing changed. */
async function stop(
  ctx: Context,
  given: { importId: string; outcome: Exclude<Outcome<unknown>, { kind: 'ok' }> },
): Promise<Progress> {
  const { importId, outcome } = given
  const words = explainOutcome(outcome)
  const isDelay = outcome.kind === 'busy'
  await inTransaction(ctx, async (tx) => {
    const key = { workspaceId: ctx.workspaceId, importId }
    const locked = await lockImport(tx, key)
    if (locked?.state !== 'reading') return
    const changes = isDelay
      ? { problem: `${words} ${say('The import goes on by itself.')}` }
      : { state: 'failed' as const, problem: words, finishedAt: ctx.clock.now() }
    await updateImport(tx, { ...key, changes })
  })
  return isDelay ? { kind: 'retry', afterSeconds: outcome.retryAfterSeconds } : { kind: 'done' }
}
