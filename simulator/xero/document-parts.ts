import { attachmentsPart } from './attachments.ts'
import { NotFound, type ApiAnswer, type Call } from './call.ts'
import { historyPart, type DocumentRef } from './history.ts'

/** What lies below a document: /{Documents}/{id}/Attachments[/{name}] and /History. */
export function documentPart(call: Call, document: DocumentRef): ApiAnswer {
  const [, part = '', name, ...rest] = call.path
  if (rest.length > 0) throw new NotFound()
  if (part.toLowerCase() === 'attachments') return attachmentsPart(call, document, name)
  if (part.toLowerCase() === 'history' && name === undefined) return historyPart(call, document)
  throw new NotFound()
}
