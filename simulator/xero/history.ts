import { NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { isoSeconds, msDate } from './dates.ts'
import { listAnswer, writeElements, type Outcome } from './envelope.ts'
import { textIn, type Input } from './input.ts'
import type { DocumentKind, HistoryRecord, Organisation } from './records.ts'

/** A document that files and notes may belong to. */
export interface DocumentRef {
  readonly kind: DocumentKind
  readonly id: string
  /** Its files may be shown with the online invoice. */
  readonly canBeOnline: boolean
  /** Moves its UpdatedDateUTC. */
  touch(): void
}

const maxDetails = 2500

export const historyOf = (organisation: Organisation, documentId: string) =>
  organisation.history.find('document', documentId).toReversed()

/** GET and PUT of /{Documents}/{id}/History. Notes stay for ever. */
export function historyPart(call: Call, document: DocumentRef): ApiAnswer {
  if (call.method === 'GET') {
    const records = historyOf(call.organisation, document.id)
    const elements = records.map((each) => JSON.stringify(historyJson(each)))
    return listAnswer(call.world, 'HistoryRecords', elements)
  }
  if (call.method !== 'PUT') throw new NotImplemented()
  return writeElements(call, 'HistoryRecords', (input) => addNote(call, document, input))
}

function addNote(call: Call, document: DocumentRef, input: Input): Outcome {
  const details = textIn(input, 'Details') ?? ''
  const errors =
    details.trim() === ''
      ? ['Details must be specified.']
      : details.length > maxDetails
        ? [`The Details field must not exceed ${maxDetails} characters.`]
        : []
  if (errors.length > 0) return { json: { ...input.value }, errors, warnings: [] }
  const record = addHistory(call, document, { changes: 'Note', details })
  return { json: historyJson(record), errors: [], warnings: [] }
}

/** Remembers what happened to a document, and who did it. */
export function addHistory(
  call: Call,
  document: { kind: DocumentKind; id: string },
  { changes, details = '' }: { changes: string; details?: string },
): HistoryRecord {
  const { history } = call.organisation
  const record: HistoryRecord = {
    // No fresh id: ids of a seeded world stay the same whatever is noted.
    id: `${document.id}/${history.find('document', document.id).length}`,
    updatedAt: call.now,
    documentKind: document.kind,
    documentId: document.id,
    changes,
    details,
    user: call.person ?? 'System Generated',
  }
  call.writes.set(history, record)
  return record
}

export const historyJson = (record: HistoryRecord) => ({
  Changes: record.changes,
  DateUTCString: isoSeconds(record.updatedAt).slice(0, 19),
  DateUTC: msDate(record.updatedAt),
  User: record.user,
  Details: record.details,
})
