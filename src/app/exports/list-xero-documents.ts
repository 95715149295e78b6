import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import type { Page } from '#db/page.ts'
import { listXeroDocumentsPage, sumXeroDocuments } from '#db/xero-document-pages.ts'

type Asked = {
  clientId?: string | undefined
  kind?: 'invoice' | 'manual_journal' | undefined
  limit: number
  cursor?: string | undefined
}

/** Documents with what Xero says of them, the newest first, and what is due on all of them. */
export async function listXeroDocuments(
  ctx: Context,
  { clientId, kind, limit, cursor }: Asked,
): Promise<Page<XeroDocumentView> & { total: number; due: { currency: string; minor: number }[] }> {
  allow(ctx, 'xero:read')
  const selection = { workspaceId: ctx.workspaceId, clientId, kind }
  const before = idCursorFrom(cursor)
  const page = await listXeroDocumentsPage(ctx.db, { ...selection, limit, before })
  const { count, due } = await sumXeroDocuments(ctx.db, selection)
  const items = page.items.map((each) => viewXeroDocument(ctx, each))
  return { ...page, items, total: count, due }
}
