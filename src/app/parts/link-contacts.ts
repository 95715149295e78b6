import { rejectPlannedOfClients } from '#db/xero-sending.ts'
import {
  insertContactLinks,
  listUnlinkedClients,
  type NewContactLink,
  type UnlinkedClient,
} from '#db/unlinked-clients.ts'
import {
  countContactRefusal,
  findContactRefusals,
  type XeroConnection,
} from '#db/xero-connections.ts'
import { contactMark } from '#domain/client-match.ts'
import { adoptContact, type Adoption, type KnownContact } from '#domain/contact-adoption.ts'
import { batchesAtOnce, batchSize, contactsPerLookup, halfOf } from '#domain/sending.ts'
import { contentHash } from '#lib/content-hash.ts'
import { callXero } from './call-xero.ts'
import { type Context, inTransaction } from '../context.ts'
import type { Contact, Element, ForeignProblem, NewContact, Outcome } from '../ports/accounting.ts'
import { type Step, sumUp, wasRefusedAsAWhole, waitAfter } from './sending-step.ts'

type Refused = { clientId: string; code: string; detail: string }

const clientsPerStep = 1000
const pagesRead = 3

/** Clients of planned invoices without a contact, and the contacts that they may be. */
export type ContactsToLink = {
  clients: UnlinkedClient[]
  known: Outcome<Contact[]>
  isAll: boolean
}

/** Looks for the contacts of clients that have none yet, and changes nothing; undefined when every client has one. */
export async function findContactsToLink(
  ctx: Context,
  connection: XeroConnection,
): Promise<ContactsToLink | undefined> {
  const { workspaceId } = ctx
  const connectionId = connection.id
  const limit = clientsPerStep
  const clients = await listUnlinkedClients(ctx.db, { workspaceId, connectionId, limit })
  if (clients.length === 0) return undefined
  const known = await readKnownContacts(ctx, { connection, clients })
  return { clients, known, isAll: clients.length < limit }
}

/**
 * Gives every client of a planned invoice its contact: one that Xero has already, else a new one. What Xero refuses, or a
 * person must decide, is kept with the documents of that client.
 */
export async function linkContacts(
  ctx: Context,
  { connection, found }: { connection: XeroConnection; found: ContactsToLink },
): Promise<Step> {
  const { clients, known } = found
  if (known.kind === 'rejected') return await linkApart(ctx, { connection, found, known })
  if (known.kind !== 'ok') return waitAfter(known)
  const missing = await adopt(ctx, { connection, clients, contacts: known.value })
  const steps: Step[] = [{ kind: 'worked' }]
  const together = batchSize * batchesAtOnce
  for (let start = 0; start < missing.length; start += together) {
    const creating: Promise<Step>[] = []
    const refusals = await countRefusals(ctx, connection)
    for (let from = start; from < Math.min(start + together, missing.length); from += batchSize) {
      const some = missing.slice(from, from + batchSize)
      creating.push(createContacts(ctx, { connection, clients: some, refusals }))
    }
    steps.push(...(await Promise.all(creating)))
    if (sumUp(steps).kind !== 'worked') break
  }
  return sumUp(steps)
}

/** Xero refused to look these clients up together: only the one that it was for is refused. */
async function linkApart(
  ctx: Context,
  {
    connection,
    found: { clients, isAll },
    known,
  }: {
    connection: XeroConnection
    found: ContactsToLink
    known: Extract<Outcome<Contact[]>, { kind: 'rejected' }>
  },
): Promise<Step> {
  if (clients.length === 1 || !wasRefusedAsAWhole(known)) {
    const refused = clients.map((client) => refusedAs(client, known.problem))
    await record(ctx, { connection, links: [], refused })
    return { kind: 'worked' }
  }
  const half = halfOf(clients.length)
  for (const some of [clients.slice(0, half), clients.slice(half)]) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await lookUpContacts(ctx, { connection, clients: some })
    const found = { clients: some, known: answer, isAll }
    // oxlint-disable-next-line no-await-in-loop
    const step = await linkContacts(ctx, { connection, found })
    if (step.kind !== 'worked') return step
  }
  return { kind: 'worked' }
}

