import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { recurringEntry, refuseImpossible } from '#app/parts/recurring-rules.ts'
import { dayOfNumber, type RecurringView, viewRecurringIn } from '#app/parts/recurring-view.ts'
import { today } from '#app/parts/today.ts'
import { refuse } from '#app/refuse.ts'
import {
  findRecurringInvoice,
  insertRecurringInvoice,
  type RecurringFields,
} from '#db/recurring-invoices.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'

/** Has an invoice made of each period from its first day on. */
export async function createRecurringInvoice(
  ctx: Context,
  fields: RecurringFields,
): Promise<RecurringView> {
  allow(ctx, 'invoices:write')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person invoices')
  return await inTransaction(ctx, async (tx) => {
    if (fields.startsOn < (await today(ctx, tx))) {
      refuse('first_day_is_past', { field: 'startsOn' })
    }
    await refuseImpossible(tx, { workspaceId, fields })
    const id = newId()
    const nextOn = dayOfNumber(fields, 0)
    const by = { createdBy: memberId, createdAt: ctx.clock.now() }
    await insertRecurringInvoice(tx, { workspaceId, id, fields, nextOn, ...by })
    const made = await findRecurringInvoice(tx, { workspaceId, recurringInvoiceId: id })
    assert(made, 'it was just written')
    await audit(ctx, tx, { ...recurringEntry('created', made), after: fields })
    return await viewRecurringIn(ctx, tx, made)
  })
}
