import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { refuse } from '#app/refuse.ts'
import { findLogo, type Logo } from '#db/letterheads.ts'

/** The picture on invoices. */
export async function getLetterheadLogo(ctx: Context): Promise<Logo> {
  allow(ctx, 'invoices:read')
  const logo = await findLogo(ctx.db, { workspaceId: ctx.workspaceId })
  if (!logo) refuse('logo_not_found')
  return logo
}
