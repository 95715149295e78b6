import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import { viewXeroExports, type XeroExportView } from '#app/parts/xero-export-view.ts'
import type { Page } from '#db/page.ts'
import { listXeroExportsPage } from '#db/xero-exports.ts'

/** Exports, the newest first, a page at a time. */
export async function listXeroExports(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<XeroExportView>> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const page = await listXeroExportsPage(ctx.db, {
    workspaceId,
    limit,
    before: idCursorFrom(cursor),
  })
  return { ...page, items: await viewXeroExports(ctx, page.items) }
}
