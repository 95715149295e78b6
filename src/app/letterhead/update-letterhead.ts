import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import {
  getLetterhead,
  type Letterhead,
  type LetterheadFields,
  setLetterhead,
} from '#db/letterheads.ts'
import { getWorkspace, lockWorkspace } from '#db/workspaces.ts'

/** Changes the given fields. Invoices that are final keep who they are from. */
export async function updateLetterhead(
  ctx: Context,
  { changes }: { changes: Partial<LetterheadFields> },
): Promise<Letterhead> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    await lockWorkspace(tx, { workspaceId })
    const before = await getLetterhead(tx, { workspaceId })
    if (Object.keys(changes).length === 0) return before
    await setLetterhead(tx, { workspaceId, changes })
    const after = await getLetterhead(tx, { workspaceId })
    const { name } = await getWorkspace(tx, { workspaceId })
    const about = { subject: 'letterhead', id: workspaceId, name } as const
    await audit(ctx, tx, { action: 'changed', ...about, before, after })
    return after
  })
}
