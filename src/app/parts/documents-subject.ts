import type { OutgoingDocument } from '#db/xero-sending.ts'
import type { SyncSubject } from './record-xero-call.ts'

/**
 * What the sync log says a call about several documents is about: the one document, else the one export they all came
 * with, else how many there are of how many exports.
 */
export function subjectOfDocuments(
  documents: readonly Pick<OutgoingDocument, 'id' | 'exportId'>[],
): { subject?: SyncSubject; note?: string; documentIds: string[] } {
  const [first] = documents
  const documentIds = documents.map((document) => document.id)
  if (!first) return { documentIds }
  if (documents.length === 1)
    return { subject: { kind: 'xero_document', id: first.id }, documentIds }
  const exportIds = new Set(documents.map((document) => document.exportId ?? document.id))
  if (exportIds.size === 1 && first.exportId)
    return { subject: { kind: 'xero_export', id: first.exportId }, documentIds }
  const isExports = documents.every((document) => document.exportId)
  const ofExports = isExports ? ` of ${exportIds.size} exports` : ''
  return { note: `${documents.length} documents${ofExports}`, documentIds }
}
