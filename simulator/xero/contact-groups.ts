import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { contactGroupJson, groupStub } from './contact-group-json.ts'
import { contactStubJson } from './contact-json.ts'
import { listAnswer, writeElements, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { choiceIn, textIn, type Input } from './input.ts'
import { isUuid, zeroId } from './ids.ts'
import { listRecords } from './lists.ts'
import type { ContactGroup } from './records.ts'
import type { Fields } from './where.ts'

const maxGroups = 100

const groupFields: Fields<ContactGroup> = {
  contactgroupid: (group) => group.id,
  name: (group) => group.name,
  status: (group) => group.status,
}

/** GET, PUT and POST of /ContactGroups, and PUT and DELETE of their contacts. */
export function contactGroupsResource(call: Call): ApiAnswer {
  const [key, part, contactId, ...rest] = call.path
  if (rest.length > 0 || (part && part.toLowerCase() !== 'contacts')) throw new NotFound()
  if (key && part) return changeMembers(call, one(call, key), contactId)
  if (call.method === 'GET') {
    if (!key) {
      return listRecords(call, call.organisation.contactGroups, {
        plural: 'ContactGroups',
        fields: groupFields,
        keep: (group) => group.status === 'ACTIVE',
        json: (group) => JSON.stringify(contactGroupJson(call, group, false)),
      })
    }
    const text = JSON.stringify(contactGroupJson(call, one(call, key), true))
    return listAnswer(call.world, 'ContactGroups', [text])
  }
  if (call.method === 'PUT' && !key) {
    return writeElements(call, 'ContactGroups', (input) => saveGroup(call, input, undefined))
  }
  if (call.method !== 'POST') throw new NotImplemented()
  return writeElements(call, 'ContactGroups', (input) => {
    const id = key ?? textIn(input, 'ContactGroupID')
    return saveGroup(call, input, id === undefined ? undefined : one(call, id))
  })
}

function one(call: Call, id: string): ContactGroup {
  const group = isUuid(id) ? call.organisation.contactGroups.get(id.toLowerCase()) : undefined
  if (group?.status !== 'ACTIVE') throw new NotFound()
  return group
}

function saveGroup(call: Call, input: Input, existing: ContactGroup | undefined): Outcome {
  const { contactGroups } = call.organisation
  const group: ContactGroup = {
    id: existing?.id ?? call.world.freshId(),
    updatedAt: call.now,
    name: textIn(input, 'Name') ?? existing?.name ?? '',
    status: choiceIn(input, 'Status', ['ACTIVE', 'DELETED']) ?? 'ACTIVE',
    contactIds: existing?.contactIds ?? [],
  }
  const active = [...contactGroups.values()].filter((each) => each.status === 'ACTIVE')
  const isTaken = active.some(
    (each) => each.id !== group.id && fold(each.name) === fold(group.name),
  )
  const errors = [
    ...(group.name.trim() === '' ? ['The contact group name cannot be empty.'] : []),
    ...(isTaken ? ['The contact group name must be unique.'] : []),
    ...(!existing && active.length >= maxGroups
      ? [`You’ve reached the limit of ${maxGroups} contact groups.`]
      : []),
  ]
  if (errors.length > 0) {
    const id = existing?.id ?? zeroId
    return { json: { ...groupStub(group), ContactGroupID: id, Contacts: [] }, errors, warnings: [] }
  }
  call.writes.set(contactGroups, group)
  return { json: contactGroupJson(call, group, false), errors, warnings: [] }
}

function changeMembers(call: Call, group: ContactGroup, contactId?: string): ApiAnswer {
  const { contactGroups, contacts } = call.organisation
  const keep = (contactIds: readonly string[]) =>
    call.writes.set(contactGroups, { ...group, contactIds, updatedAt: call.now })
  if (call.method === 'DELETE') {
    const left = contactId ? group.contactIds.filter((id) => id !== contactId.toLowerCase()) : []
    if (contactId && left.length === group.contactIds.length) throw new NotFound()
    keep(left)
    return { status: 204, body: '' }
  }
  if (call.method !== 'PUT' || contactId) throw new NotImplemented()
  const members = new Set(group.contactIds)
  return writeElements(call, 'Contacts', (input) => {
    const contact = contacts.get((textIn(input, 'ContactID') ?? '').toLowerCase())
    if (!contact) {
      const errors = ['The contact with the specified ContactID could not be found.']
      return { json: { ...input.value }, errors, warnings: [] }
    }
    members.add(contact.id)
    keep([...members])
    return { json: contactStubJson(contact), errors: [], warnings: [] }
  })
}
