import { say } from '#domain/words/say.ts'
import { refuse } from '#app/refuse.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import { sha256Of } from '#lib/content-hash.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** A file that came with a request. Its fingerprint tells repeated requests apart; its bytes are nobody's to walk over. */
export class ReceivedFile {
  readonly name: string
  readonly sha256: string
  readonly #content: Uint8Array

  constructor(name: string, content: Uint8Array) {
    this.name = name
    this.sha256 = sha256Of(content)
    this.#content = content
  }

  get content(): Uint8Array {
    return this.#content
  }
}

/** The body of a request that brings a file, once `receiveFile` has read it. */
export const fileBody = z.object({
  file: z
    .custom<ReceivedFile>((value) => value instanceof ReceivedFile)
    .meta({ type: 'string', format: 'binary' }),
})

/** More than a file may be: what is too large is heard out, so that the sender gets to read why. */
export const fileBodyLimitBytes = 60_000_000

/** How large a file may be, and what is said when it is larger, or when there is none. */
type Expected = { largestBytes: number; missing: RefusalCode; tooBig: RefusalCode }

/** Reads a multipart body with one file in its field `file`. A hook for before the body is looked at. */
export function receiveFile(expected: Expected) {
  const { missing } = expected
  return async (request: FastifyRequest): Promise<void> => {
    if (!request.isMultipart()) refuse(missing, { field: 'file' })
    const [file, ...others] = await readFiles(request, expected)
    if (!file) refuse(missing, { field: 'file' })
    if (others.length > 0) {
      const detail = say('Send one file in a request; for more files, more requests.')
      refuse('input_is_not_valid', { field: 'file', detail })
    }
    request.body = { file }
  }
}

async function readFiles(
  request: FastifyRequest,
  { largestBytes, missing, tooBig }: Expected,
): Promise<ReceivedFile[]> {
  const files: ReceivedFile[] = []
  const limits = { fileSize: largestBytes, files: 2, fields: 4, fieldSize: 1000 }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file' && part.fieldname === 'file') {
        files.push(new ReceivedFile(plainName(part.filename), await part.toBuffer()))
      } else {
        if (part.type === 'file') part.file.resume()
        const detail = say('{{field}}: There is no such field here. Send "file".', {
          field: part.fieldname.slice(0, 100),
        })
        refuse('input_is_not_valid', { field: part.fieldname.slice(0, 100), detail })
      }
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === 'FST_REQ_FILE_TOO_LARGE') refuse(tooBig, { field: 'file' })
    if (typeof code === 'string' && !code.startsWith('FST_')) throw error
    const detail = say('The body could not be read as multipart/form-data.')
    refuse(missing, { field: 'file', detail })
  }
  return files
}

// Browsers write a quotation mark in a file's name as %22 (and nothing else that the name could keep).
function plainName(filename: string | undefined): string {
  return (filename ?? '').replaceAll('%22', '"')
}
