import { findConnection } from '#db/xero-connections.ts'
import { findXeroDocument, type XeroDocument } from '#db/xero-documents.ts'
import { getWorkspace } from '#db/workspaces.ts'
import { changeRefusal } from '#domain/document-state.ts'
import { assert } from '#lib/assert.ts'
import { type Context, inTransaction } from '../context.ts'
import { refuse } from '../refuse.ts'
import type { InvoiceNow } from '../ports/accounting.ts'
import { expectXero } from './expect-xero.ts'
import { followDocuments } from './follow-documents.ts'
import { planCredit, type PlannedCredit } from './plan-credit.ts'
import { readDocuments } from './read-documents.ts'
import { changeFacts } from './request-change.ts'

/** Reads an invoice from Xero now, for a person who waits, and plans its credit note; refuses where it can have none. */
export async function readForCredit(
  ctx: Context,
  documentId: string,
): Promise<{ document: XeroDocument; invoice: InvoiceNow; planned: PlannedCredit }> {
  const { workspaceId, clock } = ctx
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!known) refuse('xero_document_not_found')
  refuseWhatHasNone(known)
  const { connectionId, kind, xeroId } = known
  const connection = await findConnection(ctx.db, { workspaceId, connectionId })
  assert(connection && xeroId !== null, 'what can be credited is in Xero')
  if (connection.state === 'disconnected' || connection.state === 'offered') {
    refuse('xero_is_not_connected')
  }
  const subject = { kind: 'xero_document', id: documentId }
  const reading = { connection, documents: [{ kind, xeroId }], subject }
  const read = expectXero(await readDocuments(ctx, reading))
  const { tenantId } = connection
  await inTransaction(ctx, async (tx) => await followDocuments(ctx, tx, { tenantId, read }))
  const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
  assert(document, 'documents are never deleted')
  refuseWhatHasNone(document)
  const [now] = read
  if (now?.kind !== 'invoice') refuse('document_is_not_in_xero')
  const { timeZone } = await getWorkspace(ctx.db, { workspaceId })
  const { invoice } = now
  return {
    document,
    invoice,
    planned: planCredit(document, { invoice, timeZone, now: clock.now() }),
  }
}

function refuseWhatHasNone(document: XeroDocument): void {
  const refusal = changeRefusal(changeFacts(document), 'credit')
  if (refusal) refuse(refusal)
}
