import { getWorkspace } from '#db/workspaces.ts'
import { createFormats } from '#lib/formats.ts'
import type { Sheet } from '#lib/sheet.ts'
import type { Context } from '../context.ts'

/** A table to download, with decimals as the workspace's spreadsheets read them. */
export async function sheetFor(
  { db, workspaceId }: Context,
  sheet: Omit<Sheet, 'decimalSeparator'>,
): Promise<Sheet> {
  const { decimalSeparator } = createFormats(await getWorkspace(db, { workspaceId }))
  return { ...sheet, decimalSeparator }
}
