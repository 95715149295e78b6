import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { getLetterhead as readLetterhead, type Letterhead } from '#db/letterheads.ts'

/** Who invoices are from, and how they look. */
export async function getLetterhead(ctx: Context): Promise<Letterhead> {
  allow(ctx, 'invoices:read')
  return await readLetterhead(ctx.db, { workspaceId: ctx.workspaceId })
}
