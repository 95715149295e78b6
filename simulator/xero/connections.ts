import { sevenDecimals } from './dates.ts'
import { emptyAnswer, jsonAnswer, type Answer } from './http.ts'
import type { Connection, World } from './world.ts'

/** Links the organisations of one consent to the app; an earlier link is brought back to life. */
export function connectOrganisations(
  world: World,
  organisationIds: readonly string[],
  authEventId: string,
): void {
  const now = world.clock.now()
  for (const organisationId of organisationIds) {
    const known = world.connections.find(
      (each) => each.organisationId === organisationId && each.clientId === world.app.clientId,
    )
    if (!known) {
      world.connections.push({
        id: world.freshId(),
        authEventId,
        clientId: world.app.clientId,
        userId: world.user.id,
        organisationId,
        isConnected: true,
        createdAt: now,
        updatedAt: now,
      })
      continue
    }
    if (!known.isConnected || world.switches.authEventOnReconsent === 'new') {
      known.authEventId = authEventId
    }
    if (!known.isConnected) known.updatedAt = now
    known.isConnected = true
  }
  world.changed()
}

export const liveConnection = (
  world: World,
  clientId: string,
  organisationId: string,
): Connection | undefined =>
  world.connections.find(
    (each) =>
      each.isConnected && each.clientId === clientId && each.organisationId === organisationId,
  )

/** The user's connections, or those of one consent with ?authEventId=. */
export function listConnections(
  world: World,
  clientId: string,
  authEventId: string | null,
): Answer {
  const found = world.connections.filter(
    (each) =>
      each.isConnected &&
      each.clientId === clientId &&
      (!authEventId || each.authEventId === authEventId),
  )
  return jsonAnswer(
    200,
    found.map((each) => ({
      id: each.id,
      authEventId: each.authEventId,
      tenantId: each.organisationId,
      tenantType: 'ORGANISATION',
      tenantName: world.organisations.get(each.organisationId)?.profile.name ?? '',
      createdDateUtc: sevenDecimals(each.createdAt),
      updatedDateUtc: sevenDecimals(each.updatedAt),
    })),
  )
}

export function removeConnection(world: World, clientId: string, id: string): Answer {
  const found = world.connections.find(
    (each) => each.id === id && each.clientId === clientId && each.isConnected,
  )
  if (!found) return emptyAnswer(404)
  found.isConnected = false
  world.changed()
  return emptyAnswer(204)
}
