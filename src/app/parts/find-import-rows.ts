import { listMergedContacts, type NewImportRow } from '#db/contact-import-rows.ts'
import type { ImportMode } from '#db/contact-imports.ts'
import type { Transaction } from '#db/database.ts'
import {
  type Candidates,
  findLinkCandidates,
  followMerges,
  listLinkCandidates,
  listLinks,
  listUnlinkedSimilarClients,
  type SeenContact,
  type StoredLink,
  updateLinks,
} from '#db/xero-contact-links.ts'
import { clientIdFromMark, type Match, matchContact } from '#domain/client-match.ts'
import { clientFinder } from '#domain/client-suggestion.ts'
import { type FieldChange, fieldChanges, importedFields } from '#domain/contact-changes.ts'
import type { Contact } from '../ports/accounting.ts'
import { seenOf } from './seen-contact.ts'

const nobody: Candidates = {
  linked: undefined,
  marked: undefined,
  numbered: undefined,
  namesake: undefined,
}

/** What a page of contacts would change, in as many rows, counted on from the first position. */
export async function findImportRows(
  tx: Transaction,
  given: {
    workspaceId: string
    tenantId: string
    /** The administration that is imported from; null is the default one. */
    connectionId: string | null
    mode: ImportMode
    contacts: Contact[]
    /** Whether a contact that nobody is comes in. */
    isChosen: (contact: Contact) => boolean
    firstPosition: number
  },
): Promise<NewImportRow[]> {
  const { workspaceId, tenantId, connectionId, mode, contacts, isChosen, firstPosition } = given
  const { candidates, links } = await findLinkCandidates(tx, {
    workspaceId,
    tenantId,
    connectionId,
    contacts: contacts.map((contact) => ({
      contactId: contact.contactId,
      number: contact.accountNumber,
      markedClientId: clientIdFromMark(contact.foreignNumber),
    })),
  })
  await updateLinks(tx, { workspaceId, tenantId, links: movedLinks(contacts, links) })
  await followMerges(tx, { workspaceId, tenantId, merges: mergesOf(contacts, links) })
  const found = contacts.map((contact) => {
    const row = rowOf(contact, candidates.get(contact.contactId) ?? nobody)
    return row.finding === 'new' && !isChosen(contact) ? notChosen : row
  })
  const suggested = await suggest(tx, { workspaceId, tenantId, connectionId, contacts, found })
  return contacts.map((contact, index) => {
    const row = suggested[index] ?? rowOf(contact, nobody)
    return {
      ...row,
      position: firstPosition + index,
      contactId: contact.contactId,
      contact,
      choice: choiceOf(row.finding, mode),
    }
  })
}

/** The linked contacts that are not what they were when we saw them last. */
function movedLinks(contacts: Contact[], links: StoredLink[]) {
  const linkOf = new Map(links.map((link) => [link.contactId, link]))
  return contacts.flatMap((contact) => {
    const { contactId, mergedToContactId } = contact
    const link = linkOf.get(contactId)
    if (!link || mergedToContactId !== null) return []
    const seen = seenOf(contact)
    const { contactId: _contact, clientId: _client, updatedAt, ...before } = link
    const known = { ...before, updatedAt: updatedAt?.toISOString() ?? null }
    return fieldsDiffer(known, seen) ? [{ contactId, ...seen }] : []
  })
}

function fieldsDiffer(known: SeenContact, seen: SeenContact): boolean {
  return (Object.keys(seen) as (keyof SeenContact)[]).some((key) => known[key] !== seen[key])
}

/** Follows the merges of the whole import: a link of the chain may have come on a page before the one that leads to it. */
export async function followMergesOfImport(
  tx: Transaction,
  { tenantId, ...key }: { workspaceId: string; importId: string; tenantId: string },
): Promise<void> {
  const { workspaceId } = key
  const merged = await listMergedContacts(tx, key)
  if (merged.length === 0) return
  const contactIds = merged.map((contact) => contact.contactId)
  const links = await listLinks(tx, { workspaceId, tenantId, contactIds })
  await followMerges(tx, { workspaceId, tenantId, merges: mergesOf(merged, links) })
}

