import type { Accounting, DocumentInXero } from '#app/ports/accounting.ts'
import { callSeconds } from '#domain/call-limits.ts'
import type { XeroClient } from './client.ts'
import { elementsOf, numberIn, requiredText, textIn } from './wire-values.ts'
import type { XeroConfig } from './xero-config.ts'

const resources = { invoice: 'Invoices', manual_journal: 'ManualJournals' } as const
const uploadTimeoutMs = callSeconds.upload * 1000
const noteLimit = 2500

type Calls = Pick<
  Accounting,
  'attachFile' | 'listAttachments' | 'addNote' | 'listNotes' | 'mayAttach'
>

/** Files and notes below a document. Xero writes a file over one of the same name; a note is added every time. */
export function createAttachmentCalls(config: XeroConfig, client: XeroClient): Calls {
  const below = ({ kind, xeroId }: DocumentInXero, part: string) =>
    `${config.apiUrl}/${resources[kind]}/${xeroId}/${part}`
  return {
    attachFile: async (session, { document, name, mediaType, content, isOnline }) =>
      await client.ask(
        {
          method: 'PUT',
          url: below(document, `Attachments/${encodeURIComponent(name)}`),
          // Only an invoice can be seen online.
          ...(isOnline && document.kind === 'invoice' && { query: { IncludeOnline: 'true' } }),
          session,
          bytes: { content, mediaType },
          timeoutMs: uploadTimeoutMs,
        },
        (body) => void elementsOf(body, 'Attachments'),
      ),
    listAttachments: async (session, document) =>
      await client.ask({ method: 'GET', url: below(document, 'Attachments'), session }, (body) =>
        elementsOf(body, 'Attachments').map((each) => ({
          name: requiredText(each, 'FileName'),
          sizeBytes: numberIn(each, 'ContentLength'),
        })),
      ),
    addNote: async (session, { document, text, idempotencyKey }) =>
      await client.ask(
        {
          method: 'PUT',
          url: below(document, 'History'),
          session,
          headers: { 'Idempotency-Key': idempotencyKey },
          json: { HistoryRecords: [{ Details: text.slice(0, noteLimit) }] },
        },
        (body) => void elementsOf(body, 'HistoryRecords'),
      ),
    listNotes: async (session, document) =>
      await client.ask({ method: 'GET', url: below(document, 'History'), session }, (body) =>
        elementsOf(body, 'HistoryRecords').flatMap((each) => textIn(each, 'Details') ?? []),
      ),
    mayAttach: (scopes) => scopes.split(/\s+/).includes('accounting.attachments'),
  }
}
