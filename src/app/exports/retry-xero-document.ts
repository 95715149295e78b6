import { allow } from '#app/allow.ts'
import { type Context, inTransaction } from '#app/context.ts'
import { documentEntry } from '#app/parts/audit-names.ts'
import { audit } from '#app/parts/audit.ts'
import { refuse } from '#app/refuse.ts'
import { recodeLines } from '#app/parts/recode-lines.ts'
import { wakeXeroDocuments } from '#app/parts/wake-xero-documents.ts'
import { withCodes } from '#app/parts/with-codes.ts'
import { viewXeroDocument, type XeroDocumentView } from '#app/parts/xero-document-view.ts'
import { requireAdministrationOf } from '#app/parts/xero-settings.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import {
  findXeroDocument,
  lockXeroDocument,
  replanXeroDocument,
  type XeroDocument,
} from '#db/xero-documents.ts'
import { retryRefusal } from '#domain/document-state.ts'
import { addDays, daysBetween } from '#domain/work-day.ts'
import { assert } from '#lib/assert.ts'

/**
 * Has a document that Xero refused sent once more: with the codes of today, and the amounts it had. On another date where the
 * first is locked; the day it is due moves along.
 */
export async function retryXeroDocument(
  ctx: Context,
  { documentId, issuedOn }: { documentId: string; issuedOn?: string | undefined },
): Promise<XeroDocumentView> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const known = await findXeroDocument(ctx.db, { workspaceId, documentId })
  if (!known) refuse('xero_document_not_found')
  const refusal = retryRefusal(known)
  if (refusal) refuse(refusal)
  const connection = await requireAdministrationOf(ctx, known)

  return await withCodes(ctx, connection, async (codes) => {
    return await inTransaction(ctx, async (tx) => {
      const document = await lockXeroDocument(tx, { workspaceId, documentId })
      assert(document, 'documents are never deleted')
      const refusalNow = retryRefusal(document)
      if (refusalNow) refuse(refusalNow)
      const recode = { workspaceId, document, connection, codes }
      const lines = await recodeLines(tx, recode)
      const dates = datesFrom(document, issuedOn)
      const brandingThemeId = themeOf(document, connection)
      const plan = { lines, dates, brandingThemeId }
      await replanXeroDocument(tx, { workspaceId, documentId, ...plan })
      const { issuedOn: before } = document
      await audit(ctx, tx, {
        ...documentEntry('retried', document),
        before: { issuedOn: before },
        after: { issuedOn: dates.issuedOn },
      })
      await wakeXeroDocuments(ctx, tx, { connectionId: document.connectionId })
      const planned = { state: 'planned', problemCode: null, problemDetail: null } as const
      return viewXeroDocument(ctx, { ...document, ...dates, ...planned })
    })
  })
}

/** A theme that Xero did not know gives way to the present default. */
function themeOf(document: XeroDocument, connection: XeroConnection): string | null {
  const { brandingThemeId, problemCode } = document
  if (problemCode !== 'branding_theme_is_gone') return brandingThemeId
  const { brandingThemeId: byDefault } = connection
  return byDefault === brandingThemeId ? null : byDefault
}

function datesFrom(document: { issuedOn: string; dueOn: string | null }, issuedOn?: string) {
  if (issuedOn === undefined) return { issuedOn: document.issuedOn, dueOn: document.dueOn }
  const moved = daysBetween(document.issuedOn, issuedOn)
  return { issuedOn, dueOn: document.dueOn && addDays(document.dueOn, moved) }
}
