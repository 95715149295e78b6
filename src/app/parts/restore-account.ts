import type { XeroConnection } from '#db/xero-connections.ts'
import { type Context, inTransaction } from '../context.ts'
import { audit } from './audit.ts'
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
  await inTransaction(ctx, async (tx) => {
    const about = { subject: 'xero_account', id: accountId, name: connection.name } as const
    const [before, after] = [{ status: 'ARCHIVED' }, { status: 'ACTIVE' }]
    await audit(ctx, tx, { action: 'changed', ...about, before, after })
  })
}
