import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { requestChange } from '#app/parts/request-change.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'

/**
 * Asks Xero to e-mail an approved invoice to its contact. One that the customer got already, by what Xero says, is sent again
 * only to who says so.
 */
export async function emailXeroDocument(
  ctx: Context,
  { documentId, again: isAgain = false }: { documentId: string; again?: boolean | undefined },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  return await inTransaction(ctx, async (tx) => {
    const { document } = await requestChange(ctx, tx, { documentId, kind: 'email', isAgain })
    return viewXeroDocument(ctx, document)
  })
}
