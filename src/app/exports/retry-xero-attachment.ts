import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { documentEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { wakeXeroAttachments } from '#app/parts/wake-xero-documents.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { refuse } from '#app/refuse.ts'
import { replanAttachment } from '#db/xero-attachments.ts'
import { findXeroDocument, lockXeroDocument } from '#db/xero-documents.ts'
import { attachmentRetryRefusal } from '#domain/attachments.ts'
import { assert } from '#lib/assert.ts'

/** Has a file or note that Xero refused sent once more. */
export async function retryXeroAttachment(
  ctx: Context,
  { documentId, attachmentId }: { documentId: string; attachmentId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    const document = await lockXeroDocument(tx, { workspaceId, documentId })
    if (!document) refuse('xero_document_not_found')
    const attachment = document.attachments.find(({ id }) => id === attachmentId)
    if (!attachment) refuse('xero_attachment_not_found')
    const refusal = attachmentRetryRefusal(attachment)
    if (refusal) refuse(refusal)
    if (document.state !== 'confirmed') refuse('document_is_not_in_xero')
    await replanAttachment(tx, { workspaceId, attachmentId })
    const after = { file: attachment.name }
    await audit(ctx, tx, { ...documentEntry('retried', document), after })
    await wakeXeroAttachments(ctx, tx, { connectionId: document.connectionId })
    const changed = await findXeroDocument(tx, { workspaceId, documentId })
    assert(changed, 'documents are never deleted')
    return viewXeroDocument(ctx, changed)
  })
}
