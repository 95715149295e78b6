import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ContactImportView, viewImports } from '#app/parts/import-views.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { type ImportTrigger, listImportRows } from '#db/contact-imports.ts'
import type { Page } from '#db/page.ts'

/** The imports, newest first; with the trigger 'night' it is the log of the nightly runs. */
export async function listContactImports(
  ctx: Context,
  { limit, cursor, trigger }: PageRequest & { trigger?: ImportTrigger | undefined },
): Promise<Page<ContactImportView>> {
  allow(ctx, 'xero:import')
  const { workspaceId } = ctx
  const beforeId = nameCursorFrom(cursor)?.id
  const found = await listImportRows(ctx.db, { workspaceId, limit: limit + 1, beforeId, trigger })
  const { items, nextCursor } = pageOf(found, limit, (each) => each.id)
  return { items: await viewImports(ctx, items), nextCursor }
}
