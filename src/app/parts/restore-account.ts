import type { XeroConnection } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'
import { callXero } from './call-xero.ts'
import { expectXero } from './expect-xero.ts'
import { forgetXeroLists } from './xero-lists.ts'

/** Brings an archived account back in Xero. */
export async function restoreAccount(
  ctx: Context,
  { connection, accountId }: { connection: XeroConnection; accountId: string },
): Promise<void> {
  const call = { connectionId: connection.id, purpose: 'restore_account' as const }
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.restoreAccount(session, accountId),
  )
  forgetXeroLists(connection, 'accounts')
  expectXero(outcome)
}
