import { allow } from '#app/allow.ts'
import type { Context } from '#app/context.ts'
import { retryXeroDocument } from '#app/exports/retry-xero-document.ts'
import { type CallFilter, callsOf } from '#app/parts/sync-log-filter.ts'
import { refuse, Refused } from '#app/refuse.ts'
import { listRefusedOfCalls } from '#db/sync-log.ts'
import { findConnection } from '#db/xero-connections.ts'
import { findXeroDocument } from '#db/xero-documents.ts'
import { type RefusalCode, refusals } from '#domain/refusals.ts'

type NotRetried = { documentId: string; clientName: string; code: RefusalCode; message: string }
export type Retried = { retried: number; left: number; problems: NotRetried[] }

// Somebody waits for the answer; what is left can be asked for again.
const atOnce = 500

/** Has all documents of these calls that Xero refused sent once more. One that cannot be does not stop the others. */
export async function retryRefusedDocuments(ctx: Context, filter: CallFilter): Promise<Retried> {
  allow(ctx, 'xero:export')
  const { workspaceId } = ctx
  const { documentId, connectionId } = filter
  if (documentId && !(await findXeroDocument(ctx.db, { workspaceId, documentId }))) {
    refuse('xero_document_not_found', { field: 'documentId' })
  }
  if (connectionId && !(await findConnection(ctx.db, { workspaceId, connectionId }))) {
    refuse('xero_connection_not_found', { field: 'connectionId' })
  }
  const ids = await listRefusedOfCalls(ctx.db, { workspaceId, ...(await callsOf(ctx, filter)) })
  const problems: NotRetried[] = []
  for (const documentId of ids.slice(0, atOnce)) {
    const problem = await retry(ctx, documentId)
    if (problem) problems.push(problem)
  }
  const asked = Math.min(ids.length, atOnce)
  return { retried: asked - problems.length, left: ids.length - asked, problems }
}

async function retry(ctx: Context, documentId: string): Promise<NotRetried | undefined> {
  try {
    await retryXeroDocument(ctx, { documentId })
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { workspaceId } = ctx
    const document = await findXeroDocument(ctx.db, { workspaceId, documentId })
    const message = error.particulars.detail ?? refusals[error.code].title
    return { documentId, clientName: document?.clientName ?? '', code: error.code, message }
  }
}