/** The contacts that may be these clients. Few are looked up; for many, whole pages are cheaper. */
async function readKnownContacts(
  ctx: Context,
  { connection, clients }: { connection: XeroConnection; clients: UnlinkedClient[] },
): Promise<Outcome<Contact[]>> {
  const call = { connectionId: connection.id, purpose: 'find_contacts' as const }
  if (clients.length > contactsPerLookup) {
    const contacts: Contact[] = []
    for (let page = 1; ; page += 1) {
      const outcome = await callXero(ctx, call, (session) =>
        ctx.accounting.readContacts(session, { page, modifiedSince: null }),
      )
      if (outcome.kind !== 'ok') return outcome
      const { pageCount } = outcome.value
      if (pageCount > Math.max(pagesRead, clients.length / contactsPerLookup)) break
      contacts.push(...outcome.value.contacts)
      if (page >= pageCount) return { ...outcome, value: contacts }
    }
  }
  return await lookUpContacts(ctx, { connection, clients })
}

/** The contacts that have the mark, the number or the name of any of these clients. */
export async function lookUpContacts(
  ctx: Context,
  {
    connection,
    clients,
  }: { connection: XeroConnection; clients: Pick<UnlinkedClient, 'id' | 'number' | 'name'>[] },
): Promise<Outcome<Contact[]>> {
  const call = { connectionId: connection.id, purpose: 'find_contacts' as const }
  const contacts: Contact[] = []
  for (let start = 0; ; start += contactsPerLookup) {
    const some = clients.slice(start, start + contactsPerLookup)
    const outcome = await callXero(ctx, call, (session) =>
      ctx.accounting.findContacts(session, {
        foreignNumbers: some.map((client) => contactMark(client.id)),
        accountNumbers: some.flatMap((client) => client.number ?? []),
        names: some.map((client) => client.name),
      }),
    )
    if (outcome.kind !== 'ok') return outcome
    contacts.push(...outcome.value)
    if (start + contactsPerLookup >= clients.length) return { ...outcome, value: contacts }
  }
}

/** Links the clients that Xero has already; answers the others. */
async function adopt(
  ctx: Context,
  found: { connection: XeroConnection; clients: UnlinkedClient[]; contacts: Contact[] },
): Promise<UnlinkedClient[]> {
  const links: NewContactLink[] = []
  const refused: Refused[] = []
  const missing: UnlinkedClient[] = []
  for (const client of found.clients) {
    const adoption = adoptContact(client, found.contacts)
    if (adoption.kind === 'none') missing.push(client)
    else if (adoption.kind === 'contact' && isUsable(adoption.contact))
      links.push(linkTo(client, adoption.contact))
    else refused.push(notAdopted(client, adoption))
  }
  await record(ctx, { connection: found.connection, links, refused })
  return missing
}

async function createContacts(
  ctx: Context,
  {
    connection,
    clients,
    refusals,
  }: { connection: XeroConnection; clients: UnlinkedClient[]; refusals: number },
): Promise<Step> {
  const { workspaceId } = ctx
  const contacts = clients.map(toNewContact)
  // The same contacts have the same key until Xero answers, so that a repetition of a call without answer is answered as the
  // first. After an answer that was no yes, and after six minutes, the look-up before it and the contact number, unique in
  // Xero, prevent a second contact.
  const connectionId = connection.id
  const idempotencyKey = `${connection.tenantId}:${contentHash(contacts)}:${refusals}`
  const call = { connectionId, purpose: 'create_contacts' as const }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.createContacts(session, { contacts, idempotencyKey }),
  )
  if (isNoYes(outcome)) {
    await inTransaction(ctx, async (tx) => {
      await countContactRefusal(tx, { workspaceId, connectionId })
    })
  }
  if (clients.length > 1 && wasRefusedAsAWhole(outcome)) {
    const half = halfOf(clients.length)
    for (const some of [clients.slice(0, half), clients.slice(half)]) {
      // oxlint-disable-next-line no-await-in-loop
      const refusals = await countRefusals(ctx, connection)
      // oxlint-disable-next-line no-await-in-loop
      const step = await createContacts(ctx, { connection, clients: some, refusals })
      if (step.kind !== 'worked') return step
    }
    return { kind: 'worked' }
  }
  if (outcome.kind === 'rejected') {
    const refused = clients.map((client) => refusedAs(client, outcome.problem))
    await record(ctx, { connection, links: [], refused })
    return { kind: 'worked' }
  }
  if (outcome.kind === 'unknown' && outcome.answered) return { kind: 'uncertain' }
  if (outcome.kind !== 'ok') return waitAfter(outcome)

  const links: NewContactLink[] = []
  const refused: { client: UnlinkedClient; problem: ForeignProblem }[] = []
  for (const [index, client] of clients.entries()) {
    const element = outcome.value[index]
    if (element?.kind === 'ok') links.push(linkTo(client, element.value))
    else if (element) refused.push({ client, problem: element.problem })
  }
  await record(ctx, { connection, links, refused: [] })
  return await adoptTaken(ctx, { connection, refused })
}

