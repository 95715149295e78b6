import { allow, may } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { nameCursorFrom, pageOf, type PageRequest } from '#app/pages.ts'
import { type EmailView, viewEmail } from '#app/parts/email-view.ts'
import { type EmailFilter, listEmailRows } from '#db/emails.ts'
import type { Page } from '#db/page.ts'

/** What went out by e-mail and what is to go out, newest first. */
export async function listEmails(
  ctx: Context,
  { limit, cursor, ...filter }: PageRequest & EmailFilter,
): Promise<Page<EmailView>> {
  allow(ctx, 'settings:write', 'invoices:read')
  const { workspaceId } = ctx
  const beforeId = nameCursorFrom(cursor)?.id
  // Who does not manage the workspace reads what went out with invoices, and nobody's rejections.
  const kinds = may(ctx, 'settings:write') ? undefined : (['invoice'] as const)
  const page = { workspaceId, ...filter, kinds, limit: limit + 1, beforeId }
  const rows = await listEmailRows(ctx.db, page)
  const { items, nextCursor } = pageOf(rows, limit, (email) => email.id)
  return { items: items.map((email) => viewEmail(ctx, email)), nextCursor }
}
