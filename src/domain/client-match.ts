import { say } from './words/say.ts'
import { nameKey, type Similarity, similarityWords } from './client-suggestion.ts'

/** What is known of a contact when it is matched. */
export type ContactIdentity = {
  name: string
  accountNumber: string | null
  status: string
  mergedToContactId: string | null
}

/** A client that could be the contact. */
export type Candidate = {
  id: string
  number: string | null
  /** The contact it is linked to already, in the same organisation. */
  contactId: string | null
  /** Whether it belongs to another administration than the contact. */
  isElsewhere: boolean
}

export type MatchReason =
  | Similarity
  | 'contact_is_archived'
  | 'contact_asked_to_be_forgotten'
  | 'contact_was_merged'
  | 'contact_has_no_name'
  | 'contact_has_no_number'
  | 'contact_is_not_chosen'
  | 'number_differs_in_case_or_spaces'
  | 'client_is_linked_to_another_contact'
  | 'number_belongs_to_another_client'
  | 'several_contacts_have_this_number'
  | 'client_is_of_another_administration'
  | 'client_of_another_administration_may_be_meant'

export type Match =
  | { kind: 'client'; clientId: string; reason: null }
  | { kind: 'new'; clientId: null; reason: MatchReason | null }
  | { kind: 'conflict'; clientId: string | null; reason: MatchReason }
  | { kind: 'archived' | 'skipped'; clientId: string | null; reason: MatchReason }

/**
 * Which client a contact is. A stored link wins, then the mark that Hourbook left on contacts it created, then the client
 * number. What is not certain is a conflict for a person to decide; it is never guessed.
 */
export function matchContact(
  contact: ContactIdentity,
  candidates: {
    linked: Candidate | undefined
    /** The client whose mark the contact carries. */
    marked: Candidate | undefined
    /** The client whose number is the contact's, apart from case and spaces. */
    numbered: Candidate | undefined
    /** The client of another administration that has it, and is no contact yet. */
    namesake: (Candidate & { name: string }) | undefined
  },
): Match {
  const { linked, marked, numbered, namesake } = candidates
  const unusable = unusableReason(contact)
  if (unusable) return { ...unusable, clientId: linked?.id ?? null }

  const known = linked ?? (marked?.contactId === null ? marked : undefined)
  if (known?.isElsewhere) {
    const reason = 'client_is_of_another_administration'
    return { kind: 'skipped', clientId: known.id, reason }
  }
  if (known) {
    if (numbered && numbered.id !== known.id) {
      return conflict(known, 'number_belongs_to_another_client')
    }
    return { kind: 'client', clientId: known.id, reason: null }
  }
  if (contact.accountNumber === null) {
    return { kind: 'new', clientId: null, reason: 'contact_has_no_number' }
  }
  if (!numbered) {
    if (!namesake || nameKey(namesake.name) !== nameKey(contact.name)) {
      return { kind: 'new', clientId: null, reason: null }
    }
    const reason = 'client_of_another_administration_may_be_meant'
    return { kind: 'conflict', clientId: null, reason }
  }
  if (numbered.contactId !== null) return conflict(numbered, 'client_is_linked_to_another_contact')
  if (numbered.number?.trim() !== contact.accountNumber.trim()) {
    return conflict(numbered, 'number_differs_in_case_or_spaces')
  }
  return { kind: 'client', clientId: numbered.id, reason: null }
}

function unusableReason(
  contact: ContactIdentity,
): { kind: 'archived' | 'skipped'; reason: MatchReason } | undefined {
  if (contact.mergedToContactId !== null) return { kind: 'skipped', reason: 'contact_was_merged' }
  if (contact.status === 'ARCHIVED') return { kind: 'archived', reason: 'contact_is_archived' }
  if (contact.status === 'GDPRREQUEST') {
    return { kind: 'archived', reason: 'contact_asked_to_be_forgotten' }
  }
  return contact.name === '' ? { kind: 'skipped', reason: 'contact_has_no_name' } : undefined
}

function conflict(client: Candidate, reason: MatchReason): Match {
  return { kind: 'conflict', clientId: client.id, reason }
}

const markPrefix = 'hourbook:'

/** The contact number under which Hourbook creates contacts: it says which client the contact is. */
export function contactMark(clientId: string): string {
  return `${markPrefix}${clientId}`
}

/** The client that a contact number names; null when Hourbook did not write it. */
export function clientIdFromMark(contactNumber: string | null): string | null {
  const id = contactNumber?.startsWith(markPrefix) ? contactNumber.slice(markPrefix.length) : ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null
}

/** Findings that no choice can apply: only a change in Xero or of the client helps. */
export const unappliableReasons: readonly MatchReason[] = ['client_is_linked_to_another_contact']

export function canApply({ finding, reason }: { finding: string; reason: string | null }): boolean {
  if (finding === 'archived' || finding === 'skipped') return false
  return !unappliableReasons.some((each) => each === reason)
}

const reasonWords: Record<MatchReason, string> = {
  ...similarityWords,
  contact_is_not_chosen: say('Only some contacts are chosen to come in, and this is none of them.'),
  contact_is_archived: say('The contact is archived in Xero.'),
  contact_asked_to_be_forgotten: say('The contact asked to be forgotten (GDPR).'),
  contact_was_merged: say('The contact was merged into another one in Xero.'),
  contact_has_no_name: say('The contact has no name.'),
  contact_has_no_number: say(
    'The contact has no account number, so it becomes a new client without a number.',
  ),
  number_differs_in_case_or_spaces: say(
    'A client has this number, but written with other capitals or spaces. Apply to link the two.',
  ),
  client_is_linked_to_another_contact: say(
    'The client with this number is linked to another contact already.',
  ),
  number_belongs_to_another_client: say('Another client has the account number of this contact.'),
  several_contacts_have_this_number: say('Several contacts in Xero have this account number.'),
  client_is_of_another_administration: say(
    'The client that this contact was belongs to another administration now.',
  ),
  client_of_another_administration_may_be_meant: say(
    'A client of another administration, linked to no contact, has this number and name. Move it to this administration and import again, or bring the contact in as a new client.',
  ),
}

/** One sentence that explains a finding; a reason from another version is shown as it is. */
export function explainMatch(reason: string): string {
  return Object.hasOwn(reasonWords, reason) ? reasonWords[reason as MatchReason] : reason
}
