import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { lockAndGatherItems } from '#app/parts/gather-items.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { planUpdate } from '#app/parts/plan-update.ts'
import { refuseSettledItems } from '#app/parts/refuse-left-out.ts'
import { requestChange } from '#app/parts/request-change.ts'
import { saveGathered } from '#app/parts/save-gathered.ts'
import { withCodes } from '#app/parts/with-codes.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { requireAdministrationOf } from '#app/parts/xero-settings.ts'
import { refuse } from '#app/refuse.ts'
import { insertAllocations } from '#db/allocations.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { addDocumentLines } from '#db/xero-document-lines.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { without } from '#lib/without.ts'

/**
 * Promises to add items to an invoice that is a draft in Xero: the lines and what they bill are written first, then Xero is
 * asked. What Xero does not take is open again.
 */
export async function updateXeroDocument(
  ctx: Context,
  asked: { documentId: string; items: ItemSelection; previewHash?: string | null | undefined },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const { documentId, items, previewHash } = asked
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!known) refuse('xero_document_not_found')
  const connection = await requireAdministrationOf(ctx, known)
  return await withCodes(ctx, connection, async (codes, askFresh) => {
    return await inTransaction(ctx, async (tx) => {
      const { document, changeId } = await requestChange(ctx, tx, { documentId, kind: 'update' })
      const gathered = await lockAndGatherItems(tx, { workspaceId, selection: items })
      const plan = { workspaceId, connection, document, gathered, codes, askFresh }
      refuseSettledItems(previewHash ? [] : gathered.leftOut)
      const planned = await planUpdate(tx, plan)
      if (previewHash && planned.previewHash() !== previewHash) refuse('preview_is_outdated')

      const createdAt = ctx.clock.now()
      const itemIdOf = await saveGathered(tx, { workspaceId, createdAt, gathered })
      const lines = planned.lines.map((line) => ({ ...line, id: newId() }))
      const added = lines.map((line) => without(line, 'parts'))
      await addDocumentLines(tx, { workspaceId, documentId, changeId, lines: added })
      const allocations = lines.flatMap(({ id: lineId, parts }) =>
        parts.map(({ itemId, ...part }) => ({
          ...part,
          itemId: itemIdOf(itemId),
          documentId,
          lineId,
        })),
      )
      const documentKind = 'xero_document' as const
      await insertAllocations(tx, { workspaceId, documentKind, createdAt, allocations })
      const updated = await findXeroDocument(tx, { workspaceId, documentId })
      assert(updated, 'documents are never deleted')
      return viewXeroDocument(ctx, updated)
    })
  })
}
