import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { exportEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { planInParts, type PlanInParts } from '#app/parts/export-parts.ts'
import { gatherItems, lockAndGatherItems } from '#app/parts/gather-items.ts'
import type { ExportRequest } from '#app/parts/plan-export.ts'
import { refuse } from '#app/refuse.ts'
import { refuseNothingToBill, refuseSettledItems } from '#app/parts/refuse-left-out.ts'
import { saveGathered } from '#app/parts/save-gathered.ts'
import { wakeXeroDocuments } from '#app/parts/wake-xero-documents.ts'
import { writeInvoices } from '#app/parts/write-documents.ts'
import { viewXeroExport, type XeroExportView } from '#app/parts/xero-export-view.ts'
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
  const exportId = newId()
  const selected = { workspaceId, selection: request.items }

  const look = () => gatherItems(ctx.db, selected)
  const work = async (plan: PlanInParts) =>
    await inTransaction(ctx, async (tx) => {
      const gathered = await lockAndGatherItems(tx, selected)
      const planned = await plan(tx, gathered)
      const { parts, leftOut } = planned
      const refuseOutdated = () => {
        if (!previewHash || planned.previewHash() === previewHash) return
        refuseSettledItems(leftOut)
        refuse('preview_is_outdated')
      }
      if (!previewHash) refuseSettledItems(leftOut)
      const count = parts.reduce((sum, part) => sum + part.planned.documents.length, 0)
      if (count === 0) refuseOutdated()
      refuseNothingToBill({ count, leftOut })

      const createdAt = ctx.clock.now()
      // What was asked for, without the items: those are in the ledger.
      const options = without(request, 'items')
      const requestedBy = memberId
      await insertXeroExport(tx, { workspaceId, id: exportId, requestedBy, options, createdAt })
      const itemIdOf = await saveGathered(tx, { workspaceId, createdAt, gathered })
      const { url } = ctx
      const write = {
        workspaceId,
        createdAt,
        createdBy: memberId,
        exportId,
        url,
        request,
        gathered,
        itemIdOf,
      }
      for (const part of parts) {
        if (part.planned.documents.length === 0) continue
        // oxlint-disable-next-line no-await-in-loop
        await writeInvoices(tx, { ...write, ...part })
        // oxlint-disable-next-line no-await-in-loop
        await wakeXeroDocuments(ctx, tx, { connectionId: part.connection.id })
      }
      // Here all is priced. What was written meanwhile is taken back.
      refuseOutdated()
      await audit(ctx, tx, exportEntry(exportId, { planned, request: options }))
    })
  await planInParts(ctx, { request, look, work })
  return await viewXeroExport(ctx, { exportId })
}
