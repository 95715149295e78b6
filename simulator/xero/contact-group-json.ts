import type { Call } from './call.ts'
import { contactStubJson } from './contact-json.ts'
import type { ContactGroup } from './records.ts'

export const groupStub = (group: ContactGroup) => ({
  ContactGroupID: group.id,
  Name: group.name,
  Status: group.status,
})

/** A group as the API shows it; its contacts are told only when it is read alone. */
export const contactGroupJson = (call: Call, group: ContactGroup, withContacts: boolean) => ({
  ...groupStub(group),
  Contacts: withContacts
    ? group.contactIds
        .map((id) => call.organisation.contacts.get(id))
        .filter((contact) => contact !== undefined)
        .map(contactStubJson)
    : [],
  HasValidationErrors: false,
})
