import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { type ContactImportView, viewImports } from '#app/parts/import-views.ts'
import { refuse } from '#app/refuse.ts'
import { type RowChoice, setChoices } from '#db/contact-import-rows.ts'
import { type Finding, lockImport } from '#db/contact-imports.ts'
import { unappliableReasons } from '#domain/client-match.ts'
import { suggestingReasons } from '#domain/client-suggestion.ts'
import { assert } from '#lib/assert.ts'

type Choices = {
  importId: string
  positions?: number[] | undefined
  finding?: Finding | undefined
  choice: RowChoice
}

/** Chooses for rows, by position or all of a finding, whether they are written. */
export async function updateContactImportRows(
  ctx: Context,
  { importId, positions, finding, choice }: Choices,
): Promise<ContactImportView> {
  allow(ctx, 'xero:import')
  const { workspaceId } = ctx
  const chosen = await inTransaction(ctx, async (tx) => {
    const found = await lockImport(tx, { workspaceId, importId })
    if (!found) refuse('contact_import_not_found')
    if (found.state !== 'ready') refuse('contact_import_is_not_ready')
    const updated = await setChoices(tx, {
      workspaceId,
      importId,
      positions,
      finding,
      choice,
      unlessReasons: unappliableReasons,
      createReasons: suggestingReasons,
    })
    if (positions && updated < new Set(positions).size)
      refuse('contact_import_row_cannot_be_applied')
    return found
  })
  const [view] = await viewImports(ctx, [chosen])
  assert(view, 'one import has one view')
  return view
}
