import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { requestChange } from '#app/parts/request-change.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'

/**
 * Asks for a document to be ended in Xero: a draft is deleted, what was approved is voided. When Xero has done it, what it
 * billed can be billed again.
 */
export async function voidXeroDocument(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  return await inTransaction(ctx, async (tx) => {
    const { document } = await requestChange(ctx, tx, { documentId, kind: 'void' })
    return viewXeroDocument(ctx, document)
  })
}
