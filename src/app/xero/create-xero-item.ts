import { allow } from '#app/allow.ts'
import { callXero } from '#app/parts/call-xero.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { itemView } from '#app/parts/xero-list-views.ts'
import { forgetXeroLists } from '#app/parts/xero-lists.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'

/** Creates an item in Xero that is sold on the journal sale code, for an organisation that has none. */
export async function createXeroItem(
  ctx: Context,
  { code, name, ...asked }: { code: string; name: string } & Asked,
) {
  allow(ctx, 'xero:connect')
  const connection = await requireAdministration(ctx, asked)
  const { id: connectionId, salesAccountCode } = connection
  const call = { connectionId, purpose: 'create_item' } as const
  const outcome = await callXero(ctx, call, (session) =>
    ctx.accounting.createItem(session, { code, name, salesAccountCode }),
  )
  forgetXeroLists(connection)
  const item = expectXero(outcome, { field: 'code' })
  await inTransaction(ctx, async (tx) => {
    const about = { id: null, name: `${code} ${name} · ${connection.name}` }
    await audit(ctx, tx, { action: 'created', subject: 'xero_item', ...about })
  })
  return itemView(item)
}
