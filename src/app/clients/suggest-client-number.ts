import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { listClientNumbers } from '#db/clients.ts'
import { findConnection } from '#db/xero-connections.ts'
import { suggestedClientNumber } from '#domain/client-number.ts'

/** The lowest free client number of the usual series; of the default administration unless one is named. */
export async function suggestClientNumber(
  ctx: Context,
  { connectionId }: { connectionId?: string | undefined },
): Promise<{ number: string }> {
  allow(ctx, 'clients:write')
  const { db, workspaceId } = ctx
  const named = connectionId && (await findConnection(db, { workspaceId, connectionId }))
  const own = named && !named.isDefault ? named.id : null
  const taken = await listClientNumbers(db, { workspaceId, connectionId: own })
  return { number: suggestedClientNumber(taken) }
}
