import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { readAndFollow } from '#app/parts/read-documents.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { refuse } from '#app/refuse.ts'
import { findConnection } from '#db/xero-connections.ts'
import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import { assert } from '#lib/assert.ts'

/** Reads documents from Xero now, for a person who waits: one, or all of an export. */
export async function refreshXeroDocuments(
  ctx: Context,
  which: { documentId: string } | { exportId: string },
): Promise<XeroDocumentView[]> {
  allow(ctx, 'xero:export')
  const documents = await find(ctx, which)
  if (documents.length === 0) {
    refuse('documentId' in which ? 'xero_document_not_found' : 'xero_export_not_found')
  }
  const inXero = documents.filter((each) => each.xeroId !== null)
  for (const [connectionId, some] of Map.groupBy(inXero, (each) => each.connectionId)) {
    await refresh(ctx, connectionId, some)
  }
  return (await find(ctx, which)).map((each) => viewXeroDocument(ctx, each))
}

async function find(
  { db, workspaceId }: Context,
  which: { documentId: string } | { exportId: string },
): Promise<XeroDocument[]> {
  const by =
    'documentId' in which ? { documentIds: [which.documentId] } : { exportIds: [which.exportId] }
  return await listXeroDocuments(db, { workspaceId, ...by })
}

async function refresh(
  ctx: Context,
  connectionId: string,
  documents: readonly XeroDocument[],
): Promise<void> {
  const { workspaceId } = ctx
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  assert(connection, 'a document has its connection')
  const named = documents.flatMap(({ kind, xeroId }) => (xeroId === null ? [] : { kind, xeroId }))
  const [only] = documents
  const subject = documents.length === 1 && only ? { kind: 'xero_document', id: only.id } : null
  const reading = { connection, documents: named, ...(subject && { subject }) }
  const followed = await readAndFollow(ctx, reading)
  if (followed.kind === 'failed') expectXero(followed.outcome)
}
