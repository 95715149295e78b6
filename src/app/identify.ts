import { setApiTokenUsed } from '#db/api-tokens.ts'
import {
  type Asking,
  findIdentityOfSession,
  findIdentityOfToken,
  listIdentitiesOfUser,
} from '#db/identity.ts'
import { permissionsOf } from '#domain/permissions.ts'
import { readApiToken } from '#lib/api-token.ts'
import type { Context, Services } from './context.ts'

/** Who asks, how their workspace writes, and what they wrote before under the Idempotency-Key they came with. */
export type Identified = { ctx: Context } & Pick<Asking, 'formats' | 'earlier'>

type WithKey = { writeKey: string | undefined }

/** The context of a personal API token; undefined when the token is unknown or revoked. */
export async function identifyByToken(
  services: Services,
  { token, writeKey }: WithKey & { token: string },
): Promise<Identified | undefined> {
  const read = readApiToken(token)
  const asking = read && (await findIdentityOfToken(services.db, { ...read, writeKey }))
  if (!asking) return undefined
  const { workspaceId, tokenId } = asking
  await setApiTokenUsed(services.db, { workspaceId, tokenId, usedAt: services.clock.now() })
  const found = identified(services, asking)
  return { ...found, ctx: { ...found.ctx, tokenId } }
}

/** The context of a signed-in user: the first workspace joined. */
export async function identifyByUser(
  services: Services,
  { userId, writeKey }: WithKey & { userId: string },
): Promise<Identified | undefined> {
  const [asking] = await listIdentitiesOfUser(services.db, { userId, writeKey })
  return asking && identified(services, asking)
}

/** The same for the token of a session that lasts long enough. */
export async function identifyBySession(
  services: Services,
  session: WithKey & { token: string; expiresAfter: Date },
): Promise<(Identified & { sessionId: string }) | undefined> {
  const asking = await findIdentityOfSession(services.db, session)
  return asking && { ...identified(services, asking), sessionId: asking.sessionId }
}

function identified(services: Services, asking: Asking): Identified {
  const { workspaceId, memberId, role, formats, earlier } = asking
  const ctx = { ...services, workspaceId, memberId, permissions: permissionsOf[role] }
  return { ctx, formats, earlier }
}
