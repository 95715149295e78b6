import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { recurringEntry, refuseImpossible } from '#app/parts/recurring-rules.ts'
import { dayOfNumber, type RecurringView, viewRecurringIn } from '#app/parts/recurring-view.ts'
import { today } from '#app/parts/today.ts'
import { refuse } from '#app/refuse.ts'
import {
  findRecurringInvoice,
  lockRecurringInvoice,
  type RecurringFields,
  type RecurringInvoice,
  updateRecurringRow,
} from '#db/recurring-invoices.ts'
import { firstNumberFrom } from '#domain/recurring-invoices.ts'
import { assert } from '#lib/assert.ts'

type Changes = Partial<RecurringFields> & { isPaused?: boolean }

/** Changes what is made from now on, pauses, and resumes: what was missed in a pause is not made. */
export async function updateRecurringInvoice(
  ctx: Context,
  {
    recurringInvoiceId,
    changes: { isPaused, ...given },
  }: { recurringInvoiceId: string; changes: Changes },
): Promise<RecurringView> {
  allow(ctx, 'invoices:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const before = await lockRecurringInvoice(tx, { workspaceId, recurringInvoiceId })
    if (!before) refuse('recurring_invoice_not_found')
    const day = await today(ctx, tx)
    const fields = { ...fieldsOf(before), ...given }
    const isMoved = fields.startsOn !== before.startsOn || fields.interval !== before.interval
    if (isMoved && before.nextNumber > 0) refuse('recurring_has_made_some', { field: 'startsOn' })
    if (isMoved && fields.startsOn < day) refuse('first_day_is_past', { field: 'startsOn' })
    if (Object.keys(given).length > 0) await refuseImpossible(tx, { workspaceId, fields })

    const isResumed = isPaused === false && before.pausedAt !== null
    const from = before.nextNumber
    const nextNumber = isResumed ? firstNumberFrom(fields, { from, day }) : from
    const pausedAt = isPaused === undefined ? before.pausedAt : pauseOf(ctx, before, isPaused)
    const nextOn = dayOfNumber(fields, nextNumber)
    const next = { fields, nextNumber, nextOn, pausedAt }
    await updateRecurringRow(tx, { workspaceId, recurringInvoiceId, ...next })
    const after = await findRecurringInvoice(tx, { workspaceId, recurringInvoiceId })
    assert(after, 'what is locked is there')
    const kept = (each: RecurringInvoice) => ({ ...fieldsOf(each), pausedAt: each.pausedAt })
    const entry = recurringEntry('changed', after)
    await audit(ctx, tx, { ...entry, before: kept(before), after: kept(after) })
    return await viewRecurringIn(ctx, tx, after)
  })
}

function pauseOf({ clock }: Context, { pausedAt }: RecurringInvoice, isPaused: boolean) {
  return isPaused ? (pausedAt ?? clock.now()) : null
}

function fieldsOf(recurring: RecurringInvoice): RecurringFields {
  const { name, clientId, interval, startsOn, endsOn, times } = recurring
  const { paymentTermDays, makes, reference, lines } = recurring
  const calendar = { interval, startsOn, endsOn, times }
  return { name, clientId, ...calendar, paymentTermDays, makes, reference, lines }
}
