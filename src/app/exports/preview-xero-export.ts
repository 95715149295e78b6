import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { gatherItems } from '#app/parts/gather-items.ts'
import { planInParts, type PlanInParts } from '#app/parts/export-parts.ts'
import type { ExportRequest } from '#app/parts/plan-export.ts'
import { viewPreview, type XeroExportPreview } from '#app/parts/xero-export-preview.ts'

/** What an export would send, to the letter and the cent; nothing is written and nothing is sent. */
export async function previewXeroExport(
  ctx: Context,
  request: ExportRequest,
): Promise<XeroExportPreview> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const look = () => gatherItems(ctx.db, { workspaceId, selection: request.items })
  const work = async (plan: PlanInParts) => await plan(ctx.db, await look())
  const planned = await planInParts(ctx, { request, look, work })
  return viewPreview(planned, request)
}
