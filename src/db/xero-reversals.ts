import { sql } from 'kysely'
import { closedStates, stateAfter } from '#domain/document-state.ts'
import type { Transaction } from './database.ts'

// Journals that take others back. What is reversed stays in Xero's ledger, as its reversal does; it only makes room for another.

/** Marks the journals that these take back, once Xero has these; answers those that were not marked before. */
export async function recordReversed(
  tx: Transaction,
  {
    workspaceId,
    reversalIds,
    reversedAt,
  }: { workspaceId: string; reversalIds: readonly string[]; reversedAt: Date },
): Promise<{ documentId: string; issuedOn: string; memberId: string }[]> {
  const { rows } = await sql<{ documentId: string; issuedOn: string; memberId: string }>`
    update xero_documents o set reversed_at = ${reversedAt}
    from xero_documents r
    where r.workspace_id = ${workspaceId} and r.id = any(${sql.val(reversalIds)}::uuid[]) and r.state = 'confirmed'
      and o.workspace_id = r.workspace_id and o.id = r.reverses_id and o.reversed_at is null
    returning o.id as "documentId", r.issued_on as "issuedOn", r.created_by as "memberId"`.execute(
    tx,
  )
  return rows
}

/** A journal whose reversal is gone from Xero counts for its invoice again, unless another does by now. */
export async function unmarkReversed(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<void> {
  await sql`
    update xero_documents o set reversed_at = null
    where o.workspace_id = ${workspaceId} and o.id = ${documentId} and not exists (
      select from xero_documents x
      where x.workspace_id = o.workspace_id and x.invoice_id = o.invoice_id and x.id <> o.id
        and x.kind = 'manual_journal' and x.reverses_id is null and x.reversed_at is null and x.state not in (${sql.join(closedStates)}))`.execute(
    tx,
  )
}

/** What was to take back a journal that is gone from Xero is given up, unless it may be there already. */
export async function discardUnsentReversal(
  tx: Transaction,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<void> {
  await tx
    .updateTable('xero_documents')
    .set({ state: stateAfter.discard })
    .where('workspace_id', '=', workspaceId)
    .where('reverses_id', '=', documentId)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'rejected'),
        eb.and([eb('state', '=', 'planned'), eb('attempts', '=', 0)]),
      ]),
    )
    .execute()
}
