import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { viewXeroExport, type XeroExportView } from '#app/parts/xero-export-view.ts'

/** An export, and what became of each of its documents. */
export async function getXeroExport(
  ctx: Context,
  { exportId }: { exportId: string },
): Promise<XeroExportView> {
  allow(ctx, 'xero:read')
  return await viewXeroExport(ctx, { exportId })
}
