import { apiBase, NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { errorAnswer, listAnswer, problemBody } from './envelope.ts'
import { fold } from './fold.ts'
import { addHistory, type DocumentRef } from './history.ts'
import { headerOf } from './http.ts'
import { isUuid, zeroId } from './ids.ts'
import { isTrue } from './lists.ts'
import type { Attachment, Organisation } from './records.ts'

const perDocument = 10

// From Xero's list of what may be attached; a name's ending decides.
const mimeTypes: Readonly<Record<string, string>> = {
  '7z': 'application/x-7z-compressed',
  bmp: 'image/bmp',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  keynote: 'application/vnd.apple.keynote',
  msg: 'application/vnd.ms-outlook',
  numbers: 'application/vnd.apple.numbers',
  odf: 'application/vnd.oasis.opendocument.formula',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  pages: 'application/vnd.apple.pages',
  pdf: 'application/pdf',
  png: 'image/png',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rar: 'application/vnd.rar',
  rtf: 'application/rtf',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

export const attachmentsOf = (organisation: Organisation, documentId: string) =>
  organisation.attachments.find('document', documentId)

/** GET, PUT and POST below /{Documents}/{id}/Attachments. A name that is known is written over. */
export function attachmentsPart(call: Call, document: DocumentRef, name?: string): ApiAnswer {
  if (call.method === 'GET') {
    if (name !== undefined) return contentOf(call, document, name)
    const all = attachmentsOf(call.organisation, document.id)
    const elements = all.map((each) => JSON.stringify(attachmentJson(each)))
    return listAnswer(call.world, 'Attachments', elements)
  }
  if (name === undefined || (call.method !== 'PUT' && call.method !== 'POST')) {
    throw new NotImplemented()
  }
  return saveAttachment(call, document, name)
}

function contentOf(call: Call, document: DocumentRef, name: string): ApiAnswer {
  const all = attachmentsOf(call.organisation, document.id)
  const found = isUuid(name)
    ? all.find((each) => each.id === name.toLowerCase())
    : all.find((each) => fold(each.fileName) === fold(name))
  if (!found) throw new NotFound()
  return { status: 200, body: found.content, contentType: found.mimeType }
}

function saveAttachment(call: Call, document: DocumentRef, fileName: string): ApiAnswer {
  const { organisation, world, body } = call
  if (body.length > world.switches.maxAttachmentBytes) {
    const problem = problemBody(world, 413, 'RequestEntityTooLarge', 'PayloadTooLarge')
    return { status: 413, body: problem }
  }
  const existing = attachmentsOf(organisation, document.id).find(
    (each) => fold(each.fileName) === fold(fileName),
  )
  const attachment: Attachment = {
    id: existing?.id ?? world.freshId(),
    updatedAt: call.now,
    documentKind: document.kind,
    documentId: document.id,
    fileName,
    mimeType: mimeTypeOf(call, fileName),
    includeOnline: document.canBeOnline && isTrue(call, 'IncludeOnline'),
    content: body,
  }
  const refusal = refusalOf(call, attachment, existing)
  if (refusal) {
    const element = { ...attachmentJson(attachment), AttachmentID: zeroId }
    return errorAnswer(10, 'ValidationException', 'A validation exception occurred', [
      { ...element, ValidationErrors: [{ Message: refusal }] },
    ])
  }
  call.writes.set(organisation.attachments, attachment)
  addHistory(call, document, {
    changes: 'Attached a file',
    details: `Attached the file ${fileName} through the Xero API using ${world.app.name}`,
  })
  if (world.switches.attachmentMovesUpdatedDate) document.touch()
  return listAnswer(world, 'Attachments', [JSON.stringify(attachmentJson(attachment))])
}

const endingOf = (fileName: string) => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''

function mimeTypeOf(call: Call, fileName: string): string {
  const given = (headerOf(call.headers, 'content-type') ?? '').split(';')[0]?.trim() ?? ''
  const isTold = /^[\w.+-]+\/[\w.+-]+$/.test(given) && given !== 'application/octet-stream'
  return isTold ? given : (mimeTypes[endingOf(fileName)] ?? 'application/octet-stream')
}

// eslint-disable-next-line no-control-regex -- NUL is one of the characters that Xero forbids
const forbiddenInNames = /[<>:"/\\|?*+\u0000]/

function refusalOf(call: Call, attachment: Attachment, existing: Attachment | undefined) {
  const { fileName, content } = attachment
  if (forbiddenInNames.test(fileName)) {
    return "The file couldn't be uploaded because its name contains invalid characters."
  }
  if (!Object.hasOwn(mimeTypes, endingOf(fileName))) {
    return "The file couldn't be uploaded because it isn't a supported file type."
  }
  if (content.length === 0) return "The file couldn't be uploaded because it is empty."
  const count = attachmentsOf(call.organisation, attachment.documentId).length
  return !existing && count >= perDocument
    ? `The file couldn't be uploaded because the API limit of ${perDocument} attachments has been exceeded for the document.`
    : null
}

const attachmentJson = (attachment: Attachment) => ({
  AttachmentID: attachment.id,
  FileName: attachment.fileName,
  Url: `${apiBase}/${attachment.documentKind}/${attachment.documentId}/Attachments/${encodeURIComponent(attachment.fileName)}`,
  MimeType: attachment.mimeType,
  ContentLength: attachment.content.length,
  ...(attachment.documentKind !== 'ManualJournals' && {
    IncludeOnline: attachment.includeOnline,
  }),
})

/** The part of a document's own JSON that tells of its files. */
export function attachmentFields(call: Call, documentId: string, withList: boolean) {
  const all = attachmentsOf(call.organisation, documentId)
  return {
    HasAttachments: all.length > 0,
    ...(withList && all.length > 0 && { Attachments: all.map(attachmentJson) }),
  }
}
