import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type FileImportView, viewFileImports } from '#app/parts/file-import-view.ts'
import { kindsAllowed } from '#app/parts/sheet-permission.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { listFileImportsBefore } from '#db/file-imports.ts'
import type { Page } from '#db/page.ts'

/** The files of kinds that the person may bring in, newest first. */
export async function listFileImports(
  ctx: Context,
  { limit, cursor }: PageRequest,
): Promise<Page<FileImportView>> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  const { workspaceId } = ctx
  const kinds = kindsAllowed(ctx)
  const beforeId = nameCursorFrom(cursor)?.id
  const found = await listFileImportsBefore(ctx.db, {
    workspaceId,
    kinds,
    limit: limit + 1,
    beforeId,
  })
  const { items, nextCursor } = pageOf(found, limit, (each) => each.id)
  return { items: await viewFileImports(ctx, items), nextCursor }
}
