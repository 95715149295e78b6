import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { allowKind } from '#app/parts/sheet-permission.ts'
import type { FileImportKind } from '#domain/sheet-kinds.ts'
import { sheetSamples } from '#domain/sheet-samples.ts'
import type { Sheet } from '#lib/sheet.ts'

/** A small file that can be filled in and imported. */
export async function getSheetSample(
  ctx: Context,
  { kind }: { kind: FileImportKind },
): Promise<Sheet> {
  allow(ctx, 'clients:write', 'projects:write', 'members:write', 'registrations:all')
  allowKind(ctx, kind)
  const { headings, rows } = sheetSamples[kind]
  return await Promise.resolve({ name: kind, columns: headings, rows: each(rows) })
}

async function* each<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows
}
