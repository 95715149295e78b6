import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { type ContactImportView, viewImports } from '#app/parts/import-views.ts'
import { refuse } from '#app/refuse.ts'
import { refuseViolations } from '#app/refuse-violations.ts'
import { type ImportNumbering, lockImport, updateImport } from '#db/contact-imports.ts'
import { assert } from '#lib/assert.ts'

/** Promises to write the chosen rows; the worker keeps the promise. */
export async function applyContactImport(
  ctx: Context,
  { importId, numbering = 'none' }: { importId: string; numbering?: ImportNumbering },
): Promise<ContactImportView> {
  allow(ctx, 'xero:import')
  const { workspaceId } = ctx
  const applying = await inTransaction(ctx, async (tx) => {
    const found = await lockImport(tx, { workspaceId, importId })
    if (!found) refuse('contact_import_not_found')
    if (found.state !== 'ready') refuse('contact_import_is_not_ready')
    await refuseViolations(
      { contact_imports_one_running: 'contact_import_is_running' },
      async () =>
        await updateImport(tx, {
          workspaceId,
          importId,
          changes: { state: 'applying', numbering },
        }),
    )
    const about = { subject: 'contact_import', id: importId, name: 'Xero' } as const
    await audit(ctx, tx, { action: 'applied', ...about, after: { mode: found.mode, numbering } })
    const payload = { workspaceId, importId }
    await ctx.enqueue(tx, 'apply-contact-import', payload, { lane: found.connectionId })
    return { ...found, numbering, state: 'applying' as const }
  })
  const [view] = await viewImports(ctx, [applying])
  assert(view, 'one import has one view')
  return view
}
