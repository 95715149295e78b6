import { findClient } from '#db/clients.ts'
import type { Transaction } from '#db/database.ts'
import type { RecurringFields, RecurringInvoice } from '#db/recurring-invoices.ts'
import { periodPlaceholders } from '#domain/recurring-invoices.ts'
import type { Audited } from './audit.ts'
import type { AuditAction } from '#domain/audit.ts'
import { refuse } from '../refuse.ts'
import { refusePlaceholders } from './refuse-placeholders.ts'
import { priceFreeLines, toInvoiceLines } from './invoice-lines.ts'
import { refuseHugeLines } from './refuse-left-out.ts'

/** Refuses what could never become an invoice: a client, rate, amount or placeholder that is not there. */
export async function refuseImpossible(
  tx: Transaction,
  { workspaceId, fields }: { workspaceId: string; fields: RecurringFields },
): Promise<void> {
  const { clientId, reference, lines, endsOn, times, startsOn } = fields
  if (endsOn !== null && times !== null) refuse('recurring_ends_twice', { field: 'times' })
  if (endsOn !== null && endsOn < startsOn) refuse('end_is_before_start', { field: 'endsOn' })
  refusePlaceholders(reference, 'reference', periodPlaceholders)
  lines.forEach(({ description }, index) =>
    refusePlaceholders(description, `lines.${index}.description`, periodPlaceholders),
  )
  const client = await findClient(tx, { workspaceId, clientId })
  if (!client) refuse('client_not_found', { field: 'clientId' })
  if (client.archivedAt !== null) refuse('client_is_archived', { field: 'clientId' })
  refuseHugeLines(toInvoiceLines(await priceFreeLines(tx, { workspaceId, clientId, lines })))
}

export function recurringEntry(
  action: AuditAction,
  { id, name, clientName }: Pick<RecurringInvoice, 'id' | 'name' | 'clientName'>,
): Audited {
  return { action, subject: 'recurring_invoice', id, name: `${name} · ${clientName}` }
}
