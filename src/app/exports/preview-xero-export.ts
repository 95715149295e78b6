import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { gatherItems } from '#app/parts/gather-items.ts'
import { type ExportRequest, needsFreshCodes, planExport } from '#app/parts/plan-export.ts'
import { withCodes } from '#app/parts/with-codes.ts'
import { viewPreview, type XeroExportPreview } from '#app/parts/xero-export-preview.ts'
import { requireExportAdministration, requireFilePermission } from '#app/parts/xero-settings.ts'

/** What an export would send, to the letter and the cent; nothing is written and nothing is sent. */
export async function previewXeroExport(
  ctx: Context,
  request: ExportRequest,
): Promise<XeroExportPreview> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const connection = await requireExportAdministration(ctx)
  await requireFilePermission(ctx, { connection, request })
  const gathered = await gatherItems(ctx.db, { workspaceId, selection: request.items })
  const planned = await withCodes(ctx, connection, async (codes, askFresh) => {
    const plan = { workspaceId, connection, request, gathered, codes }
    const result = await planExport(ctx.db, plan)
    if (needsFreshCodes(result)) askFresh()
    return result
  })
  return viewPreview(planned, request)
}
