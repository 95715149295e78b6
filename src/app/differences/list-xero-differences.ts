import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { compareDocuments, type Comparison } from '#app/parts/compare-documents.ts'
import { idCursorFrom } from '#app/parts/id-cursor.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { encodeCursor, type Page } from '#db/page.ts'
import { listComparedDocuments } from '#db/xero-differences.ts'
import { isChangeLive } from '#app/parts/request-change.ts'

export type XeroDifference = Pick<Comparison, 'differences' | 'accepted'> & {
  document: XeroDocumentView
}

const readAtOnce = 200
const roundsLimit = 10

/** Documents that are not the same here and in Xero, the newest first: those to look at, or those somebody accepted. */
export async function listXeroDifferences(
  ctx: Context,
  {
    limit,
    cursor,
    isAccepted,
    connectionId,
  }: {
    limit: number
    cursor?: string | undefined
    isAccepted: boolean
    connectionId?: string | undefined
  },
): Promise<Page<XeroDifference>> {
  allow(ctx, 'xero:read')
  const { workspaceId } = ctx
  const items: XeroDifference[] = []
  let before = idCursorFrom(cursor)
  for (let round = 0; round < roundsLimit; round += 1) {
    const which = { workspaceId, before, limit: readAtOnce, connectionId }
    const compared = await listComparedDocuments(ctx.db, which)
    for (const each of await compareDocuments(ctx.db, { workspaceId, compared })) {
      before = each.document.id
      // An update that is on its way is meant to differ.
      if (each.differences.length === 0 || isChangeLive(each.document)) continue
      if (each.isAccepted !== isAccepted) continue
      const document = viewXeroDocument(ctx, each.document)
      items.push({ document, differences: each.differences, accepted: each.accepted })
      if (items.length === limit) return { items, nextCursor: encodeCursor([before]) }
    }
    if (compared.length < readAtOnce) return { items, nextCursor: null }
  }
  return { items, nextCursor: before ? encodeCursor([before]) : null }
}
