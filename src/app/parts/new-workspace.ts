import type { Services } from '../context.ts'
import { refuse } from '../refuse.ts'
import { insertApiToken } from '#db/api-tokens.ts'
import type { Transaction } from '#db/database.ts'
import { insertWorkspaceWithOwner } from '#db/identity.ts'
import { isCurrency } from '#domain/currencies.ts'
import { newApiToken, readApiToken } from '#lib/api-token.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { isTimeZone } from '#lib/zoned-time.ts'

export type NewWorkspace = {
  name: string
  currency: string
  timeZone: string
  isDemo: boolean
  owner: { userId: string; name: string; email: string }
}

/** An empty workspace with its owner, one VAT rate of 0 %, and the owner's first API token. Nobody is signed in yet, so nobody is asked. */
export async function createWorkspace(
  services: Services,
  values: NewWorkspace,
): Promise<{ workspaceId: string; memberId: string; token: string }> {
  return await services.db.transaction().execute(async (tx) => {
    const { workspaceId, memberId } = await writeWorkspace(services, tx, values)
    const token = newApiToken(workspaceId)
    const secretHash = readApiToken(token)?.secretHash
    assert(secretHash, 'a new token can be read')
    await insertApiToken(tx, {
      workspaceId,
      id: newId(),
      memberId,
      name: 'Set-up',
      secretHash,
      createdAt: services.clock.now(),
    })
    return { workspaceId, memberId, token }
  })
}

/** An empty workspace with its owner and one VAT rate of 0 %. */
export async function writeWorkspace(
  services: Services,
  tx: Transaction,
  values: NewWorkspace,
): Promise<{ workspaceId: string; memberId: string }> {
  if (!isCurrency(values.currency)) refuse('currency_is_unknown', { field: 'currency' })
  if (!isTimeZone(values.timeZone)) refuse('time_zone_is_unknown', { field: 'timeZone' })
  const workspaceId = newId()
  const memberId = newId()
  await insertWorkspaceWithOwner(tx, {
    workspaceId,
    memberId,
    userId: values.owner.userId,
    name: values.name,
    currency: values.currency,
    timeZone: values.timeZone,
    isDemo: values.isDemo,
    ownerName: values.owner.name,
    ownerEmail: values.owner.email,
    createdAt: services.clock.now(),
    vatRateId: newId(),
  })
  return { workspaceId, memberId }
}
