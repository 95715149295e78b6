import { clientIdFromMark, contactMark } from './client-match.ts'

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

/**
 * The contact that already is this client: by the number we gave it, else by the client number, else by the name, when no
 * number says otherwise. Undefined: there is none, and one can be created.
 */
export function adoptContact<Contact extends KnownContact>(
  client: Wanted,
  contacts: readonly Contact[],
): Contact | undefined {
  const number = keyOf(client.number)
  const name = keyOf(client.name)
  return (
    contacts.find((each) => each.foreignNumber === contactMark(client.id)) ??
    best(contacts.filter((each) => number !== '' && keyOf(each.accountNumber) === number)) ??
    contacts.find(
      (each) =>
        each.status === 'ACTIVE' &&
        keyOf(each.name) === name &&
        (each.accountNumber === null || number === '') &&
        clientIdFromMark(each.foreignNumber) === null,
    )
  )
}

// Archived contacts keep their account number; an active one with the same number comes first.
function best<Contact extends KnownContact>(contacts: Contact[]): Contact | undefined {
  return contacts.find((each) => each.status === 'ACTIVE') ?? contacts[0]
}

function keyOf(text: string | null): string {
  return (text ?? '').replaceAll(/\s/g, '').toLowerCase()
}
