import { contactMark } from './client-match.ts'

/** What a contact in the accounting package is recognised by. */
export type KnownContact = {
  contactId: string
  foreignNumber: string | null
  accountNumber: string | null
  name: string
  status: string
  mergedToContactId: string | null
  updatedAt: string | null
}

type Wanted = { id: string; number: string | null; name: string }

/** Who a client without a contact is, of the contacts that may be it. */
export type Adoption<Contact> =
  | { kind: 'contact'; contact: Contact }
  /** Several have its number, or one has its name: a person says who it is. */
  | { kind: 'several' | 'namesake'; contact: Contact }
  /** There is none, and one can be created. */
  | { kind: 'none' }

/**
 * The contact that already is this client: by the number we gave it, else by the client number. A name never matches by itself,
 * and Xero would take no second contact of it either.
 */
export function adoptContact<Contact extends KnownContact>(
  client: Wanted,
  contacts: readonly Contact[],
): Adoption<Contact> {
  const marked = contacts.find((each) => each.foreignNumber === contactMark(client.id))
  if (marked) return { kind: 'contact', contact: marked }
  const numbered = contacts.filter((each) => isNumber(client.number, each.accountNumber))
  // Archived contacts keep their account number; an active one with the same number comes first.
  const active = numbered.filter(({ status }) => status === 'ACTIVE')
  const exact = active.filter(
    ({ accountNumber }) => accountNumber?.trim() === client.number?.trim(),
  )
  const [first, second] = exact.length > 0 ? exact : active
  if (first) return { kind: second ? 'several' : 'contact', contact: first }
  const [closed] = numbered
  if (closed) return { kind: 'contact', contact: closed }
  const namesake = contacts.find(
    (each) => each.status === 'ACTIVE' && nameKey(each.name) === nameKey(client.name),
  )
  return namesake ? { kind: 'namesake', contact: namesake } : { kind: 'none' }
}

/** Whether two client numbers are the same apart from case and spaces. */
function isNumber(number: string | null, other: string | null): boolean {
  return numberKey(number) !== '' && numberKey(number) === numberKey(other)
}

function numberKey(text: string | null): string {
  return (text ?? '').replaceAll(/\s/g, '').toLowerCase()
}

/** How names are compared: without case, accents, outer and double spaces. */
function nameKey(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
