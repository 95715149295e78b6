import { sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

// Credit notes that Hourbook writes in Xero, each over one invoice.

type Key = { workspaceId: string; creditNoteId: string }
type Amounts = { subtotalMinor: number; taxMinor: number; totalMinor: number }

/** A credit note as it is planned. Its lines are kept as they are sent. */
export type PlannedCreditNote = Amounts & {
  id: string
  documentId: string
  changeId: string
  billsAgain: boolean
  lookupText: string
  issuedOn: string
  taxMode: 'exclusive' | 'inclusive' | 'none'
  lines: readonly unknown[]
}

export type CreditNote = PlannedCreditNote & {
  xeroId: string | null
  xeroNumber: string | null
  xeroTotalMinor: number | null
  allocatedMinor: number | null
}

export async function insertCreditNote(
  tx: Transaction,
  { workspaceId, planned }: { workspaceId: string; planned: PlannedCreditNote },
): Promise<void> {
  await tx
    .insertInto('xero_credit_notes')
    .values({
      workspace_id: workspaceId,
      id: planned.id,
      document_id: planned.documentId,
      change_id: planned.changeId,
      bills_again: planned.billsAgain,
      lookup_text: planned.lookupText,
      issued_on: planned.issuedOn,
      tax_mode: planned.taxMode,
      lines: JSON.stringify(planned.lines),
      subtotal_minor: planned.subtotalMinor,
      tax_minor: planned.taxMinor,
      total_minor: planned.totalMinor,
      xero_id: null,
      xero_number: null,
      xero_subtotal_minor: null,
      xero_tax_minor: null,
      xero_total_minor: null,
      confirmed_at: null,
      allocated_minor: null,
      allocated_at: null,
      gone_at: null,
    })
    .execute()
}

/** Another change goes on with a credit note that Xero has. */
export async function takeUpCreditNote(
  tx: Transaction,
  {
    workspaceId,
    creditNoteId,
    changeId,
    billsAgain,
  }: Key & { changeId: string; billsAgain: boolean },
): Promise<void> {
  await tx
    .updateTable('xero_credit_notes')
    .set({ change_id: changeId, bills_again: billsAgain })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', creditNoteId)
    .execute()
}

export async function findCreditNote(
  db: Database,
  { workspaceId, changeId }: { workspaceId: string; changeId: string },
): Promise<CreditNote | undefined> {
  return await db
    .selectFrom('xero_credit_notes')
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .select([
      'id',
      'document_id as documentId',
      'change_id as changeId',
      'bills_again as billsAgain',
      'lookup_text as lookupText',
      'issued_on as issuedOn',
      'tax_mode as taxMode',
      'subtotal_minor as subtotalMinor',
      'tax_minor as taxMinor',
      'total_minor as totalMinor',
      'xero_id as xeroId',
      'xero_number as xeroNumber',
      'xero_total_minor as xeroTotalMinor',
      'allocated_minor as allocatedMinor',
    ])
    .select((eb) => eb.ref('lines').$castTo<unknown[]>().as('lines'))
    .executeTakeFirst()
}

/** Xero has it: its receipt is kept. */
export async function recordCreditNote(
  tx: Transaction,
  {
    workspaceId,
    creditNoteId,
    confirmedAt,
    sent,
  }: Key & { confirmedAt: Date; sent: Amounts & { xeroId: string; xeroNumber: string | null } },
): Promise<void> {
  await tx
    .updateTable('xero_credit_notes')
    .set({
      xero_id: sent.xeroId,
      xero_number: sent.xeroNumber,
      xero_subtotal_minor: sent.subtotalMinor,
      xero_tax_minor: sent.taxMinor,
      xero_total_minor: sent.totalMinor,
      confirmed_at: confirmedAt,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', creditNoteId)
    .where('xero_id', 'is', null)
    .execute()
}

/** What of it is taken off the invoice. */
export async function recordAllocated(
  tx: Transaction,
  {
    workspaceId,
    creditNoteId,
    allocatedMinor,
    allocatedAt,
  }: Key & { allocatedMinor: number; allocatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('xero_credit_notes')
    .set({ allocated_minor: allocatedMinor, allocated_at: allocatedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', creditNoteId)
    .execute()
}

export type OwnCreditNote = {
  id: string
  documentId: string
  xeroId: string
  allocatedMinor: number | null
  isDone: boolean
}

/** The credit notes of ours that Xero has over these documents. */
export async function listOwnCreditNotes(
  db: Database,
  { workspaceId, documentIds }: { workspaceId: string; documentIds: readonly string[] },
): Promise<OwnCreditNote[]> {
  if (documentIds.length === 0) return []
  return await db
    .selectFrom('xero_credit_notes as n')
    .innerJoin('xero_document_changes as g', (join) =>
      join.onRef('g.workspace_id', '=', 'n.workspace_id').onRef('g.id', '=', 'n.change_id'),
    )
    .where('n.workspace_id', '=', workspaceId)
    .where('n.document_id', 'in', [...documentIds])
    .where('n.xero_id', 'is not', null)
    .where('n.gone_at', 'is', null)
    .select(['n.id', 'n.document_id as documentId', 'n.allocated_minor as allocatedMinor'])
    .select((eb) => [
      eb.ref('n.xero_id').$notNull().as('xeroId'),
      eb('g.state', '=', 'done').$castTo<boolean>().as('isDone'),
    ])
    .execute()
}

/** Somebody in Xero took it from the invoice again. */
export async function recordCreditNoteGone(
  tx: Transaction,
  { workspaceId, creditNoteId, goneAt }: Key & { goneAt: Date },
): Promise<void> {
  await tx
    .updateTable('xero_credit_notes')
    .set({ gone_at: goneAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', creditNoteId)
    .execute()
}

/** What people see of the credit note over a document. */
export type CreditNoteOfDocument = Amounts & {
  id: string
  xeroId: string
  xeroNumber: string | null
  issuedOn: string
  billsAgain: boolean
  xeroSubtotalMinor: number
  xeroTaxMinor: number
  xeroTotalMinor: number
  allocatedMinor: number | null
  goneAt: string | null
}

/** The last credit note of ours that Xero has over a document `d`. */
export const creditNoteOfDocument = sql<CreditNoteOfDocument | null>`(
  select json_build_object('id', n.id, 'xeroId', n.xero_id, 'xeroNumber', n.xero_number, 'issuedOn', n.issued_on,
    'billsAgain', n.bills_again, 'subtotalMinor', n.subtotal_minor, 'taxMinor', n.tax_minor,
    'totalMinor', n.total_minor, 'xeroSubtotalMinor', n.xero_subtotal_minor, 'xeroTaxMinor', n.xero_tax_minor,
    'xeroTotalMinor', n.xero_total_minor, 'allocatedMinor', n.allocated_minor, 'goneAt', n.gone_at)
  from xero_credit_notes n
  where n.workspace_id = d.workspace_id and n.document_id = d.id and n.xero_id is not null
  order by n.id desc limit 1)`
