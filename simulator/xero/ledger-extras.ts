import { attachmentsOf } from './attachments.ts'
import { historyOf } from './history.ts'
import { html, type Html } from './html.ts'
import type { Answer } from './http.ts'
import { bytesInWords, moment, organisationPath } from './ledger-format.ts'
import type { Attachment, Organisation } from './records.ts'

/** The files and the history of a document, below it on its page. */
export function documentExtras(organisation: Organisation, documentId: string): Html {
  const files = attachmentsOf(organisation, documentId)
  const records = historyOf(organisation, documentId)
  const base = organisationPath(organisation.profile)
  return html`${
    files.length > 0 &&
    html`<section class="card">
      <h2>Files</h2>
      <ul class="rows">
        ${files.map(
          (file) =>
            html`<li>
              <a href="${base}/files/download/${file.id}">${file.fileName}</a>
              <span class="fine"
                >${file.mimeType} ·
                ${bytesInWords(file.content.length)}${file.includeOnline && ' · shown online'}</span
              >
            </li>`,
        )}
      </ul>
    </section>`
  }${
    records.length > 0 &&
    html`<section class="card">
      <h2>History</h2>
      <ol class="rows history">
        ${records.map(
          (record) =>
            html`<li>
              <strong>${record.changes}</strong>
              <span class="fine">${moment(record.updatedAt)} · ${record.user}</span>
              ${record.details !== '' && html`<span class="details">${record.details}</span>`}
            </li>`,
        )}
      </ol>
    </section>`
  }`
}

/** A file for the reader's disk; it is never shown inside our own pages. */
export const fileAnswer = (file: Attachment): Answer => ({
  status: 200,
  headers: {
    'content-type': file.mimeType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  },
  body: file.content,
})
