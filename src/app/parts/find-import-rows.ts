import type { NewImportRow } from '#db/contact-import-rows.ts'
import type { ImportMode } from '#db/contact-imports.ts'
import type { Transaction } from '#db/database.ts'
import { type Candidates, findLinkCandidates, updateLinks } from '#db/xero-contact-links.ts'
import { clientIdFromMark, type Match, matchContact } from '#domain/client-match.ts'
import { type FieldChange, fieldChanges, importedFields } from '#domain/contact-changes.ts'
import type { Contact } from '../ports/accounting.ts'

const nobody: Candidates = { linked: undefined, marked: undefined, numbered: undefined }

/** What a page of contacts would change, in as many rows, counted on from the first position. */
export async function findImportRows(
  tx: Transaction,
  given: {
    workspaceId: string
    tenantId: string
    mode: ImportMode
    contacts: Contact[]
    firstPosition: number
  },
): Promise<NewImportRow[]> {
  const { workspaceId, tenantId, mode, contacts, firstPosition } = given
  const { candidates, links } = await findLinkCandidates(tx, {
    workspaceId,
    tenantId,
    contacts: contacts.map((contact) => ({
      contactId: contact.contactId,
      number: contact.accountNumber,
      markedClientId: clientIdFromMark(contact.foreignNumber),
    })),
  })
  await updateLinks(tx, { workspaceId, tenantId, links: movedLinks(contacts, links) })
  return contacts.map((contact, index) => {
    const row = rowOf(contact, candidates.get(contact.contactId) ?? nobody)
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
function movedLinks(contacts: Contact[], links: KnownLink[]) {
  const linkOf = new Map(links.map((link) => [link.contactId, link]))
  return contacts.flatMap((contact) => {
    const { contactId, status, updatedAt } = contact
    const link = linkOf.get(contactId)
    if (!link) return []
    const seenAt = link.updatedAt?.toISOString() ?? null
    return link.status === status && seenAt === updatedAt ? [] : [{ contactId, status, updatedAt }]
  })
}

type KnownLink = { contactId: string; status: string; updatedAt: Date | null }
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
