import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { type AskedOfAudit, auditFilterOf } from '#app/parts/audit-filter.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import type { PageRequest } from '#app/pages.ts'
import { type AuditEntry, listAuditRows } from '#db/audit-log.ts'
import { encodeCursor, type Page } from '#db/page.ts'

/** Who changed what and when, newest first. */
export async function listAuditLog(
  ctx: Context,
  { limit, cursor, ...asked }: PageRequest & AskedOfAudit,
): Promise<Page<AuditEntry>> {
  allow(ctx, 'audit:read')
  const rows = await listAuditRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    ...(await auditFilterOf(ctx, asked)),
    limit: limit + 1,
    beforeId: idCursorFrom(cursor),
  })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor([last.id]) : null }
}
