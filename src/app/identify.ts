import { setApiTokenUsed } from '#db/api-tokens.ts'
import { findIdentityOfToken, type Identity, listIdentitiesOfUser } from '#db/identity.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { readApiToken } from '#lib/api-token.ts'
import type { Context, Services } from './context.ts'

/** The context of a personal API token; undefined when the token is unknown or revoked. */
export async function identifyByToken(
  services: Services,
  token: string,
): Promise<Context | undefined> {
  const read = readApiToken(token)
  const identity = read && (await findIdentityOfToken(services.db, read))
  if (!identity) return undefined
  const { workspaceId, tokenId } = identity
  await setApiTokenUsed(services.db, { workspaceId, tokenId, usedAt: services.clock.now() })
  return { ...contextOf(services, identity), tokenId }
}

/** The context of a signed-in user: the first workspace joined. */
export async function identifyByUser(
  services: Services,
  userId: string,
): Promise<Context | undefined> {
  const [identity] = await listIdentitiesOfUser(services.db, { userId })
  return identity && contextOf(services, identity)
}

function contextOf(services: Services, { workspaceId, memberId, role }: Identity): Context {
  return { ...services, workspaceId, memberId, permissions: permissionsOf[role] }
}
