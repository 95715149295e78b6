import { insertAuditEntries } from '#db/audit-log.ts'
import type { Transaction } from '#db/database.ts'
import { type AuditAction, type AuditSubject, changesBetween } from '#domain/audit.ts'
import { newId } from '#lib/ids.ts'
import type { Context } from '../context.ts'

export type Audited = {
  action: AuditAction
  subject: AuditSubject
  id: string | null
  /** What people call it. */
  name: string
  /** The thing as it was and as it is: only what differs is kept. Leave `before` out of what is new. */
  before?: object
  after?: object
}

/**
 * Writes down who did what, in the transaction that does it: one row for each thing, in one statement. What was `changed`
 * without any difference is left out.
 */
export async function audit(
  ctx: Context,
  tx: Transaction,
  done: Audited | readonly Audited[],
): Promise<void> {
  const entries = [done].flat().flatMap(({ before = {}, after = {}, ...each }: Audited) => {
    const changes = changesBetween({ ...before }, { ...after })
    if (each.action === 'changed' && changes.length === 0) return []
    return { ...each, entryId: newId(), changes }
  })
  const { workspaceId, memberId, tokenId = null } = ctx
  const by = { workspaceId, memberId, tokenId, happenedAt: ctx.clock.now() }
  await insertAuditEntries(tx, { ...by, entries })
}
