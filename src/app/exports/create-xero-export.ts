import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { lockAndGatherItems } from '#app/parts/gather-items.ts'
import { type ExportRequest, needsFreshCodes, planExport } from '#app/parts/plan-export.ts'
import { refuse } from '#app/refuse.ts'
import {
  refuseSettledItems,
  refuseNothingToBill,
  refuseTooLarge,
} from '#app/parts/refuse-left-out.ts'
import { saveGathered } from '#app/parts/save-gathered.ts'
import { wakeXeroDocuments } from '#app/parts/wake-xero-documents.ts'
import { withCodes } from '#app/parts/with-codes.ts'
import { writeInvoices } from '#app/parts/write-documents.ts'
import { viewXeroExport, type XeroExportView } from '#app/parts/xero-export-view.ts'
import { requireExportAdministration, requireFilePermission } from '#app/parts/xero-settings.ts'
import { insertXeroExport } from '#db/xero-exports.ts'
import { assert } from '#lib/assert.ts'
import { newId } from '#lib/ids.ts'
import { without } from '#lib/without.ts'

/**
 * Promises documents to Xero: writes them with their lines and what they bill before anything is sent; the worker keeps
 * the promise. Items that are billed already are refused, and so is a preview that no longer holds.
 */
export async function createXeroExport(
  ctx: Context,
  { previewHash, ...request }: ExportRequest & { previewHash?: string | null | undefined },
): Promise<XeroExportView> {
  allow(ctx, 'xero:export')
  const { workspaceId, memberId } = ctx
  assert(memberId, 'a person exports')
  const connection = await requireExportAdministration(ctx)
  await requireFilePermission(ctx, { connection, request })
  const exportId = newId()

  await withCodes(ctx, connection, async (codes, askFresh) => {
    await inTransaction(ctx, async (tx) => {
      const gathered = await lockAndGatherItems(tx, { workspaceId, selection: request.items })
      const planned = await planExport(tx, { workspaceId, connection, request, gathered, codes })
      if (needsFreshCodes(planned)) askFresh()
      if (!previewHash) refuseSettledItems(planned.leftOut)
      else if (planned.previewHash() !== previewHash) {
        refuseSettledItems(planned.leftOut)
        refuse('preview_is_outdated')
      }
      refuseNothingToBill(planned)
      refuseTooLarge(planned)

      const createdAt = ctx.clock.now()
      // What was asked for, without the items: those are in the ledger.
      const options = without(request, 'items')
      const requestedBy = memberId
      const connectionId = connection.id
      const row = { workspaceId, id: exportId, connectionId, requestedBy, options, createdAt }
      await insertXeroExport(tx, row)
      const itemIdOf = await saveGathered(tx, { workspaceId, createdAt, gathered })
      const { url } = ctx
      const write = { workspaceId, createdAt, createdBy: memberId, connection, exportId, url }
      await writeInvoices(tx, { ...write, request, planned, itemIdOf })
      await wakeXeroDocuments(ctx, tx, { connectionId })
    })
  })
  return await viewXeroExport(ctx, { exportId })
}
