import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { expectXero } from '#app/parts/expect-xero.ts'
import { closeDocument } from '#app/parts/follow-documents.ts'
import { readAndFollow } from '#app/parts/read-documents.ts'
import { changeFacts } from '#app/parts/request-change.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { refuse } from '#app/refuse.ts'
import { findConnection } from '#db/xero-connections.ts'
import { findXeroDocument, lockXeroDocument } from '#db/xero-documents.ts'
import { creditedRefusal } from '#domain/document-state.ts'
import { assert } from '#lib/assert.ts'

/**
 * Frees what an invoice bills that credit notes in Xero take back in full. Xero is read first; and a person has to say so, for
 * a prepayment looks like a credit.
 */
export async function releaseCreditedDocument(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId, memberId } = ctx
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!known) refuse('xero_document_not_found')
  const { connectionId, kind, xeroId } = known
  if (xeroId !== null && known.state === 'confirmed') {
    const connection = await findConnection(ctx.db, { workspaceId, connectionId })
    assert(connection, 'a document has its connection')
    const subject = { kind: 'xero_document', id: documentId }
    const reading = { connection, documents: [{ kind, xeroId }], subject }
    const followed = await readAndFollow(ctx, reading)
    if (followed.kind === 'failed') expectXero(followed.outcome)
  }
  return await inTransaction(ctx, async (tx) => {
    const document = await lockXeroDocument(tx, { workspaceId, documentId })
    assert(document, 'documents are never deleted')
    const refusal = creditedRefusal(changeFacts(document))
    if (refusal) refuse(refusal)
    await closeDocument(ctx, tx, { documentId, event: 'credit', status: 'CREDITED', by: memberId })
    const freed = await findXeroDocument(tx, { workspaceId, documentId })
    assert(freed, 'documents are never deleted')
    return viewXeroDocument(ctx, freed)
  })
}
