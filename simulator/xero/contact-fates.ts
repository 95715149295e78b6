import type { Call } from './call.ts'
import { addHistory } from './history.ts'
import type { Contact, Invoice } from './records.ts'

/** Merges one contact into another: it is archived, points there, and its documents move. */
export function mergeContact(call: Call, contact: Contact, into: Contact): void {
  const { contacts, creditNotes, invoices } = call.organisation
  const merged: Contact = {
    ...contact,
    status: 'ARCHIVED',
    mergedToContactId: into.id,
    updatedAt: call.now,
  }
  call.writes.set(contacts, merged)
  const moved = (document: Invoice): Invoice => ({ ...document, contactId: into.id })
  for (const each of invoices.find('contact', contact.id)) {
    call.writes.setQuietly(invoices, moved(each))
  }
  for (const each of creditNotes.find('contact', contact.id)) {
    call.writes.setQuietly(creditNotes, moved(each))
  }
  const { isCustomer, isSupplier } = contact
  const grown = {
    ...into,
    isCustomer: into.isCustomer || isCustomer,
    isSupplier: into.isSupplier || isSupplier,
  }
  if (call.world.switches.mergeMovesUpdatedDate)
    call.writes.set(contacts, { ...grown, updatedAt: call.now })
  else call.writes.setQuietly(contacts, grown)
  addHistory(
    call,
    { kind: 'Contacts', id: contact.id },
    {
      changes: 'Merged',
      details: `Merged into ${into.name}.`,
    },
  )
}

/** The contact asked to be forgotten (GDPR): who it was is wiped, its documents stay. */
export function forgetContact(call: Call, contact: Contact): void {
  call.writes.set(call.organisation.contacts, {
    ...contact,
    status: 'GDPRREQUEST',
    updatedAt: call.now,
    name: `Erased contact ${contact.id.slice(0, 8)}`,
    firstName: null,
    lastName: null,
    emailAddress: '',
    bankAccountDetails: '',
    taxNumber: null,
    addresses: [],
    phones: [],
    persons: [],
  })
}
