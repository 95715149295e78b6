import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { listBilledItems } from '#db/allocations.ts'
import { type KeptDocumentEvent, listDocumentEvents } from '#db/xero-document-events.ts'
import { listXeroDocumentLines, type XeroDocumentLine } from '#db/xero-document-lines.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { listSyncLogRows, type SyncLogEntry } from '#db/sync-log.ts'
import type { ItemKind } from '#domain/billable-item.ts'
import { without } from '#lib/without.ts'

export type BilledItem = { itemKind: ItemKind; itemId: string; amountMinor: number }
type LastAttempt = Pick<
  SyncLogEntry,
  'id' | 'purpose' | 'startedAt' | 'outcome' | 'status' | 'detail' | 'attempt' | 'correlationId'
>
export type XeroDocumentWithLines = XeroDocumentView & {
  lines: (XeroDocumentLine & { items: BilledItem[] })[]
  /** What happened to it since Xero has it, the oldest first. */
  events: KeptDocumentEvent[]
  /** The last call that was to write it, or to change it in Xero; null when there is none in the log. */
  lastAttempt: LastAttempt | null
}

/** A document with its lines, and from each line back to the items it bills. */
export async function getXeroDocument(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<XeroDocumentWithLines> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!document) refuse('xero_document_not_found')
  const lines = await listXeroDocumentLines(ctx.db, { workspaceId, documentIds: [documentId] })
  const documentKind = 'xero_document'
  const billed = await listBilledItems(ctx.db, { workspaceId, documentKind, documentId })
  const byLine = Map.groupBy(billed, (item) => item.lineId)
  return {
    ...viewXeroDocument(ctx, document),
    lines: (lines.get(documentId) ?? []).map((line) => ({
      ...line,
      items: (byLine.get(line.id) ?? []).map((item) => without(item, 'lineId')),
    })),
    events: await listDocumentEvents(ctx.db, { workspaceId, documentId }),
    lastAttempt: await lastAttemptOf(ctx, documentId),
  }
}

async function lastAttemptOf(
  { db, workspaceId }: Context,
  documentId: string,
): Promise<LastAttempt | null> {
  const which = { documentId, isWrite: true, limit: 1, beforeId: undefined }
  const [entry] = await listSyncLogRows(db, { workspaceId, ...which })
  if (!entry) return null
  const { id, purpose, startedAt, outcome, status, detail, attempt, correlationId } = entry
  return { id, purpose, startedAt, outcome, status, detail, attempt, correlationId }
}