type Mergeable = Pick<Contact, 'contactId' | 'mergedToContactId'>

/** Where linked contacts went in the end: the one that they were merged into may have been merged itself. */
function mergesOf(contacts: readonly Mergeable[], links: StoredLink[]) {
  const linked = new Set(links.map((link) => link.contactId))
  const into = new Map(contacts.map((contact) => [contact.contactId, contact.mergedToContactId]))
  return contacts.flatMap(({ contactId, mergedToContactId }) => {
    if (mergedToContactId === null || !linked.has(contactId)) return []
    const seen = new Set([contactId])
    let intoContactId = mergedToContactId
    for (let next = into.get(intoContactId); next && !seen.has(next); next = into.get(next)) {
      seen.add(next)
      intoContactId = next
    }
    return [{ contactId, intoContactId }]
  })
}

/** For contacts that nobody is, the client that one may be, by likeness; a person decides. */
async function suggest(
  tx: Transaction,
  given: {
    workspaceId: string
    tenantId: string
    connectionId: string | null
    contacts: Contact[]
    found: FoundRow[]
  },
): Promise<FoundRow[]> {
  const { workspaceId, tenantId, connectionId, contacts, found } = given
  if (found.every((row) => row.finding !== 'new')) return found
  const similar = await listUnlinkedSimilarClients(tx, { workspaceId, tenantId, connectionId })
  if (similar.length === 0) return found
  const finder = clientFinder(similar)
  const suggestions = contacts.map((contact, index) => {
    if (found[index]?.finding !== 'new') return undefined
    const suggestion = finder.find(contact)
    // Who has a number already has another one than this contact.
    const isOther = contact.accountNumber !== null && suggestion?.client.number != null
    return isOther ? undefined : suggestion
  })
  const ids = suggestions.flatMap((each) => each?.client.id ?? [])
  const clients = await listLinkCandidates(tx, { workspaceId, ids })
  return found.map((row, index) => {
    const suggestion = suggestions[index]
    const contact = contacts[index]
    const client = clients.get(suggestion?.client.id ?? '')
    if (!suggestion || !client || !contact) return row
    return {
      finding: 'conflict',
      reason: suggestion.similarity,
      clientId: client.id,
      changes: fieldChanges(client, importedFields(contact)),
    }
  })
}

const notChosen: FoundRow = {
  finding: 'skipped',
  reason: 'contact_is_not_chosen',
  clientId: null,
  changes: [],
}

type FoundRow = Pick<NewImportRow, 'finding' | 'reason' | 'clientId'> & { changes: FieldChange[] }

function rowOf(contact: Contact, candidates: Candidates): FoundRow {
  const match = matchContact(contact, candidates)
  const { clientId, reason } = match
  const client = Object.values(candidates).find((each) => each?.id === clientId)
  const changes = client ? fieldChanges(client, importedFields(contact)) : []
  switch (match.kind) {
    case 'client':
      return { finding: changes.length > 0 ? 'changed' : 'same', reason, clientId, changes }
    case 'conflict':
      return { finding: 'conflict', reason, clientId, changes: allowedChanges(match, changes) }
    case 'new':
    case 'archived':
    case 'skipped':
      return { finding: match.kind, reason, clientId, changes: [] }
  }
}

// A number that another client has cannot be taken over.
function allowedChanges({ reason }: Match, changes: FieldChange[]): FieldChange[] {
  if (reason !== 'number_belongs_to_another_client') return changes
  return changes.filter((change) => change.field !== 'number')
}

function choiceOf(finding: FoundRow['finding'], mode: ImportMode): 'apply' | 'skip' {
  if (finding === 'new' || finding === 'same') return 'apply'
  return finding === 'changed' && mode === 'new_and_changed' ? 'apply' : 'skip'
}
