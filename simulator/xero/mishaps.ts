import { commit, personCall } from './call.ts'
import type { Fault, FaultName } from './faults.ts'
import { headerOf, type Request } from './http.ts'
import type { Contact, Organisation } from './records.ts'
import { readAccessToken } from './tokens.ts'
import type { World } from './world.ts'

/**
 * Faults that do not touch the answer: something happens in Xero just before the call is served,
 * and the call meets a world that has changed.
 */
export function happenFirst(world: World, fault: Fault, request: Request): void {
  const tenant = (headerOf(request.headers, 'xero-tenant-id') ?? '').toLowerCase()
  const organisation = world.organisations.get(tenant)
  const mishap = mishaps[fault.fault]
  mishap?.({ world, fault, request, organisation })
}

interface Scene {
  world: World
  fault: Fault
  request: Request
  organisation: Organisation | undefined
}

const mishaps: Readonly<Partial<Record<FaultName, (scene: Scene) => void>>> = {
  contact_renamed: (scene) => changeContact(scene, renamed),
  contact_archived: (scene) => changeContact(scene, archived),
  clock_jump({ world, fault }) {
    world.clock.offsetMs += fault.ms
    world.changed()
  },
  disconnect({ world, organisation }) {
    if (organisation) disconnect(world, organisation.id)
  },
  token_invalid: ({ world, request }) => killToken(world, request),
  invalid_grant({ world }) {
    world.refreshTokens.clear()
    world.changed()
  },
}

const renamed = (contact: Contact): Partial<Contact> => ({ name: `${contact.name} (renamed)` })
const archived = (): Partial<Contact> => ({ status: 'ARCHIVED' })

// The contact that a reader has already seen: in the default order it moves to the end, and every
// page behind it begins one contact later.
function changeContact(
  { world, fault, organisation }: Scene,
  change: (contact: Contact) => Partial<Contact>,
) {
  if (!organisation) return
  const { contacts } = organisation
  const contact = fault.contactId
    ? contacts.get(fault.contactId)
    : contacts.inOrder().find((each) => each.status === 'ACTIVE')
  if (!contact) return
  const call = personCall(world, organisation)
  call.writes.set(contacts, { ...contact, ...change(contact), updatedAt: call.now })
  commit(call)
}

/** The user takes the app's access away: calls get 403, while refreshing still works. */
export function disconnect(world: World, organisationId: string): void {
  for (const connection of world.connections) {
    if (connection.organisationId === organisationId) connection.isConnected = false
  }
  world.changed()
}

function killToken(world: World, request: Request) {
  const token = /^Bearer (.+)$/i.exec(headerOf(request.headers, 'authorization') ?? '')?.[1]
  const claims = token ? readAccessToken(world, token) : null
  if (claims) world.deadTokens.add(claims.jti)
}
