import { findClient } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import { insertInvoice, insertInvoiceLines, lockInvoice } from '#db/invoices.ts'
import {
  insertMadePeriod,
  lockRecurringInvoice,
  type RecurringInvoice,
  updateRecurringRow,
} from '#db/recurring-invoices.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { fillTemplate } from '#domain/email-template.ts'
import {
  missedPeriods,
  mostMadeUp,
  type PeriodPlaceholder,
  recurringPeriod,
} from '#domain/recurring-invoices.ts'
import type { Period } from '#domain/subscription-periods.ts'
import { addDays } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'
import { createFormats } from '#lib/formats.ts'
import { newId } from '#lib/ids.ts'
import { languageOf } from '#lib/languages.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { invoiceEntry } from './audit-names.ts'
import { audit } from './audit.ts'
import { finalise } from './finalise.ts'
import { priceFreeLines, toInvoiceLines, totalsOf } from './invoice-lines.ts'
import { dayOfNumber } from './recurring-view.ts'
import { today } from './today.ts'

/**
 * Makes the invoice of the period that comes next, if it has begun; answers whether it did. The template is held, and the key
 * of its period is taken with the invoice: two workers make one.
 */
export async function makeRecurring(
  ctx: Context,
  tx: Transaction,
  { recurringInvoiceId }: { recurringInvoiceId: string },
): Promise<boolean> {
  const { workspaceId } = ctx
  const recurring = await lockRecurringInvoice(tx, { workspaceId, recurringInvoiceId })
  if (!recurring || recurring.pausedAt !== null) return false
  const { nextNumber } = recurring
  const period = recurringPeriod(recurring, nextNumber)
  const day = await today(ctx, tx)
  if (!period || period.startsOn > day) return false
  if (missedPeriods(recurring, { from: nextNumber, day }) > mostMadeUp) {
    refuse('recurring_missed_too_many')
  }
  const invoiceId = await draft(ctx, tx, { recurring, period, day })
  const madeAt = ctx.clock.now()
  await insertMadePeriod(tx, { workspaceId, recurringInvoiceId, ...period, invoiceId, madeAt })
  const invoice = await lockInvoice(tx, { workspaceId, invoiceId })
  assert(invoice, 'it was just written')
  await audit(ctx, tx, invoiceEntry('created', invoice))
  if (recurring.makes !== 'draft') await finalise(ctx, tx, invoice)
  if (recurring.makes === 'emailed') {
    await ctx.enqueue(tx, 'email-recurring-invoice', { workspaceId, invoiceId })
  }
  const next = nextNumber + 1
  await updateRecurringRow(tx, {
    workspaceId,
    recurringInvoiceId,
    fields: recurring,
    nextNumber: next,
    nextOn: dayOfNumber(recurring, next),
    pausedAt: null,
  })
  return true
}

/** It is dated the day it is made: one that was missed is not asked for in the past. */
async function draft(
  { workspaceId, clock }: Context,
  tx: Transaction,
  { recurring, period, day }: { recurring: RecurringInvoice; period: Period; day: string },
): Promise<string> {
  const { clientId, createdBy } = recurring
  const client = await findClient(tx, { workspaceId, clientId })
  assert(client, 'a recurring invoice has a client')
  if (client.archivedAt !== null) refuse('client_is_archived')
  const workspace = await getWorkspace(tx, { workspaceId })
  const language = languageOf(client.language ?? workspace.language) ?? 'en'
  const values = periodValues(createFormats({ ...workspace, language }), period)
  const typed = recurring.lines.map((line) => {
    return { ...line, description: fillTemplate(line.description, values) }
  })
  const lines = toInvoiceLines(await priceFreeLines(tx, { workspaceId, clientId, lines: typed }))
  const term = recurring.paymentTermDays ?? client.paymentTermDays ?? workspace.paymentTermDays
  const invoice = {
    id: newId(),
    clientId,
    reference: fillTemplate(recurring.reference, values),
    currency: workspace.currency,
    issuedOn: day,
    dueOn: addDays(day, term),
    createdAt: clock.now(),
    ...totalsOf(lines),
  }
  await insertInvoice(tx, { workspaceId, createdBy, invoice })
  await insertInvoiceLines(tx, { workspaceId, invoiceId: invoice.id, lines })
  return invoice.id
}

function periodValues(
  formats: ReturnType<typeof createFormats>,
  { startsOn, endsOn }: Period,
): Record<PeriodPlaceholder, string> {
  const from = formats.day(startsOn)
  const to = formats.day(endsOn)
  return {
    period: `${from} – ${to}`,
    'period.from': from,
    'period.to': to,
    year: startsOn.slice(0, 4),
  }
}
