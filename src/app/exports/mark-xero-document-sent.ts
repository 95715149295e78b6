import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { requestChange } from '#app/parts/request-change.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'

/** Has an approved invoice marked in Xero as sent, for one that the customer got in another way. */
export async function markXeroDocumentSent(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  return await inTransaction(ctx, async (tx) => {
    const { document } = await requestChange(ctx, tx, { documentId, kind: 'mark_sent' })
    return viewXeroDocument(ctx, document)
  })
}
