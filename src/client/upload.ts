import { answered, writeHeaders } from './api.ts'

type Upload = {
  address: string
  file: File
  /** One for all attempts: what arrived once is not added twice. */
  writeKey: string
  /** From 0 to 1, as the bytes leave. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** Sends a file in the field `file`. By XMLHttpRequest: fetch does not tell how much has left. */
export async function upload<Answer extends object>(sending: Upload): Promise<Answer> {
  return await answered(
    new Promise<{ data?: Answer; error?: unknown; response: Response }>((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', sending.address)
      request.responseType = 'json'
      for (const [name, value] of Object.entries(writeHeaders(sending.writeKey))) {
        request.setRequestHeader(name, value)
      }
      request.upload.addEventListener('progress', ({ loaded, total }) =>
        sending.onProgress(total > 0 ? loaded / total : 0),
      )
      request.addEventListener('load', () => {
        const response = new Response(null, { status: request.status })
        if (response.ok) resolve({ data: request.response as Answer, response })
        else resolve({ error: request.response as unknown, response })
      })
      request.addEventListener('error', () => reject(new Error('The connection broke.')))
      request.addEventListener('abort', () => reject(new Error('The upload was given up.')))
      sending.signal.addEventListener('abort', () => request.abort())
      const body = new FormData()
      body.append('file', sending.file)
      request.send(body)
    }),
  )
}
