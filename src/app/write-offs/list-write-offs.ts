import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import type { PageRequest } from '#app/pages.ts'
import { idCursorFrom, pageById } from '#app/parts/id-cursor.ts'
import type { Page } from '#db/page.ts'
import { listWriteOffRows, type WriteOff, type WriteOffFilter } from '#db/write-offs.ts'

/** Write-offs, newest first, also those that were reversed. */
export async function listWriteOffs(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & WriteOffFilter,
): Promise<Page<WriteOff>> {
  allow(ctx, 'work:write_off')
  const { workspaceId } = ctx
  const beforeId = idCursorFrom(cursor)
  const rows = await listWriteOffRows(ctx.db, { workspaceId, filter, beforeId, limit: limit + 1 })
  return pageById(rows, limit)
}
