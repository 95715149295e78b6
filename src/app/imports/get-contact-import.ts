import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ContactImportView, viewImports } from '#app/parts/import-views.ts'
import { refuse } from '#app/refuse.ts'
import { findImport } from '#db/contact-imports.ts'

/** An import: how far it is, what it found, and what came of it. */
export async function getContactImport(
  ctx: Context,
  { importId }: { importId: string },
): Promise<ContactImportView> {
  allow(ctx, 'xero:import')
  const found = await findImport(ctx.db, { workspaceId: ctx.workspaceId, importId })
  const [view] = found ? await viewImports(ctx, [found]) : []
  return view ?? refuse('contact_import_not_found')
}
