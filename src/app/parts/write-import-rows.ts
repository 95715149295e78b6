import { say } from '#domain/words/say.ts'
import {
  type ImportRow,
  listNumbersInUse,
  setGivenNumbers,
  type SettledRow,
} from '#db/contact-import-rows.ts'
import type { ContactImport } from '#db/contact-imports.ts'
import { clientNumberKey, listTakenClientNumbers, wantedKey } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import {
  type ContactLink,
  type ImportedClient,
  type StoredClient,
  insertImportedClients,
  insertLinks,
  listLinksOf,
  lockImportedClients,
  updateImportedClients,
} from '#db/xero-contact-links.ts'
import { nextClientNumbers } from '#domain/client-number.ts'
import { type FieldChange, importedFields } from '#domain/contact-changes.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'
import type { Contact } from '../ports/accounting.ts'
import { seenOf } from './seen-contact.ts'

type Planned = {
  row: ImportRow
  contact: Contact
  clientId: string
  /** The whole client as it shall be; undefined when only the link is missing, or nothing. */
  create?: ImportedClient
  update?: ImportedClient
  isLinked: boolean
}
type Failed = { row: ImportRow; failed: string }

/** Creates, changes and links the clients of some rows, in bulk. What meanwhile became impossible fails with words. */
export async function writeImportRows(
  ctx: Context,
  tx: Transaction,
  {
    found,
    tenantId,
    connectionId,
    rows,
  }: {
    found: ContactImport
    tenantId: string
    /** What new clients belong to; null is the default administration. */
    connectionId: string | null
    rows: ImportRow[]
  },
): Promise<SettledRow[]> {
  if (rows.length === 0) return []
  const { workspaceId } = ctx
  const now = ctx.clock.now()
  const plans = await planRows(ctx, tx, { tenantId, rows: rows.map(asChosen) })
  const planned = plans.filter(isPlanned)
  await giveNumbers(tx, { workspaceId, found, planned })

  const made = await insertImportedClients(tx, {
    workspaceId,
    createdAt: now,
    connectionId,
    clients: planned.flatMap((plan) => plan.create ?? []),
  })
  const isPossible = (plan: Planned) => !plan.create || made.has(plan.clientId)
  const possible = planned.filter(isPossible)
  await updateImportedClients(tx, {
    workspaceId,
    updatedAt: now,
    clients: possible.flatMap((plan) => plan.update ?? []),
  })
  const links = possible.filter((plan) => !plan.isLinked).map(linkOf)
  await insertLinks(tx, { workspaceId, tenantId, linkedAt: now, links })
  return plans.map((plan) => settle(plan, made))
}

/** Who is to become a new client is not the one that was suggested. */
function asChosen(row: ImportRow): ImportRow {
  return row.choice === 'create' ? { ...row, clientId: null, changes: [] } : row
}

/** Gives the next free numbers to new clients whose contacts have none, where that was asked for. */
async function giveNumbers(
  tx: Transaction,
  given: { workspaceId: string; found: ContactImport; planned: Planned[] },
): Promise<void> {
  const { workspaceId, found, planned } = given
  const { id: importId, numbering } = found
  const numberless = planned.flatMap((plan) => (plan.create?.number === null ? plan : []))
  if (numbering === 'none' || numberless.length === 0) return
  const taken = await listNumbersInUse(tx, { workspaceId, importId })
  const numbers = nextClientNumbers(taken, numberless.length)
  const chosen = numberless.flatMap((plan, index) => {
    const number = numbers[index]
    if (!plan.create || number === undefined) return []
    plan.create = { ...plan.create, number }
    return [{ position: plan.row.position, number }]
  })
  const isTold = numbering === 'next_and_xero'
  await setGivenNumbers(tx, { workspaceId, importId, given: chosen, isTold })
}

