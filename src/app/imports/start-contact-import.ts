import { allow } from '#app/allow.ts'
import { beginImport } from '#app/parts/begin-import.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type ContactImportView, viewImports } from '#app/parts/import-views.ts'
import { refuse } from '#app/refuse.ts'
import { type Asked, requireAdministration } from '#app/parts/xero-settings.ts'
import type { ImportMode } from '#db/contact-imports.ts'
import { assert } from '#lib/assert.ts'

/** Begins to read the contacts of the administration. Nothing of the clients changes before it is applied. */
export async function startContactImport(
  ctx: Context,
  { mode, ...asked }: { mode: ImportMode } & Asked,
): Promise<ContactImportView> {
  allow(ctx, 'xero:import')
  const { id: connectionId } = await requireAdministration(ctx, asked)
  const begun = await inTransaction(
    ctx,
    async (tx) => await beginImport(ctx, tx, { connectionId, trigger: 'person', mode }),
  )
  if (!begun) refuse('contact_import_is_running')
  const [view] = await viewImports(ctx, [begun])
  assert(view, 'one import has one view')
  return view
}
