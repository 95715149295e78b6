import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { gatherItems } from '#app/parts/gather-items.ts'
import type { ItemSelection } from '#app/parts/item-selection.ts'
import { planUpdate } from '#app/parts/plan-update.ts'
import { changeFacts } from '#app/parts/request-change.ts'
import { withCodes } from '#app/parts/with-codes.ts'
import { viewPreview, type XeroExportPreview } from '#app/parts/xero-export-preview.ts'
import { requireAdministrationOf } from '#app/parts/xero-settings.ts'
import { refuse } from '#app/refuse.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { changeRefusal } from '#domain/document-state.ts'

/** What would be added to a document in Xero, to the letter and the cent; nothing is written and nothing is sent. */
export async function previewXeroDocumentUpdate(
  ctx: Context,
  { documentId, items }: { documentId: string; items: ItemSelection },
): Promise<XeroExportPreview> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!document) refuse('xero_document_not_found')
  const refusal = changeRefusal(changeFacts(document), 'update')
  if (refusal) refuse(refusal)
  const connection = await requireAdministrationOf(ctx, document)
  const gathered = await gatherItems(ctx.db, { workspaceId, selection: items })
  const planned = await withCodes(ctx, connection, async (codes, askFresh) => {
    return await planUpdate(ctx.db, {
      workspaceId,
      connection,
      document,
      gathered,
      codes,
      askFresh,
    })
  })
  const { issuedOn, reference, targetStatus } = document
  const status = targetStatus === 'POSTED' ? 'DRAFT' : targetStatus
  const request = {
    items,
    per: 'client' as const,
    groupBy: 'project' as const,
    issuedOn,
    reference,
    status,
  }
  // A look before, one call to update it, and nothing else.
  const whole = { ...planned, parts: [{ connection, planned }], hasSeveral: false }
  return { ...viewPreview(whole, request), calls: 2 }
}
