import { newId } from '#lib/ids.ts'
import type { Database, Transaction } from './database.ts'

export type DocumentEventKind =
  | 'status_changed'
  | 'payments_changed'
  | 'amounts_changed'
  | 'change_requested'
  | 'change_refused'
  | 'lines_added'
  | 'voided'
  | 'credited'
  | 'credit_note_written'
  | 'credit_note_gone'
  | 'emailed'
  | 'marked_sent'
  | 'sent_in_xero'
  | 'reversal_requested'
  | 'reversed'
  | 'reversal_gone'
  | 'differences_accepted'

type Particulars = Record<string, string | number | null>

/** Something that happened to a document since Xero has it. */
export type DocumentEvent = {
  kind: DocumentEventKind
  particulars: Particulars
  /** Null: it was done in Xero. */
  memberId: string | null
}

export async function insertDocumentEvent(
  tx: Transaction,
  {
    workspaceId,
    documentId,
    happenedAt,
    event,
  }: { workspaceId: string; documentId: string; happenedAt: Date; event: DocumentEvent },
): Promise<void> {
  await tx
    .insertInto('xero_document_events')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      document_id: documentId,
      kind: event.kind,
      particulars: JSON.stringify(event.particulars),
      member_id: event.memberId,
      happened_at: happenedAt,
    })
    .execute()
}

export type KeptDocumentEvent = {
  id: string
  kind: string
  particulars: Particulars
  memberName: string | null
  happenedAt: Date
}

/** What happened to a document, the oldest first. */
export async function listDocumentEvents(
  db: Database,
  { workspaceId, documentId }: { workspaceId: string; documentId: string },
): Promise<KeptDocumentEvent[]> {
  return await db
    .selectFrom('xero_document_events as e')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'e.workspace_id').onRef('m.id', '=', 'e.member_id'),
    )
    .where('e.workspace_id', '=', workspaceId)
    .where('e.document_id', '=', documentId)
    .select(['e.id', 'e.kind', 'm.name as memberName', 'e.happened_at as happenedAt'])
    .select((eb) => eb.ref('e.particulars').$castTo<Particulars>().as('particulars'))
    .orderBy('e.id')
    .execute()
}