async function planRows(
  ctx: Context,
  tx: Transaction,
  { tenantId, rows }: { tenantId: string; rows: ImportRow[] },
): Promise<(Planned | Failed)[]> {
  const { workspaceId } = ctx
  const clientIds = rows.flatMap((row) => row.clientId ?? [])
  const contactIds = rows.map((row) => row.contactId)
  const clients = await lockImportedClients(tx, { workspaceId, clientIds })
  const links = await listLinksOf(tx, { workspaceId, tenantId, contactIds, clientIds })
  const taken = await takenNumbers(tx, { workspaceId, rows, clients })
  const known = {
    clients,
    taken,
    byContact: new Map(links.map((link) => [link.contactId, link])),
    byClient: new Map(links.map((link) => [link.clientId, link])),
  }
  return rows.map((row) => planRow(row, known))
}

type Known = {
  clients: Map<string, StoredClient>
  /** Number keys that a client of these rows wants and another client has. */
  taken: Set<string>
  byContact: Map<string, ContactLink>
  byClient: Map<string, ContactLink>
}

function planRow(row: ImportRow, known: Known): Planned | Failed {
  const contact = row.contact as Contact // Rows are only ever written with a contact.
  const link = known.byContact.get(row.contactId)
  const clientId = row.clientId ?? link?.clientId ?? newId()
  if (row.clientId === null) {
    if (link) return { row, contact, clientId, isLinked: true }
    const create = { id: clientId, ...importedFields(contact) }
    return { row, contact, clientId, create, isLinked: false }
  }
  const client = known.clients.get(row.clientId)
  if (!client) return { row, failed: say('The client was deleted in the meantime.') }
  const other = link ?? known.byClient.get(clientId)
  if (other && (other.clientId !== clientId || other.contactId !== row.contactId)) {
    return { row, failed: say('The client, or the contact, was linked otherwise in the meantime.') }
  }
  // A second row of these that wants the same client finds it linked.
  known.byClient.set(clientId, { clientId, contactId: row.contactId })
  const update = updateOf(row, client)
  const isTaken = update && update.number !== client.number && update.number !== null
  if (isTaken && known.taken.has(wantedKey({ ...client, number: update.number ?? '' }))) {
    return {
      row,
      failed: say('Another client has the number {{number}}.', { number: update.number }),
    }
  }
  return { row, contact, clientId, ...(update && { update }), isLinked: link !== undefined }
}

/** The client with the changes that were shown, and no others. */
function updateOf(row: ImportRow, client: ImportedClient): ImportedClient | undefined {
  const changes = row.changes as FieldChange[] // Rows are only ever written with changes.
  if (changes.length === 0) return undefined
  const changed = Object.fromEntries(changes.map((change) => [change.field, change.to]))
  return { ...client, ...(changed as Partial<ImportedClient>) }
}

/** Of the numbers that rows would give to their clients, those that a different client has. */
async function takenNumbers(
  tx: Transaction,
  given: { workspaceId: string; rows: ImportRow[]; clients: Map<string, StoredClient> },
): Promise<Set<string>> {
  const { workspaceId, rows, clients } = given
  const wanted = rows.flatMap((row) => {
    const client = row.clientId === null ? undefined : clients.get(row.clientId)
    const number = client && updateOf(row, client)?.number
    const isOwn =
      client?.number && number && clientNumberKey(client.number) === clientNumberKey(number)
    return client && number && !isOwn ? [{ number, connectionId: client.connectionId }] : []
  })
  return await listTakenClientNumbers(tx, { workspaceId, wanted })
}

function isPlanned(plan: Planned | Failed): plan is Planned {
  return !('failed' in plan)
}

function linkOf({ contact, clientId }: Planned) {
  return { contactId: contact.contactId, clientId, ...seenOf(contact) }
}

function settle(plan: Planned | Failed, made: Set<string>): SettledRow {
  const { position, clientId } = plan.row
  if ('failed' in plan) return { position, clientId, result: 'failed', detail: plan.failed }
  if (plan.create && !made.has(plan.clientId)) {
    const detail = say('Another client has the number {{number}}.', { number: plan.create.number })
    return { position, clientId: null, result: 'failed', detail }
  }
  return { position, clientId: plan.clientId, result: resultOf(plan), detail: null }
}

function resultOf({ create, update, isLinked }: Planned): SettledRow['result'] {
  if (create) return 'created'
  if (update) return 'updated'
  return isLinked ? 'unchanged' : 'linked'
}