async function countRefusals(ctx: Context, { id }: XeroConnection): Promise<number> {
  return await findContactRefusals(ctx.db, { workspaceId: ctx.workspaceId, connectionId: id })
}

/** Whether Xero answered, and not that all of them are there. */
function isNoYes(outcome: Outcome<Element<Contact>[]>): boolean {
  if (outcome.kind === 'ok') return outcome.value.some((each) => each.kind === 'rejected')
  return outcome.kind === 'rejected' || (outcome.kind === 'unknown' && outcome.answered)
}

/** A contact that cannot be created may be there by now: another worker made it, or an earlier call did. */
async function adoptTaken(
  ctx: Context,
  {
    connection,
    refused,
  }: {
    connection: XeroConnection
    refused: { client: UnlinkedClient; problem: ForeignProblem }[]
  },
): Promise<Step> {
  if (refused.length === 0) return { kind: 'worked' }
  const clients = refused.map(({ client }) => client)
  const outcome = await lookUpContacts(ctx, { connection, clients })
  if (outcome.kind === 'rejected') {
    const documents = refused.map(({ client, problem }) => refusedAs(client, problem))
    await record(ctx, { connection, links: [], refused: documents })
    return { kind: 'worked' }
  }
  if (outcome.kind !== 'ok') return waitAfter(outcome)
  const missing = new Set(await adopt(ctx, { connection, clients, contacts: outcome.value }))
  const left = refused.filter(({ client }) => missing.has(client))
  const documents = left.map(({ client, problem }) => refusedAs(client, problem))
  await record(ctx, { connection, links: [], refused: documents })
  return { kind: 'worked' }
}

async function record(
  ctx: Context,
  {
    connection,
    links,
    refused,
  }: { connection: XeroConnection; links: NewContactLink[]; refused: Refused[] },
): Promise<void> {
  if (links.length === 0 && refused.length === 0) return
  const { workspaceId } = ctx
  const { tenantId } = connection
  const connectionId = connection.id
  // What is linked stays so, whatever becomes of the others.
  const linkedAt = ctx.clock.now()
  const linked = await insertContactLinks(ctx.db, { workspaceId, tenantId, linkedAt, links })
  const elsewhere = links.filter(({ clientId }) => !linked.has(clientId))
  const clients = [
    ...refused,
    ...elsewhere.map(({ clientId }) => ({
      clientId,
      code: 'contact_is_linked_elsewhere',
      detail: '',
    })),
  ]
  if (clients.length === 0) return
  await inTransaction(ctx, async (tx) => {
    await rejectPlannedOfClients(tx, { workspaceId, connectionId, clients })
  })
}

const reasons = {
  contact: 'contact_is_archived',
  several: 'contact_number_is_double',
  namesake: 'contact_name_is_taken',
} as const

function notAdopted(
  { id: clientId }: UnlinkedClient,
  { kind, contact }: Exclude<Adoption<Contact>, { kind: 'none' }>,
): Refused {
  const { name, accountNumber } = contact
  const detail = accountNumber === null ? name : `${name} (${accountNumber})`
  return { clientId, code: reasons[kind], detail }
}

function isUsable(contact: KnownContact): boolean {
  return contact.status === 'ACTIVE' || contact.mergedToContactId !== null
}

// A contact that was merged lives on in the one it was merged into.
function linkTo(client: UnlinkedClient, contact: Contact): NewContactLink {
  const { mergedToContactId, contactId, status, updatedAt } = contact
  return mergedToContactId === null
    ? { clientId: client.id, contactId, status, updatedAt }
    : { clientId: client.id, contactId: mergedToContactId, status: 'ACTIVE', updatedAt: null }
}

function refusedAs(client: UnlinkedClient, { code, detail }: ForeignProblem): Refused {
  return { clientId: client.id, code, detail }
}

function toNewContact(client: UnlinkedClient): NewContact {
  return {
    foreignNumber: contactMark(client.id),
    accountNumber: client.number,
    name: client.name,
    email: client.email,
    vatNumber: client.vatNumber,
    phone: client.phone,
    invoiceAddress: client.invoiceAddress,
    visitingAddress: client.visitingAddress,
  }
}
