import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { audit } from '#app/parts/audit.ts'
import { getLetterhead, type Letterhead, setLogo } from '#db/letterheads.ts'
import { getWorkspace, lockWorkspace } from '#db/workspaces.ts'

/** Takes the picture off invoices; without one nothing happens. */
export async function deleteLetterheadLogo(ctx: Context): Promise<Letterhead> {
  allow(ctx, 'settings:write')
  const { workspaceId } = ctx
  return await inTransaction(ctx, async (tx) => {
    await lockWorkspace(tx, { workspaceId })
    const before = await getLetterhead(tx, { workspaceId })
    if (!before.hasLogo) return before
    await setLogo(tx, { workspaceId, logo: null })
    const { name } = await getWorkspace(tx, { workspaceId })
    const about = { subject: 'letterhead', id: workspaceId, name } as const
    await audit(ctx, tx, { action: 'changed', ...about, after: { logo: null } })
    return { ...before, hasLogo: false }
  })
}
