import { createHash } from 'node:crypto'

/** A short name for some content: the same content has the same hash, other content practically never. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

/** The fingerprint of a file, in hexadecimal. */
export function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
