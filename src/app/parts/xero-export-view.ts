import { listXeroDocuments, type XeroDocument } from '#db/xero-documents.ts'
import { findXeroExport, type XeroExport } from '#db/xero-exports.ts'
import { type DocumentState, exportState } from '#domain/document-state.ts'
import type { Context } from '../context.ts'
import { refuse } from '../refuse.ts'
import { viewXeroDocument, type XeroDocumentView } from './xero-document-view.ts'

export type XeroExportView = XeroExport & {
  state: 'sending' | 'done' | 'attention'
  documents: XeroDocumentView[]
}

/** An export with its documents; refuses when there is none. */
export async function viewXeroExport(
  ctx: Context,
  { exportId }: { exportId: string },
): Promise<XeroExportView> {
  const { workspaceId } = ctx
  const xeroExport = await findXeroExport(ctx.db, { workspaceId, exportId })
  if (!xeroExport) refuse('xero_export_not_found')
  const [view] = await viewXeroExports(ctx, [xeroExport])
  return view ?? refuse('xero_export_not_found')
}

/** Exports with the documents of each, in the order they were planned. */
export async function viewXeroExports(
  ctx: Context,
  exports: readonly XeroExport[],
): Promise<XeroExportView[]> {
  const { workspaceId } = ctx
  const exportIds = exports.map((each) => each.id)
  const documents = await listXeroDocuments(ctx.db, { workspaceId, exportIds })
  return exports.map((each) => {
    const own = documents.filter((document) => document.exportId === each.id)
    const state = exportState(own.flatMap(statesOf))
    return { ...each, state, documents: own.map((document) => viewXeroDocument(ctx, document)) }
  })
}

/** The document's state, and those of its files while it is in Xero. A note is no more than a courtesy; what cannot go is settled. */
function statesOf({ state, attachments }: XeroDocument): DocumentState[] {
  const files = attachments.filter((attachment) => attachment.kind !== 'note')
  const states = files.flatMap((file) => (file.state === 'left_out' ? [] : file.state))
  return [state, ...(state === 'confirmed' ? states : [])]
}
