import { readerSettings } from '#app/parts/reader-settings.ts'
import { fileWords } from '#domain/words/file-words.ts'
import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type ListFilter, listSheets } from '#app/parts/list-sheets.ts'
import { sheetFor } from '#app/parts/sheet-for.ts'
import type { List } from '#domain/lists.ts'
import type { Sheet } from '#lib/sheet.ts'

/** The rows of a list as a table, in the order it is looked at; without money for those who may not see rates. */
export async function exportList(
  ctx: Context,
  { list, ...filter }: { list: List } & ListFilter,
): Promise<Sheet> {
  allow(ctx, 'projects:read', 'clients:read', 'members:read')
  const words = fileWords((await readerSettings(ctx)).language)
  const { columns, rows } = listSheets[list](ctx, filter, words)
  return await sheetFor(ctx, { name: list.replace('_', '-'), columns, rows })
}
