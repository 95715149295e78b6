import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { pageOf, type PageRequest } from '#app/pages.ts'
import { positionFrom } from '#app/parts/position-cursor.ts'
import type { Contact } from '#app/ports/accounting.ts'
import { refuse } from '#app/refuse.ts'
import { listRows } from '#db/contact-import-rows.ts'
import { type Finding, findImport, type RowResult } from '#db/contact-imports.ts'
import { canApply, explainMatch } from '#domain/client-match.ts'
import { canBeNew } from '#domain/client-suggestion.ts'
import type { FieldChange } from '#domain/contact-changes.ts'

type Query = PageRequest & {
  importId: string
  finding?: Finding | undefined
  result?: RowResult | undefined
  q?: string | undefined
}

/** What an import found, contact by contact, in the order of reading: what would change, and what came of it. */
export async function listContactImportRows(
  ctx: Context,
  { importId, limit, cursor, ...filter }: Query,
) {
  allow(ctx, 'xero:import')
  const key = { workspaceId: ctx.workspaceId, importId }
  const found = await findImport(ctx.db, key)
  if (!found) refuse('contact_import_not_found')
  const afterPosition = positionFrom(cursor)

  const rows = await listRows(ctx.db, { ...key, ...filter, limit: limit + 1, afterPosition })
  const identified = rows.map((row) => ({ ...row, id: row.contactId }))
  const { items, nextCursor } = pageOf(identified, limit, (row) => String(row.position))
  return { items: items.map(rowView), nextCursor }
}

type Row = Awaited<ReturnType<typeof listRows>>[number]

function rowView(row: Row) {
  const contact = row.contact as Contact // Rows are only ever written with a contact.
  return {
    position: row.position,
    contactId: row.contactId,
    name: contact.name,
    number: contact.accountNumber,
    email: contact.email,
    finding: row.finding,
    reason: row.reason === null ? null : explainMatch(row.reason),
    reasonCode: row.reason,
    clientId: row.clientId,
    clientName: row.clientName,
    clientNumber: row.clientNumber,
    changes: row.changes as FieldChange[],
    choice: row.choice,
    canApply: canApply(row),
    canBeNew: canBeNew(row),
    result: row.result,
    resultDetail: row.resultDetail,
    givenNumber: row.givenNumber,
    numberInXero: row.numberInXero,
  }
}
