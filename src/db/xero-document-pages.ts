import { sql } from 'kysely'
import type { Database } from './database.ts'
import { encodeCursor, type Page } from './page.ts'
import { listXeroDocuments, type XeroDocument, type XeroDocumentKind } from './xero-documents.ts'

type Selection = {
  workspaceId: string
  clientId: string | undefined
  kind: XeroDocumentKind | undefined
}

/** Documents of a client, or of all, the newest first. */
export async function listXeroDocumentsPage(
  db: Database,
  { limit, before, ...selection }: Selection & { limit: number; before: string | undefined },
): Promise<Page<XeroDocument>> {
  const { workspaceId } = selection
  const rows = await selectDocuments(db, selection)
    .$if(before !== undefined, (query) => query.where('d.id', '<', before ?? ''))
    .select('d.id')
    .orderBy('d.id', 'desc')
    .limit(limit + 1)
    .execute()
  const ids = rows.slice(0, limit).map((row) => row.id)
  const items = await listXeroDocuments(db, { workspaceId, documentIds: ids })
  const last = rows.length > limit ? ids.at(-1) : undefined
  return { items: items.reverse(), nextCursor: last ? encodeCursor([last]) : null }
}

/** How many documents there are, and what is due on those that count in Xero, in each currency. */
export async function sumXeroDocuments(
  db: Database,
  selection: Selection,
): Promise<{ count: number; due: { currency: string; minor: number }[] }> {
  const rows = await selectDocuments(db, selection)
    .select(({ fn }) => ['d.currency', fn.countAll<number>().as('count')])
    .select(
      sql<number>`coalesce(sum(coalesce(d.xero_due_minor, d.total_minor)) filter (where
        d.kind = 'invoice' and d.state = 'confirmed' and d.xero_status in ('AUTHORISED', 'PAID')), 0)::bigint`.as(
        'minor',
      ),
    )
    .groupBy('d.currency')
    .orderBy('d.currency')
    .execute()
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    due: rows.flatMap(({ currency, minor }) => (minor === 0 ? [] : { currency, minor })),
  }
}

function selectDocuments(db: Database, { workspaceId, clientId, kind }: Selection) {
  return db
    .selectFrom('xero_documents as d')
    .where('d.workspace_id', '=', workspaceId)
    .$if(clientId !== undefined, (query) => query.where('d.client_id', '=', clientId ?? ''))
    .$if(kind !== undefined, (query) => query.where('d.kind', '=', kind ?? 'invoice'))
}
