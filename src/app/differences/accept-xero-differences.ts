import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { documentEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { compareDocuments } from '#app/parts/compare-documents.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { refuse } from '#app/refuse.ts'
import { insertDocumentEvent } from '#db/xero-document-events.ts'
import { lockXeroDocument } from '#db/xero-documents.ts'
import { listComparedDocuments, recordAccepted } from '#db/xero-differences.ts'
import { assert } from '#lib/assert.ts'

/** Says of a document that it may differ from what Xero has, as it does now. Any other difference is shown again. */
export async function acceptXeroDifferences(
  ctx: Context,
  { documentId }: { documentId: string },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId, memberId: acceptedBy } = ctx
  assert(acceptedBy, 'a person accepts')
  return await inTransaction(ctx, async (tx) => {
    const document = await lockXeroDocument(tx, { workspaceId, documentId })
    if (!document) refuse('xero_document_not_found')
    const compared = await listComparedDocuments(tx, { workspaceId, documentIds: [documentId] })
    const [comparison] = await compareDocuments(tx, { workspaceId, compared })
    if (!comparison || comparison.differences.length === 0) refuse('document_does_not_differ')
    const { hash, isAccepted, differences } = comparison
    if (isAccepted) return viewXeroDocument(ctx, document)
    const acceptedAt = ctx.clock.now()
    await recordAccepted(tx, { workspaceId, documentId, hash, acceptedBy, acceptedAt })
    await audit(ctx, tx, {
      ...documentEntry('differences_accepted', document),
      after: { differences: differences.map((each) => each.field) },
    })
    const particulars = { count: differences.length }
    const event = { kind: 'differences_accepted' as const, particulars, memberId: acceptedBy }
    await insertDocumentEvent(tx, { workspaceId, documentId, happenedAt: acceptedAt, event })
    return viewXeroDocument(ctx, document)
  })
}
