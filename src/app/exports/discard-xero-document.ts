import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { documentEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { releaseAllocations } from '#db/allocations.ts'
import { removeAttachments } from '#db/xero-attachments.ts'
import { removeChanges } from '#db/xero-document-changes.ts'
import { discardXeroDocumentRow, lockXeroDocument } from '#db/xero-documents.ts'
import { discardRefusal } from '#domain/document-state.ts'

/** Gives up a document that is certainly not in Xero; its items can be billed again. */
export async function discardXeroDocument(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const document = await lockXeroDocument(tx, { workspaceId, documentId })
    if (!document) refuse('xero_document_not_found')
    const refusal = discardRefusal(document)
    if (refusal) refuse(refusal)

    const createdAt = ctx.clock.now()
    const documentKind = 'xero_document'
    await discardXeroDocumentRow(tx, { workspaceId, documentId })
    await removeAttachments(tx, { workspaceId, documentId })
    await removeChanges(tx, { workspaceId, documentId })
    await releaseAllocations(tx, { workspaceId, documentKind, documentId, createdAt })
    await audit(ctx, tx, documentEntry('discarded', document))
    return viewXeroDocument(ctx, { ...document, state: 'discarded', change: null, attachments: [] })
  })
}
