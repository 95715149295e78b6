import { allow } from '#app/allow.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { accountView } from '#app/parts/xero-list-views.ts'
import { forgetXeroLists } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** Creates a current asset account in Xero for what customers owe: the one Xero keeps itself takes no journals. */
export async function createXeroAccount(
  ctx: Context,
  { purpose, code, name, connectionId }: { purpose: 'debtors'; code: string; name: string } & Asked,
) {
  allow(ctx, 'xero:connect')
  const connection = await requireAdministration(ctx, { connectionId })
  const call = { connectionId: connection.id, purpose: 'create_account' } as const
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.createAccount(session, { code, name, type: 'CURRENT' }),
  )
  forgetXeroLists(connection)
  const account = expectXero(outcome, { field: 'code' })
  await inTransaction(ctx, async (tx) => {
    const about = { id: null, name: `${code} ${name} · ${connection.name}` }
    await audit(ctx, tx, { action: 'created', subject: 'xero_account', ...about })
  })
  return accountView(account, purpose)
}
