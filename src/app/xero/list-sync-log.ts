import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import type { Page } from '#db/page.ts'
import { type CallFilter, callsOf } from '#app/parts/sync-log-filter.ts'
import { listSyncLogRows, type SyncLogEntry } from '#db/sync-log.ts'
import { listConnections } from '#db/xero-connections.ts'
import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import { retryRefusal } from '#domain/document-state.ts'

type Entry = Omit<SyncLogEntry, 'documentIds'> & {
  /** The organisation's name; null of calls to none. */
  administrationName: string | null
  documents: DocumentOfCall[]
}
/** How a document that a call was about stands now. */
type DocumentOfCall = Pick<
  XeroDocument,
  'id' | 'clientName' | 'exportId' | 'invoiceId' | 'state' | 'xeroNumber'
> & { canRetry: boolean }

/** Every call to Xero, newest first: what for, what came of it, how long it took, and how its documents stand now. */
export async function listSyncLog(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & CallFilter,
): Promise<Page<Entry>> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const beforeId = nameCursorFrom(cursor)?.id
  const rows = await listSyncLogRows(ctx.db, {
    workspaceId,
    ...(await callsOf(ctx, filter)),
    limit: limit + 1,
    beforeId,
  })
  const { items, ...page } = pageOf(rows, limit, (entry) => entry.id)
  const documents = await documentsOf(ctx, items)
  const connections = await listConnections(ctx.db, { workspaceId })
  const nameOf = new Map(connections.map((each) => [each.tenantId, each.name]))
  return {
    ...page,
    items: items.map(({ documentIds, ...entry }) => ({
      ...entry,
      administrationName: nameOf.get(entry.tenantId ?? '') ?? null,
      documents: (documentIds ?? []).flatMap((id) => documents.get(id) ?? []),
    })),
  }
}

async function documentsOf(
  { db, workspaceId }: Context,
  entries: readonly SyncLogEntry[],
): Promise<Map<string, DocumentOfCall>> {
  const documentIds = [...new Set(entries.flatMap((entry) => entry.documentIds ?? []))]
  if (documentIds.length === 0) return new Map()
  const documents = await listXeroDocuments(db, { workspaceId, documentIds })
  return new Map(
    documents.map((document) => {
      const { id, clientName, exportId, invoiceId, state, xeroNumber } = document
      const canRetry = retryRefusal(document) === undefined
      return [id, { id, clientName, exportId, invoiceId, state, xeroNumber, canRetry }]
    }),
  )
}
