import { say } from './words/say.ts'
import { adoptContact, type KnownContact } from './contact-adoption.ts'
import { contactState } from './contact-status.ts'
import { type Finding, finding, type Fix } from './findings.ts'

/** A client with open work. */
export type CheckedClient = {
  id: string
  number: string | null
  name: string
  /** The contact that it is linked to, with the status that Hourbook keeps of it. */
  link: { contactId: string; status: string; mergedIntoName: string | null } | null
  /** Whether a client before it has the same name, and none of both has a contact. */
  hasNamesake: boolean
  itemCount: number
}

export type CheckedContact = KnownContact & { defaultCurrency: string | null }

export type CheckedClients = {
  clients: readonly CheckedClient[]
  /** What Xero has now of the contacts that they are linked to or may be. */
  contacts: readonly CheckedContact[]
  /** The client that each of these contacts belongs to, by name. */
  clientOfContact: ReadonlyMap<string, { id: string; name: string }>
  currency: string
}

/** What goes wrong when work of these clients is exported, and what can be done about it. */
export function checkClients(checked: CheckedClients): Finding[] {
  return checked.clients.flatMap((client) => {
    const { link } = client
    if (!link) return checkNewContact(checked, client)
    const contact = checked.contacts.find((each) => each.contactId === link.contactId)
    const linked = checkLinked(checked, { client, link, contact })
    return linked.length > 0 || !contact ? linked : checkCurrency(checked, client, contact)
  })
}

function about(client: CheckedClient) {
  return { subject: 'client' as const, subjectId: client.id }
}

function given(client: CheckedClient, contactId: string | null) {
  const { name, itemCount } = client
  return { effect: 'fails' as const, itemCount, contactId, facts: { name } }
}

function checkLinked(
  { clientOfContact }: CheckedClients,
  {
    client,
    link,
    contact,
  }: {
    client: CheckedClient
    link: NonNullable<CheckedClient['link']>
    contact: CheckedContact | undefined
  },
): Finding[] {
  const { contactId } = link
  const base = given(client, contactId)
  const mergedTo = contact?.mergedToContactId ?? null
  const other =
    mergedTo === null ? link.mergedIntoName : (clientOfContact.get(mergedTo)?.name ?? null)
  if (mergedTo !== null && other === null) {
    const fix: Fix = { kind: 'follow_merge', choice: '', value: mergedTo }
    return [finding(about(client), { ...base, code: 'contact_is_merged', fix })]
  }
  const state = mergedTo === null ? contactState(contact?.status ?? link.status) : 'merged'
  switch (state) {
    case 'merged': {
      const facts = { ...base.facts, other: other ?? '' }
      const code = 'contact_is_merged_into_another_client'
      return [finding(about(client), { ...base, code, facts })]
    }
    case 'archived': {
      const fix: Fix = { kind: 'restore_contact', choice: '', value: contactId }
      return [finding(about(client), { ...base, code: 'contact_is_archived', fix })]
    }
    case 'forgotten':
      return [finding(about(client), { ...base, code: 'contact_is_forgotten' })]
    case 'active': {
      if (contactState(link.status) === 'active') return []
      const fix: Fix = { kind: 'follow_contact', choice: '', value: contactId }
      return [finding(about(client), { ...base, code: 'contact_is_back', fix })]
    }
  }
}

function checkCurrency(
  { currency }: CheckedClients,
  client: CheckedClient,
  { contactId, defaultCurrency }: CheckedContact,
): Finding[] {
  if (defaultCurrency === null || defaultCurrency === currency) return []
  const base = given(client, contactId)
  const facts = { ...base.facts, theirs: defaultCurrency, ours: currency }
  const code = 'client_currency_differs'
  return [finding(about(client), { ...base, effect: 'warns', code, facts })]
}

/** A client without a contact gets one at its first export: one that has its number, else a new one. */
function checkNewContact(checked: CheckedClients, client: CheckedClient): Finding[] {
  const adoption = adoptContact(client, checked.contacts)
  switch (adoption.kind) {
    case 'contact':
      return checkAdopted(client, adoption.contact)
    case 'several': {
      const base = given(client, adoption.contact.contactId)
      return [finding(about(client), { ...base, code: 'contact_number_is_double' })]
    }
    case 'namesake':
      return client.hasNamesake
        ? [doubleName(client, null)]
        : [checkNamesake(checked, client, adoption.contact)]
    case 'none':
      return client.hasNamesake ? [doubleName(client, null)] : []
  }
}

function checkAdopted(
  client: CheckedClient,
  { contactId, status, mergedToContactId }: CheckedContact,
): Finding[] {
  if (mergedToContactId !== null || contactState(status) === 'active') return []
  const base = given(client, contactId)
  const isForgotten = contactState(status) === 'forgotten'
  if (isForgotten) return [finding(about(client), { ...base, code: 'contact_is_forgotten' })]
  const fix: Fix = { kind: 'restore_contact', choice: '', value: contactId }
  return [finding(about(client), { ...base, code: 'contact_is_archived', fix })]
}

/** Xero takes no second contact of a name, and it may be another company: a person says whether it is this one. */
function checkNamesake(
  { clientOfContact }: CheckedClients,
  client: CheckedClient,
  { contactId, accountNumber }: CheckedContact,
): Finding {
  if (clientOfContact.has(contactId)) return doubleName(client, contactId)
  const base = given(client, contactId)
  const number = accountNumber ? say(', with the number {{number}}', { number: accountNumber }) : ''
  const facts = { ...base.facts, number }
  const fix: Fix = { kind: 'link_contact', choice: '', value: contactId }
  return finding(about(client), { ...base, code: 'contact_name_is_taken', facts, fix })
}

function doubleName(client: CheckedClient, contactId: string | null): Finding {
  const base = given(client, contactId)
  return finding(about(client), { ...base, code: 'client_name_is_double', fix: renamed(client) })
}

const longestName = 255

/** A name that tells it apart: with the client number, or else a two. */
function renamed({ name, number }: CheckedClient): Fix {
  const end = ` (${number ?? '2'})`
  const choice = `${name.slice(0, longestName - end.length)}${end}`
  return { kind: 'rename_client', choice, value: choice }
}
